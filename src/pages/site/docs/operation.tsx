import { messagesFor } from '../../../i18n/messages.ts';
import type { Language } from '../../../languages.ts';
import { Markdown } from './markdown.tsx';
import {
  type Document,
  type Group,
  type OperationAtPath,
  type Parameter,
  resolveRef,
  type SchemaHref,
} from './openapi.ts';
import { Answers, type CommonResponses } from './responses.tsx';
import { Type } from './schema.tsx';
import { Entries, Entry, Section } from './section.tsx';

interface Shown {
  language: Language;
  document: Document;
  group: Group;
  at: SchemaHref;
  always: CommonResponses;
}

const parametersOf = (document: Document, { placed }: Group): Parameter[] => {
  const all = placed.flatMap(({ operation }) => (operation.parameters ?? []).map((each) => resolveRef(document, each)));
  return [...new Map(all.map((parameter) => [`${parameter.in} ${parameter.name}`, parameter])).values()];
};

/** A URL that a reader may follow: the path with the examples of its parameters. None where it takes more than that. */
const exampleOf = (document: Document, { method, path, operation }: OperationAtPath): string | undefined => {
  const parameters = (operation.parameters ?? []).map((each) => resolveRef(document, each));
  const needed = parameters.filter(({ required }) => required);
  if (method !== 'get' || operation.security || needed.some((each) => each.in !== 'path')) return undefined;
  const filled = needed.reduce((url, { name, example }) => {
    return example === undefined ? url : url.replace(`{${name}}`, String(example));
  }, path);
  return filled.includes('{') ? undefined : filled;
};

const Urls = ({ language, document, group: { description, placed } }: Shown) => {
  const { t } = messagesFor(language);
  return (
    <Entries>
      {placed.map(({ method, path, operation }, index) => {
        const example = exampleOf(document, { method, path, operation });
        const told = placed.length > 1 ? operation['x-forms']?.form : description;
        return (
          <Entry name={`${method.toUpperCase()} ${path}`} {...(index > 0 && { id: operation.operationId })}>
            <Markdown text={told ?? operation.description} />
            {example && (
              <p>
                {t('docs.example')}
                <a href={example}>{example}</a>
              </p>
            )}
          </Entry>
        );
      })}
    </Entries>
  );
};

const Parameters = ({ language, document, group, at }: Shown) => {
  const { t } = messagesFor(language);
  const parameters = parametersOf(document, group);
  if (parameters.length === 0) return null;
  return (
    <>
      <h3>{t('docs.parameters')}</h3>
      <Entries>
        {parameters.map(({ name, in: place, description, schema, required }) => (
          <Entry name={name}>
            <span class="mark">{t(`docs.place.${place}`)}</span>{' '}
            {required && place !== 'path' && <span class="mark">{t('docs.required')}</span>}{' '}
            <code>
              <Type schema={{ ...schema, description }} at={at} />
            </code>
            {schema.default !== undefined && (
              <>
                {' '}
                {t('docs.default')} <code>{JSON.stringify(schema.default)}</code>
              </>
            )}
            <Markdown text={description} />
          </Entry>
        ))}
      </Entries>
    </>
  );
};

const Body = ({ language, group: { placed }, at }: Shown) => {
  const { t } = messagesFor(language);
  const [body] = placed.flatMap(({ operation }) => operation.requestBody ?? []);
  if (!body) return null;
  return (
    <>
      <h3>{t('docs.body')}</h3>
      <Entries>
        {Object.entries(body.content).map(([type, { schema }]) => (
          <Entry name={type}>
            <code>
              <Type schema={schema} at={at} />
            </code>
          </Entry>
        ))}
      </Entries>
    </>
  );
};

/** Where a page tells of a group of operations: at the first of them. */
export const anchorOf = ({ placed: [first] }: Group): string => first?.operation.operationId ?? '';

/** What can be done at a URL, in whatever form: what it takes and what it answers. */
export const Operations = (shown: Shown) => {
  const { group } = shown;
  return (
    <Section id={anchorOf(group)} title={group.summary}>
      {group.placed.length > 1 && <Markdown text={group.description} />}
      <Urls {...shown} />
      <Parameters {...shown} />
      <Body {...shown} />
      <Answers {...shown} />
    </Section>
  );
};
