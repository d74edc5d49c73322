import { routes } from '../../src/http/editor/routes.ts';
import type { Language } from '../../src/languages.ts';
import type { ExampleRequest } from '../../src/pages/site/docs/openapi.ts';

/** A record of content/: its kind, its slug and its file, published in every language as edition 1. */
export interface SessionRecord {
  kind: string;
  slug: string;
  record: { facts: object; texts: Record<string, object> };
}

/** A request of the session; without `operationId`, one that only prepares for the next. */
export interface SessionStep {
  operationId?: string;
  request: ExampleRequest;
}

const tag = (name: string) => ({ 'If-Match': `"${name}"` });
const exampleNotes: Readonly<Record<string, string>> = { ja: '備考の例です。', en: 'An example of a note.' };
const exampleNotices: Readonly<Record<string, string>> = { ja: '掲載を終了しました。', en: 'No longer published.' };
const isNew = { 'If-None-Match': '*' };

/**
 * A day's work with one item, in which each operation of the editor's API has its turn: what each answers is the example
 * that the API reference shows.
 */
export const editingSession = (reader: Language, { kind, slug, record }: SessionRecord): SessionStep[] => {
  // A record need not have every language.
  const language = reader in record.texts ? reader : (Object.keys(record.texts)[0] ?? reader);
  const item = `/${kind}/${slug}`;
  const draft = `${item}/draft`;
  // In another language, its own text stands for them.
  const inEach = (given: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      Object.entries(record.texts).map(([tag, own]) => [tag, given[tag] ?? Object.values(own).at(-1)]),
    );
  const [notes, notices] = [inEach(exampleNotes), inEach(exampleNotices)];
  const texts = { ...record.texts[language], note: notes[language] };
  const renamed = `${slug}-2`;
  const step = (
    operationId: string,
    path: string,
    { body, headers = {} }: { body?: unknown; headers?: Record<string, string> } = {},
  ): SessionStep => {
    const { method = 'GET' } = routes.find((route) => route.operationId === operationId) ?? {};
    return {
      operationId,
      request: {
        method,
        path: `/editor/api${path}`,
        headers: {
          ...headers,
          ...(body !== undefined && {
            'Content-Type': method === 'PATCH' ? 'application/merge-patch+json' : 'application/json',
          }),
        },
        ...(body !== undefined && { body }),
      },
    };
  };
  const prepare = (...args: Parameters<typeof step>): SessionStep => ({ request: step(...args).request });
  return [
    step('readItem', item),
    step('saveDraft', draft, { headers: isNew, body: record }),
    step('readDraft', draft),
    step('readTexts', `${draft}/texts/${language}`),
    step('saveTexts', `${draft}/texts/${language}`, { headers: tag('r1'), body: texts }),
    step('listRevisions', `${draft}/revisions?limit=2`),
    step('readRevision', `${draft}/revisions/1`),
    step('revertDraft', `${draft}/restore`, { headers: tag('r2'), body: { revision: 1 } }),
    step('patchDraft', draft, {
      headers: tag('r3'),
      body: { texts: Object.fromEntries(Object.entries(notes).map(([of, note]) => [of, { note }])) },
    }),
    step('checkDraft', `${draft}/check`, { body: {} }),
    step('listDrafts', '/drafts'),
    step('publish', `${item}/publish`, { headers: tag('e1'), body: { revision: 4 } }),
    step('listEditions', `${item}/editions?limit=2`),
    step('listReferences', `${item}/references?limit=2`),
    step('listItems', '/items?limit=2'),
    step('restore', `${item}/restore`, { headers: tag('e2'), body: { number: 1 } }),
    step('withdraw', `${item}/withdraw`, {
      headers: tag('e3'),
      body: { languages: [language], notice: notices },
    }),
    step('erase', `${item}/erase`, { headers: tag('e4'), body: { editions: [2] } }),
    step('rename', `${item}/rename`, { headers: tag('e4'), body: { slug: renamed } }),
    prepare('saveDraft', `/${kind}/${renamed}/draft`, { headers: isNew, body: record }),
    step('discardDraft', `/${kind}/${renamed}/draft`, { headers: tag('r6') }),
    step('publishSet', '/publications', { body: { dryRun: true, items: [{ kind, slug: renamed, match: 5, record }] } }),
    step('readArchive', '/archive?of=items&limit=1'),
    step('import', '/imports', { body: { dryRun: true, drafts: [] } }),
    step('relist', '/listings', { body: {} }),
    step('listEvents', '/events?limit=2'),
  ];
};

const instant = /"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z"/g;

// The number of an event: `id`, in a list of events `next`, and `event` where it names a moment.
const eventNumber = /"(id|next|event)":\d+/g;

/** An answer without what differs from day to day: the instants of what was done, and the numbers of events. */
export const withoutMoments = (answer: unknown): unknown =>
  JSON.parse(JSON.stringify(answer).replace(instant, '"2026-11-30T09:00:00Z"').replace(eventNumber, '"$1":120'));

// Of a long text, an example has the beginning.
const LONGEST = 4000;

/** A text as an example has it: as much as one reads, and the sign that it goes on. */
export const shortened = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
