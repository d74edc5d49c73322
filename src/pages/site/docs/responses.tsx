import type { Child } from 'hono/jsx';
import { messagesFor } from '../../../i18n/messages.ts';
import type { Language } from '../../../languages.ts';
import { isProblemCode, type ProblemCode, problemStatuses } from '../../../problem-codes.ts';
import { Markdown } from '../markdown.tsx';
import { type Document, type OperationGroup, type ResponseObject, resolveRef, type SchemaHref } from './openapi.ts';
import { SchemaType } from './schema.tsx';
import { Entries, Entry, joinWith } from './section.tsx';

const codesOf = ({ content }: ResponseObject): ProblemCode[] =>
  Object.keys(content?.['application/problem+json']?.examples ?? {}).filter(isProblemCode);

const responsesOf = (document: Document, { operations }: OperationGroup): [string, ResponseObject][] =>
  operations
    .flatMap(({ operation }) => Object.entries(operation.responses))
    .map(([status, response]) => [status, resolveRef(document, response)]);

/** The names of the headers of responses; a trailing `?` marks those that not every response always has. */
const headerNames = (document: Document, responses: readonly ResponseObject[]): string[] => {
  const all = responses.map(({ headers = {} }) => headers);
  const names = [...new Set(all.flatMap((headers) => Object.keys(headers)))];
  const certain = (name: string) => all.every(({ [name]: header }) => header && resolveRef(document, header).required);
  return names.map((name) => (certain(name) ? name : `${name}?`));
};

const byStatus = (one: ProblemCode, other: ProblemCode): number => problemStatuses[one] - problemStatuses[other];

/** What all operations of a chapter have in common, which is shown once. */
export interface CommonResponses {
  codes: readonly ProblemCode[];
  headers: readonly string[];
  /** The additional headers of problems. */
  problemHeaders: readonly string[];
}

/** The problem codes that all groups have, and the headers that all responses have. */
export const commonResponses = (document: Document, groups: readonly OperationGroup[]): CommonResponses => {
  const all = groups.map((group) => responsesOf(document, group).map(([, response]) => response));
  const [first = [], ...others] = all.map((responses) => responses.flatMap(codesOf));
  const headers = headerNames(document, all.flat()).filter((name) => !name.endsWith('?'));
  const problems = all.flat().filter((response) => codesOf(response).length > 0);
  return {
    codes: [...new Set(first)].filter((code) => others.every((codes) => codes.includes(code))).sort(byStatus),
    headers,
    problemHeaders: headerNames(document, problems).filter((name) => !headers.includes(name)),
  };
};

/** What the parts of the section of a group of operations need. */
export interface OperationProps {
  language: Language;
  document: Document;
  group: OperationGroup;
  schemaHref: SchemaHref;
  common: CommonResponses;
}

/** Links to the pages of problem types. */
export const ProblemList = ({ language, codes }: { language: Language; codes: readonly ProblemCode[] }) => {
  const { t } = messagesFor(language);
  return (
    <ul>
      {codes.map((code) => (
        <li>
          {problemStatuses[code]} <a href={`/${language}/problems/${code}`}>{t(`problems:${code}.title`)}</a>
        </li>
      ))}
    </ul>
  );
};

/** The names of headers, which the overview explains. */
export const HeaderNames = ({
  language,
  title,
  names,
}: {
  language: Language;
  title: Child;
  names: readonly string[];
}) =>
  names.length === 0 ? null : (
    <p class="help">
      <a href={`/${language}/docs#headers`}>{title}</a>{' '}
      {joinWith(
        ', ',
        names.map((name) => <code class="whole">{name}</code>),
      )}
    </p>
  );

const MediaTypes = ({ responses, schemaHref }: { responses: readonly ResponseObject[]; schemaHref: SchemaHref }) => {
  const contents = new Map(responses.flatMap(({ content = {} }) => Object.entries(content)));
  const others = responses.flatMap(({ 'x-other-media-types': types = [] }) => types);
  if (contents.size === 0) return null;
  return (
    <ul>
      {[...contents].map(([type, { schema }]) => (
        <li>
          <code>{type}</code>
          {(schema.$ref || schema.anyOf) && (
            <>
              {' '}
              <code>
                <SchemaType schema={schema} schemaHref={schemaHref} />
              </code>
            </>
          )}
        </li>
      ))}
      {[...new Set(others)]
        .filter((type) => !contents.has(type))
        .map((type) => (
          <li>
            <code>{type}</code>
          </li>
        ))}
    </ul>
  );
};

/** The responses of a group of operations by status, without what the chapter has in common. */
export const Responses = ({ language, document, group, schemaHref, common }: OperationProps) => {
  const { t } = messagesFor(language);
  const all = responsesOf(document, group);
  const successes = all.filter(([, response]) => codesOf(response).length === 0);
  const statuses = [...new Set(successes.map(([status]) => status))].sort();
  const codes = new Set(all.flatMap(([, response]) => codesOf(response)));
  const own = [...codes].filter((code) => !common.codes.includes(code)).sort(byStatus);
  return (
    <>
      <h3>{t('docs.answers')}</h3>
      <Entries>
        {statuses.map((status) => {
          const responses = successes.filter(([each]) => each === status).map(([, response]) => response);
          return (
            <Entry name={status}>
              <Markdown text={responses[0]?.description ?? ''} />
              <MediaTypes responses={responses} schemaHref={schemaHref} />
              <HeaderNames
                language={language}
                title={t('docs.carries')}
                names={headerNames(document, responses).filter((name) => !common.headers.includes(name))}
              />
            </Entry>
          );
        })}
        {own.length > 0 && (
          <Entry name="4xx, 5xx">
            <ProblemList language={language} codes={own} />
          </Entry>
        )}
      </Entries>
    </>
  );
};
