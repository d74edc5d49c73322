// Written by `npm run openapi` from the kinds. Do not edit.

/** The version of the schema of each kind: a digest, which is another one as soon as the schema is. */
export const schemaVersions: Readonly<Record<string, string>> = {
  partnerships: '48de1589',
  councils: '164feec6',
  actions: '9602cffb',
  outcomes: 'c2d1dd90',
  participants: '46070b54',
  organisations: '1a8f61eb',
  roles: '658d90ea',
  documents: '5d7f39ae',
  terms: '5870c102',
};
