import type * as z from 'zod';
import { answers } from '../../src/http/editor/response-schemas.ts';
import type { ProblemCode } from '../../src/problem-codes.ts';
import type { Sent } from './bodies.ts';
import type { Asked } from './editor-parameters.ts';
import type { EditorOperation } from './messages.ts';

/** What an operation takes and gives; the rest follows from its method and its path. */
export interface Operation {
  name: EditorOperation;
  asked?: readonly Asked[];
  sent?: Sent;
  /** What it answers: one of these. */
  gives: readonly z.ZodType[];
  /** The headers of that answer, beside those of every answer. */
  headers?: readonly string[];
  /** Besides 200, with the same answer. */
  created?: true;
  problems?: readonly ProblemCode[];
}

/** The methods of the editorial side. */
export type Method = 'get' | 'put' | 'delete' | 'post';

const conditional = ['precondition-failed', 'precondition-required'] as const;
const draftOr = ['If-Match.draft', 'If-None-Match.create'] as const;
const editionOr = ['If-Match.edition', 'If-None-Match.create'] as const;
const page = ['limit.editor', 'after.editor'] as const;
const located = 'Content-Location.editor';
const newEdition = { gives: [answers.done], headers: ['ETag.edition', located] };

/** The operations, by path after `/editor/api` and method. */
export const operations: Readonly<Record<string, Partial<Record<Method, Operation>>>> = {
  '/{kind}/{slug}': {
    get: { name: 'readItem', gives: [answers.item], headers: ['ETag.edition?'] },
  },
  '/{kind}/{slug}/draft': {
    get: { name: 'readDraft', gives: [answers.draft], headers: ['ETag.draft'], problems: ['no-draft'] },
    put: {
      name: 'saveDraft',
      asked: draftOr,
      sent: 'record',
      gives: [answers.done],
      headers: ['ETag.draft', located],
      created: true,
      problems: conditional,
    },
    delete: {
      name: 'discardDraft',
      asked: ['If-Match.draft!'],
      gives: [answers.done],
      headers: [located],
      problems: ['no-draft', ...conditional],
    },
  },
  '/{kind}/{slug}/publish': {
    post: {
      name: 'publish',
      asked: editionOr,
      sent: 'publish',
      ...newEdition,
      problems: ['no-draft', ...conditional],
    },
  },
  '/{kind}/{slug}/withdraw': {
    post: {
      name: 'withdraw',
      asked: ['If-Match.edition!'],
      sent: 'withdraw',
      ...newEdition,
      problems: ['not-published', 'withdrawn-already', 'referenced', ...conditional],
    },
  },
  '/{kind}/{slug}/restore': {
    post: {
      name: 'restore',
      asked: ['If-Match.edition!'],
      sent: 'restore',
      ...newEdition,
      problems: ['not-published', 'no-edition', 'withdrawn-already', ...conditional],
    },
  },
  '/{kind}/{slug}/rename': {
    post: {
      name: 'rename',
      asked: ['If-Match.edition!'],
      sent: 'rename',
      gives: [answers.done, answers.unchanged],
      headers: ['ETag.edition?', `${located}?`],
      problems: ['not-published', 'slug-taken', ...conditional],
    },
  },
  '/{kind}/{slug}/editions': { get: { name: 'listEditions', gives: [answers.editions] } },
  '/drafts': { get: { name: 'listDrafts', asked: page, gives: [answers.drafts], problems: ['invalid-parameter'] } },
  '/events': {
    get: {
      name: 'listEvents',
      asked: ['limit.editor', 'before', 'item'],
      gives: [answers.events],
      problems: ['invalid-parameter'],
    },
  },
  '/archive': { get: { name: 'readArchive', asked: page, gives: [answers.archive], problems: ['invalid-parameter'] } },
  '/publications': {
    post: {
      name: 'publishSet',
      sent: 'publications',
      gives: [answers.publications],
      problems: ['set-refused'],
    },
  },
  '/listings': { post: { name: 'relist', sent: 'listings', gives: [answers.listings] } },
};
