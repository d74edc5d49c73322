import { discard } from '../../commands/discard.ts';
import { patchDraft, revertDraft, saveTexts, textsOfDraft } from '../../commands/edit-draft.ts';
import { save } from '../../commands/save.ts';
import { readRevision, readRevisions } from '../../database/revisions.ts';
import { isLanguage, type Language } from '../../languages.ts';
import type { AppContext } from '../env.ts';
import { invalidPath, problem } from '../responses.ts';
import { json } from './context.ts';
import { matchOf, run } from './handlers.ts';
import { draftParameters, parsePage, parseParameters, revisionParameters, takePage } from './parameters.ts';
import { formatReadTag } from './preconditions.ts';
import { loadItem } from './queries.ts';
import type { RequestBody } from './schemas.ts';

// The edition that a record was made from, where its sender says so.
const baseOf = (c: AppContext): { base: number | undefined } | Response => {
  const query = parseParameters(c, draftParameters);
  if (query instanceof Response) return query;
  return { base: query.base === undefined ? undefined : Number(query.base) };
};

/** `PUT …/draft`: saves a draft. Problems: those of `save`, of `parseBody` and of preconditions (412, 428). */
export const putDraft = async (c: AppContext, record: RequestBody<'record'>): Promise<Response> => {
  const query = baseOf(c);
  if (query instanceof Response) return query;
  return run(c, 'save', (state, by) => save(state, { ...query, record, match: matchOf(c, 'draft'), by }));
};

/** `PATCH …/draft`: changes a draft by a JSON merge patch (RFC 7396). Problems: those of `putDraft`. */
export const mergeDraft = async (c: AppContext, patch: RequestBody<'patch'>): Promise<Response> => {
  const query = baseOf(c);
  if (query instanceof Response) return query;
  return run(c, 'save', (state, by) => patchDraft(state, { ...query, patch, match: matchOf(c, 'draft'), by }));
};

/** `DELETE …/draft`: deletes the draft. Problems: no-draft, 412, 428. */
export const deleteDraft = (c: AppContext): Promise<Response> =>
  run(c, 'discard', (state, by) => discard(state, { match: matchOf(c, 'draft'), by }));

const languageOf = (c: AppContext): Language | Response => {
  const tag = c.req.param('language') ?? '';
  return isLanguage(tag) ? tag : invalidPath(c, { code: 'unknown-language', word: tag });
};

/** `GET …/draft/texts/{language}`: the texts of the draft in a language; the tag is the revision that changed them last. */
export const getTexts = async (c: AppContext): Promise<Response> => {
  const language = languageOf(c);
  if (language instanceof Response) return language;
  const { kind, slug, live, draft } = await loadItem(c);
  const found = textsOfDraft(draft, language);
  if (!found) return problem(c, { code: 'no-draft' });
  return json(c, { kind, slug, language, ...found }, { tag: formatReadTag(live?.edition, found.revision) });
};

/** `PUT …/draft/texts/{language}`: saves the texts of one language. Problems: those of `putDraft`; unknown-language. */
export const putTexts = async (c: AppContext, texts: RequestBody<'texts'>): Promise<Response> => {
  const language = languageOf(c);
  if (language instanceof Response) return language;
  return run(c, 'save', (state, by) => saveTexts(state, { language, texts, match: matchOf(c, 'draft'), by }));
};

/** `GET …/draft/revisions`: every save of the item's drafts, newest first, without its record. Problem: invalid-parameter. */
export const getRevisions = async (c: AppContext): Promise<Response> => {
  const page = parsePage(c, revisionParameters);
  if ('invalid' in page) return page.invalid;
  const { kind, slug, id } = await loadItem(c);
  const { before } = page.query;
  const rows = await readRevisions(c.var.database, id, {
    limit: page.limit + 1,
    ...(before && { before: Number(before) }),
  });
  const { entries: revisions, next } = takePage(rows, page.limit, ({ revision }) => revision);
  return json(c, { kind, slug, revisions, next });
};

/** `GET …/draft/revisions/{revision}`: what was saved as a revision. Problem: no-revision. */
export const getRevision = async (c: AppContext): Promise<Response> => {
  const word = c.req.param('revision') ?? '';
  const number = /^[1-9]\d{0,14}$/.test(word) ? Number(word) : 0;
  const { kind, slug, id } = await loadItem(c);
  const found = await readRevision(c.var.database, id, number);
  if (!found) return problem(c, { code: 'no-revision', values: { number: word.slice(0, 80) } });
  return json(c, { kind, slug, ...found });
};

/** `POST …/draft/restore`: saves again what a revision had. Problems: no-revision, and those of `putDraft`. */
export const postRevert = (c: AppContext, { revision: number }: RequestBody<'revert'>): Promise<Response> =>
  run(c, 'save', async (state, by) => {
    const past = await readRevision(c.var.database, state.id, number);
    return revertDraft(state, { number, past, match: matchOf(c, 'draft'), by });
  });
