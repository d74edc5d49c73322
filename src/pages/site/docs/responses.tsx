import type { Child } from 'hono/jsx';
import { messagesFor } from '../../../i18n/messages.ts';
import type { Language } from '../../../languages.ts';
import { isProblemCode, type ProblemCode, problemStatuses } from '../../../problem-codes.ts';
import { Markdown } from './markdown.tsx';
import { type Answer, type Document, type Group, resolveRef, type SchemaHref } from './openapi.ts';
import { Type } from './schema.tsx';
import { between, Entries, Entry } from './section.tsx';

/** What each of several lists has. */
const inEach = <Each,>([first = [], ...others]: readonly (readonly Each[])[]): Each[] =>
  first.filter((each) => others.every((other) => other.includes(each)));

const codesOf = ({ content }: Answer): ProblemCode[] =>
  Object.keys(content?.['application/problem+json']?.examples ?? {}).filter(isProblemCode);

const answersOf = (document: Document, { placed }: Group): [status: string, answer: Answer][] =>
  placed
    .flatMap(({ operation }) => Object.entries(operation.responses))
    .map(([status, answer]) => [status, resolveRef(document, answer)]);

/** The headers that some answers carry, those that not each of them carries each time with a `?` after the name. */
const carriedBy = (document: Document, answers: readonly Answer[]): string[] => {
  const all = answers.map(({ headers = {} }) => headers);
  const names = [...new Set(all.flatMap((headers) => Object.keys(headers)))];
  const certain = (name: string) => all.every(({ [name]: header }) => header && resolveRef(document, header).required);
  return names.map((name) => (certain(name) ? name : `${name}?`));
};

const byStatus = (one: ProblemCode, other: ProblemCode): number => problemStatuses[one] - problemStatuses[other];

/** What every answer of a chapter may be or carries, so that it need not be said of each. */
export interface CommonResponses {
  codes: readonly ProblemCode[];
  headers: readonly string[];
  /** What problems carry beside these. */
  ofProblems: readonly string[];
}

/** What several groups have in common: the problems that each may lead to, and the headers that all answers carry. */
export const alwaysIn = (document: Document, groups: readonly Group[]): CommonResponses => {
  const all = groups.map((group) => answersOf(document, group).map(([, answer]) => answer));
  const headers = carriedBy(document, all.flat()).filter((name) => !name.endsWith('?'));
  const refusals = all.flat().filter((answer) => codesOf(answer).length > 0);
  return {
    codes: [...new Set(inEach(all.map((answers) => answers.flatMap(codesOf))))].sort(byStatus),
    headers,
    ofProblems: carriedBy(document, refusals).filter((name) => !headers.includes(name)),
  };
};

/** Problems, each leading to what it means. */
export const Problems = ({ language, codes }: { language: Language; codes: readonly ProblemCode[] }) => {
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

/** The names of headers, which the first page explains. */
export const Headers = ({ language, title, names }: { language: Language; title: Child; names: readonly string[] }) =>
  names.length === 0 ? null : (
    <p class="help">
      <a href={`/${language}/docs#headers`}>{title}</a>{' '}
      {between(
        ', ',
        names.map((name) => <code class="whole">{name}</code>),
      )}
    </p>
  );

const Contents = ({ answers, at }: { answers: readonly Answer[]; at: SchemaHref }) => {
  const contents = new Map(answers.flatMap(({ content = {} }) => Object.entries(content)));
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
                <Type schema={schema} at={at} />
              </code>
            </>
          )}
        </li>
      ))}
    </ul>
  );
};

/** What a group of operations answers, by status, but for what every answer of the chapter may be. */
export const Answers = ({
  language,
  document,
  group,
  at,
  always,
}: {
  language: Language;
  document: Document;
  group: Group;
  at: SchemaHref;
  always: CommonResponses;
}) => {
  const { t } = messagesFor(language);
  const all = answersOf(document, group);
  const told = all.filter(([, answer]) => codesOf(answer).length === 0);
  const statuses = [...new Set(told.map(([status]) => status))].sort();
  const codes = new Set(all.flatMap(([, answer]) => codesOf(answer)));
  const own = [...codes].filter((code) => !always.codes.includes(code)).sort(byStatus);
  return (
    <>
      <h3>{t('docs.answers')}</h3>
      <Entries>
        {statuses.map((status) => {
          const answers = told.filter(([its]) => its === status).map(([, answer]) => answer);
          return (
            <Entry name={status}>
              <Markdown text={answers[0]?.description ?? ''} />
              <Contents answers={answers} at={at} />
              <Headers
                language={language}
                title={t('docs.carries')}
                names={carriedBy(document, answers).filter((name) => !always.headers.includes(name))}
              />
            </Entry>
          );
        })}
        {own.length > 0 && (
          <Entry name="4xx, 5xx">
            <Problems language={language} codes={own} />
          </Entry>
        )}
      </Entries>
    </>
  );
};
