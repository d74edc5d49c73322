import type { CommandName } from '../../commands/types.ts';
import type { EditorChapter } from '../../pages/site/docs/openapi.ts';
import type { ProblemCode } from '../../problem-codes.ts';
import type { AppContext } from '../env.ts';
import type { Parameter } from '../query-parameters.ts';
import { archiveParameters, editionParameters, getArchive, getEditions } from './archive.ts';
import { parseBody } from './body.ts';
import { postPublications } from './bulk-publish.ts';
import { postCheck } from './check-draft.ts';
import {
  deleteDraft,
  getRevision,
  getRevisions,
  getTexts,
  mergeDraft,
  postRevert,
  putDraft,
  putTexts,
} from './drafts.ts';
import { postErase, postPublish, postRestore, postWithdraw } from './handlers.ts';
import { postImports } from './imports.ts';
import { refuse } from './middleware.ts';
import { draftParameters, eventParameters, itemParameters, pageParameters, revisionParameters } from './parameters.ts';
import type { Tagged } from './preconditions.ts';
import { getDraft, getDrafts, getEvents, getItem, getItems, getReferences } from './queries.ts';
import { postListings } from './rebuild-listings.ts';
import { postRename } from './rename.ts';
import type { ResponseName } from './response-schemas.ts';
import type { Role } from './roles.ts';
import type { RequestBody, RequestName } from './schemas.ts';

/** A route of the editor's API. Hono's routes, 405s, the events of refusals and the OpenAPI document follow from it. */
export interface Route {
  method: 'GET' | 'PUT' | 'PATCH' | 'POST' | 'DELETE';
  /** The path behind `/editor/api`. */
  path: `/${string}`;
  operationId: string;
  /** The chapter of the API reference that describes it. */
  chapter: EditorChapter;
  /** Who may use it; a publisher may do all that an editor may. */
  role: Role;
  /** The command that it gives, under which its refusal is recorded. */
  command?: CommandName;
  /** What its `If-Match` names; with `orNone`, `If-None-Match: *` is a precondition, too. */
  ifMatch?: Tagged | 'either';
  orNone?: true;
  /** The parameters of its query. */
  query?: Readonly<Record<string, Parameter>>;
  /** The name of its request body's schema. */
  body?: RequestName;
  /** The names of its responses' schemas. */
  responses: readonly ResponseName[];
  /** What the `ETag` of its response names; `either?`: not every response has one; `read`: all that the response shows. */
  etag?: Tagged | 'either?' | 'read';
  /** Whether it may respond with 201 beside 200. */
  creates?: true;
  /** Its own problems, beside those that follow from the rest. */
  problems?: readonly ProblemCode[];
  handler(c: AppContext): Response | Promise<Response>;
}

/** A handler that gets its request body parsed. Problems: those of `parseBody`. */
const withBody = <Name extends RequestName>(
  body: Name,
  handler: (c: AppContext, body: RequestBody<Name>) => Promise<Response>,
) => ({
  body,
  handler: async (c: AppContext): Promise<Response> => {
    const parsed = await parseBody(c, body);
    return 'problem' in parsed ? refuse(c, parsed.problem) : handler(c, parsed.body);
  },
});

const item = '/:kind/:slug';
const draft = `${item}/draft` as const;
const texts = `${draft}/texts/:language` as const;
const [editor, publisher] = ['editor', 'publisher'] as const;
const orNone = true;

