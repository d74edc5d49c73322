// A client of each API with the platform's own fetch; the origin is the one that the document says.
const client = (api: string) => ({
  input: `../../dist/clients/${api}.json`,
  output: {
    target: `../../dist/clients/orval-${api}.ts`,
    client: 'fetch',
    baseUrl: { getBaseUrlFromSpecification: true },
  },
});

export default { reading: client('reading'), editing: client('editing') };
