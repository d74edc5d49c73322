// Written by `npm run openapi` from the kinds. Do not edit.

/** The version of the schema of each kind: a digest, which is another one as soon as the schema is. */
export const schemaVersions: Readonly<Record<string, string>> = {
  partnerships: '27e7388e',
  councils: '5b34e4c7',
  actions: '8c6f5cc6',
  outcomes: '20517c6e',
  participants: '8c8d9d52',
  organisations: 'fd230b77',
  roles: 'f06c60b4',
  documents: 'f39b5d76',
  terms: '083813d4',
};
