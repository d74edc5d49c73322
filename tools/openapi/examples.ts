import { describeError, validationError } from '../../src/commands/validate/errors.ts';
import { MAX_BYTES } from '../../src/http/editor/body.ts';
import { messagesFor } from '../../src/i18n/messages.ts';
import { kinds } from '../../src/kinds/index.ts';
import { languageTags } from '../../src/languages.ts';
import type { ProblemCode } from '../../src/problem-codes.ts';
import type { DocumentBuilder } from './builder.ts';

/** An example of a problem (RFC 9457). */
export interface ProblemSample {
  /** The path of the request: `instance`. */
  path: string;
  /** The values of the message for `detail`. */
  values?: Readonly<Record<string, unknown>>;
  /** `detail`, if it is another message than that of the code. */
  detail?: string;
  /** Extension members. */
  members?: object;
}

/** The origin of the URLs in examples. */
export const origin = 'https://example.jp';

type Samples = Partial<Record<ProblemCode, ProblemSample>>;

const publicSamples = ({ language }: DocumentBuilder): Samples => {
  const { t, date } = messagesFor(language);
  const at = (path: string) => `/${language}/${path}`;
  const other = languageTags.find((tag) => tag !== language) ?? language;
  return {
    'invalid-parameter': {
      path: at('outcomes.json'),
      values: { parameter: 'limit', expected: t('expected.limit') },
      members: { parameter: 'limit' },
    },
    'not-found': { path: at('actions/quantum.json'), values: { slug: 'quantum', kind: t('kinds.actions') } },
    'not-translated': {
      path: at('terms/dfft.json'),
      members: { alternates: { [other]: `${origin}/${other}/terms/dfft.json` } },
    },
    'unknown-language': { path: '/fr/actions', values: { language: 'fr' }, members: { available: languageTags } },
    'unknown-collection': { path: at('events'), values: { collection: 'events' }, members: { available: kinds } },
    'unknown-format': { path: at('actions.xml'), values: { format: 'xml' }, members: { available: ['json'] } },
    'malformed-slug': { path: at('actions/Data.json') },
    'method-not-allowed': { path: at('actions.json'), values: { method: 'POST' } },
    'not-acceptable': { path: at('actions'), members: { available: ['application/json'] } },
    withdrawn: {
      path: at('documents/press-draft.json'),
      values: { date: date('2025-01-22'), notice: '' },
      members: {
        withdrawn: '2025-01-22T05:00:00Z',
        replacement: {
          kind: 'documents',
          slug: 'joint-statement-2025',
          name: t('codes.type.joint-statement'),
          href: origin + at('documents/joint-statement-2025'),
        },
        fallbacks: {},
        unverified: ['/replacement/name'],
      },
    },
    'not-implemented': { path: '/oembed', values: { format: 'yaml' }, members: { available: ['json', 'xml'] } },
    'precondition-failed': { path: at('actions/data.json'), detail: t('problems:precondition-failed.read') },
    'internal-error': { path: at('actions.json') },
    unavailable: { path: at('actions.json') },
    'not-ready': {
      path: '/readyz',
      values: { checks: t('checks.migrations') },
      members: {
        checks: { database: 'passed', migrations: 'failed', words: 'passed', content: 'passed', reads: 'passed' },
      },
    },
  };
};

const editorRoot = '/editor/api';

const editorSamples = ({ language }: DocumentBuilder): Samples => {
  const { t } = messagesFor(language);
  const stale = { expected: 3, actual: 4 };
  return {
    'malformed-json': { path: `${editorRoot}/terms/dfft/draft` },
    'not-found': { path: `${editorRoot}/actions/quantum`, values: { slug: 'quantum', kind: t('kinds.actions') } },
    'unknown-collection': {
      path: `${editorRoot}/laws/data`,
      values: { collection: 'laws' },
      members: { available: kinds },
    },
    'malformed-slug': { path: `${editorRoot}/actions/Data` },
    'not-published': { path: `${editorRoot}/terms/photonics/withdraw` },
    'no-draft': { path: `${editorRoot}/terms/dfft/draft` },
    'no-revision': { path: `${editorRoot}/terms/dfft/draft/revisions/9`, values: { number: 9 } },
    'no-edition': { path: `${editorRoot}/terms/dfft/restore`, values: { number: 9 } },
    'withdrawn-already': { path: `${editorRoot}/terms/dfft/withdraw` },
    'slug-taken': { path: `${editorRoot}/actions/data/rename`, values: { slug: 'digital-identity' } },
    referenced: {
      path: `${editorRoot}/actions/data/withdraw`,
      members: { references: ['outcomes/council-1-2024-data', 'outcomes/council-2-2024-data'] },
    },
    'precondition-failed': { path: `${editorRoot}/terms/dfft/publish`, values: stale, members: stale },
    'too-large': { path: `${editorRoot}/terms/dfft/draft`, values: { maximum: MAX_BYTES.draft } },
    'unsupported-media-type': { path: `${editorRoot}/terms/dfft/draft`, values: { type: 'application/json' } },
    'invalid-record': {
      path: `${editorRoot}/terms/dfft/draft`,
      members: {
        errors: [{ pointer: '/texts/en/definition', detail: describeError(language, validationError('', 'missing')) }],
      },
    },
    'set-refused': {
      path: `${editorRoot}/publications`,
      values: { count: 1 },
      members: {
        results: [
          { kind: 'councils', slug: 'council-3-2026', result: 'created', edition: 1 },
          { kind: 'terms', slug: 'dfft', result: 'refused', code: 'precondition-failed', ...stale },
        ],
      },
    },
    unavailable: { path: `${editorRoot}/terms/dfft/publish` },
    'internal-error': { path: `${editorRoot}/terms/dfft/publish` },
  };
};

/** The public API, or the editor API under /editor. */
export type Api = 'public' | 'editor';

/** Returns an example of a problem of an API. */
export const problemSample = (builder: DocumentBuilder, api: Api, code: ProblemCode): ProblemSample => {
  const samples = api === 'editor' ? editorSamples(builder) : publicSamples(builder);
  return samples[code] ?? { path: `${editorRoot}/terms/dfft/draft` };
};