// biome-ignore format: one line says what a route is, the next what it takes and answers
export const routes = [
  { method: 'GET', path: item, operationId: 'readItem', role: editor,
    chapter: 'editor', responses: ['item'], etag: 'read', handler: getItem },
  { method: 'GET', path: draft, operationId: 'readDraft', role: editor,
    chapter: 'editor', responses: ['draft'], etag: 'read', problems: ['no-draft'], handler: getDraft },
  { method: 'PUT', path: draft, operationId: 'saveDraft', role: editor, command: 'save',
    chapter: 'editor', ifMatch: 'draft', orNone, query: draftParameters, responses: ['done'], etag: 'draft', creates: true,
    problems: ['no-edition'], ...withBody('record', putDraft) },
  { method: 'DELETE', path: draft, operationId: 'discardDraft', role: editor, command: 'discard',
    chapter: 'editor', ifMatch: 'draft', responses: ['done'], problems: ['no-draft'], handler: deleteDraft },
  { method: 'PATCH', path: draft, operationId: 'patchDraft', role: editor, command: 'save',
    chapter: 'editor', ifMatch: 'draft', orNone, query: draftParameters, responses: ['done'], etag: 'draft', creates: true,
    problems: ['no-edition'], ...withBody('patch', mergeDraft) },
  { method: 'GET', path: texts, operationId: 'readTexts', role: editor,
    chapter: 'editor', responses: ['texts'], etag: 'read', problems: ['no-draft', 'unknown-language'], handler: getTexts },
  { method: 'PUT', path: texts, operationId: 'saveTexts', role: editor, command: 'save',
    chapter: 'editor', ifMatch: 'draft', orNone, responses: ['done'], etag: 'draft', creates: true,
    problems: ['unknown-language'], ...withBody('texts', putTexts) },
  { method: 'GET', path: `${draft}/revisions`, operationId: 'listRevisions', role: editor,
    chapter: 'editor-lists', query: revisionParameters, responses: ['revisions'], handler: getRevisions },
  { method: 'GET', path: `${draft}/revisions/:revision`, operationId: 'readRevision', role: editor,
    chapter: 'editor-lists', responses: ['draft'], problems: ['no-revision'], handler: getRevision },
  { method: 'POST', path: `${draft}/restore`, operationId: 'revertDraft', role: editor, command: 'save',
    chapter: 'editor', ifMatch: 'draft', orNone, responses: ['done'], etag: 'draft', creates: true,
    problems: ['no-revision', 'no-edition'], ...withBody('revert', postRevert) },
  { method: 'POST', path: `${draft}/check`, operationId: 'checkDraft', role: editor,
    chapter: 'editor', responses: ['checked'], problems: ['no-draft'], ...withBody('publish', postCheck) },
  { method: 'GET', path: `${item}/references`, operationId: 'listReferences', role: editor,
    chapter: 'editor-lists', query: pageParameters, responses: ['references'], handler: getReferences },
  { method: 'POST', path: `${item}/publish`, operationId: 'publish', role: publisher, command: 'publish',
    chapter: 'editor', ifMatch: 'edition', orNone, responses: ['done'], etag: 'edition', problems: ['no-draft'],
    ...withBody('publish', postPublish) },
  { method: 'POST', path: `${item}/withdraw`, operationId: 'withdraw', role: publisher, command: 'withdraw',
    chapter: 'editor-live', ifMatch: 'edition', responses: ['done'], etag: 'edition',
    problems: ['not-published', 'withdrawn-already', 'referenced'], ...withBody('withdraw', postWithdraw) },
  { method: 'POST', path: `${item}/restore`, operationId: 'restore', role: publisher, command: 'restore',
    chapter: 'editor-live', ifMatch: 'edition', responses: ['done'], etag: 'edition',
    problems: ['not-published', 'no-edition', 'erased', 'withdrawn-already'], ...withBody('restore', postRestore) },
  { method: 'POST', path: `${item}/rename`, operationId: 'rename', role: editor, command: 'rename',
    chapter: 'editor-live', ifMatch: 'either', orNone, responses: ['done', 'unchanged'], etag: 'either?',
    problems: ['not-published', 'slug-taken'], ...withBody('rename', postRename) },
  { method: 'POST', path: `${item}/erase`, operationId: 'erase', role: publisher, command: 'erase',
    chapter: 'editor-live', ifMatch: 'edition', responses: ['done'],
    problems: ['not-published', 'no-edition', 'still-live'], ...withBody('erase', postErase) },
  { method: 'GET', path: `${item}/editions`, operationId: 'listEditions', role: editor,
    chapter: 'editor-lists', query: editionParameters, responses: ['editions'], handler: getEditions },
  { method: 'GET', path: '/items', operationId: 'listItems', role: editor,
    chapter: 'editor-lists', query: itemParameters, responses: ['items'], handler: getItems },
  { method: 'GET', path: '/drafts', operationId: 'listDrafts', role: editor,
    chapter: 'editor-lists', query: pageParameters, responses: ['drafts'], handler: getDrafts },
  { method: 'GET', path: '/events', operationId: 'listEvents', role: publisher,
    chapter: 'editor-lists', query: eventParameters, responses: ['events'], handler: getEvents },
  { method: 'GET', path: '/archive', operationId: 'readArchive', role: publisher,
    chapter: 'editor-all', query: archiveParameters, responses: ['archive'], handler: getArchive },
  { method: 'POST', path: '/publications', operationId: 'publishSet', role: publisher, command: 'publish',
    chapter: 'editor-all', responses: ['publications'], problems: ['set-refused'],
    ...withBody('publications', postPublications) },
  { method: 'POST', path: '/imports', operationId: 'import', role: publisher,
    chapter: 'editor-all', responses: ['imported'], problems: ['history-differs'],
    ...withBody('imports', postImports) },
  { method: 'POST', path: '/listings', operationId: 'relist', role: publisher,
    chapter: 'editor-all', responses: ['listings'], ...withBody('listings', postListings) },
] as const satisfies readonly Route[];

/** The name of an operation in the OpenAPI document. */
export type OperationId = (typeof routes)[number]['operationId'];
