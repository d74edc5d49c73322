/** The build of jsonld for browsers, as far as tests use it: the one for Node needs an HTTP client that workerd lacks. */
declare module 'jsonld/dist/jsonld.esm.min.js' {
  const jsonld: { expand(document: object, options: object): Promise<Record<string, unknown>[]> };
  export default jsonld;
}
