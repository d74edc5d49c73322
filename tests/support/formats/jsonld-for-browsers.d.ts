/** The build of jsonld for browsers, of which tests use this: the one for Node brings an HTTP client that workerd lacks. */
declare module 'jsonld/dist/jsonld.esm.min.js' {
  const jsonld: { expand(document: object, options: object): Promise<Record<string, unknown>[]> };
  export default jsonld;
}
