import { mediaTypeOf } from '../../src/http/editor/body.ts';
import { type RequestName, requestSchemas } from '../../src/http/editor/schemas.ts';
import { definitionOf, kinds } from '../../src/kinds/index.ts';
import { recordSchema } from '../../src/kinds/record-schema.ts';
import type { DocumentBuilder, Node } from './builder.ts';
import { capital } from './record-path.ts';
import { shareSchema } from './schemas.ts';

const records = kinds.map((kind) => recordSchema(definitionOf(kind)).meta({ id: `${capital(kind)}Record` }));

// A record may match the schemas of two similar kinds; the URL says which kind it is.
const anyRecord = (draft: DocumentBuilder): Node => ({ anyOf: records.map((schema) => shareSchema(draft, schema)) });

// The record of a publication has any kind: the schema that parses the body accepts anything.
const sharePublications = (draft: DocumentBuilder): { $ref: string } => {
  const reference = shareSchema(draft, requestSchemas().publications);
  const { properties } = draft.components.schemas.Publications as {
    properties: { items: { items: { properties: Node } } };
  };
  Object.assign(properties.items.items.properties.record as Node, anyRecord(draft));
  return reference;
};

const schemaOf = (draft: DocumentBuilder, name: RequestName): Node => {
  if (name === 'record') return anyRecord(draft);
  if (name === 'patch' || name === 'texts') return { type: 'object' };
  return name === 'publications' ? sharePublications(draft) : shareSchema(draft, requestSchemas()[name]);
};

/** Builds the `requestBody` of an operation. */
export const requestBodyOf = (draft: DocumentBuilder, name: RequestName): Node => ({
  required: true,
  content: { [mediaTypeOf(name)]: { schema: schemaOf(draft, name) } },
});
