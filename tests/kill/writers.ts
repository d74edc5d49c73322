import { senderTo } from '../edge/editor-changes.ts';
import { oneOf } from '../edge/random.ts';
import { type Acknowledged, count, type Log } from './log.ts';
import { madeUpSlugs, type Place, realOrganisations, recordOf } from './records.ts';

const kinds: readonly Place['kind'][] = ['terms', 'organisations', 'roles'];
const notice = { ja: '掲載を終了しました。', en: 'No longer published.' };
const existing = { 'If-Match': '*' };
const none = { 'If-None-Match': '*' };

type Send = ReturnType<typeof senderTo>;
interface Result {
  kind: string;
  slug: string;
  result?: string;
  edition?: number | null;
  revision?: number | null;
}

// No two have the same, in any life of the service.
let words = 0;
const newWord = () => {
  words += 1;
  return `w${words}x`;
};

/** The four writers: each makes one change after the other, until the service no longer answers. */
export const writersFor = (origin: string, chance: () => number, log: Log): (() => Promise<void>)[] => {
  const sending = senderTo(origin);
  const send = async (who: string, ...request: Parameters<Send>) => {
    const sent = Date.now();
    const answer = await sending(...request);
    count(log, `${who} ${answer.status}`);
    if (answer.status >= 500) log.faults.push(`${who}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return { ...answer, ok: answer.status < 300, sent };
  };
  const acknowledge = ({ kind, slug, edition, revision }: Result, sent: number, word?: string) => {
    const made = { ...(edition && { edition }), ...(!edition && revision && { revision }) };
    const acknowledged: Acknowledged = { kind, slug, sent, ...made, ...(word && { word }) };
    log.acknowledged.push(acknowledged);
  };
  // An organisation cannot link to itself.
  const organisations = (own: string) => {
    const others = log.places.filter(({ kind, slug }) => kind === 'organisations' && slug !== own);
    const known = others.map(({ slug }) => slug);
    return [oneOf(chance, [...realOrganisations, ...known]), oneOf(chance, [...realOrganisations, ...known])];
  };
  const anyPlace = (): Place =>
    log.places.length > 0 && chance() < 0.7
      ? oneOf(chance, log.places)
      : { kind: oneOf(chance, kinds), slug: oneOf(chance, madeUpSlugs) };
  const pathOf = ({ kind, slug }: Place) => `/${kind}/${slug}`;
  const know = (place: Place) => {
    if (!log.places.some(({ kind, slug }) => kind === place.kind && slug === place.slug)) log.places.push(place);
  };

  const publishSet = async () => {
    const word = newWord();
    const size = 1 + Math.floor(chance() * 6);
    const chosen = new Map(Array.from({ length: size }, anyPlace).map((place) => [pathOf(place), place]));
    const items = [...chosen.values()].map(({ kind, slug }) => ({
      ...{ kind, slug, match: 'any' },
      record: recordOf(kind, word, organisations(slug)),
    }));
    log.sets.push({ word, size: items.length });
    const { ok, body, sent } = await send('publications', 'POST', '/publications', { items });
    if (!ok) return;
    for (const result of body.results as Result[]) {
      acknowledge(result, sent, word);
      know(result as Place);
    }
  };

  const publishDraft = async () => {
    const place = anyPlace();
    const word = newWord();
    const record = recordOf(place.kind, word, organisations(place.slug));
    const path = `${pathOf(place)}/draft`;
    let saved = await send('drafts', 'PUT', path, record, none);
    if (saved.status === 412) saved = await send('drafts', 'PUT', path, record, existing);
    if (!saved.ok) return;
    const { revision } = saved.body as unknown as Result;
    acknowledge({ ...place, revision: revision ?? null }, saved.sent);
    const seen = await sending('GET', pathOf(place));
    const precondition = seen.body.live ? existing : none;
    const answer = await send('drafts', 'POST', `${pathOf(place)}/publish`, { revision }, precondition);
    if (!answer.ok) return;
    acknowledge(answer.body as unknown as Result, answer.sent, word);
    know(answer.body as unknown as Place);
  };

  const rename = async () => {
    const place = anyPlace();
    const slug = chance() < 0.5 ? oneOf(chance, madeUpSlugs) : `renamed-${newWord()}`;
    const { ok, body, sent } = await send('renames', 'POST', `${pathOf(place)}/rename`, { slug }, existing);
    if (!ok || body.result === 'unchanged') return;
    acknowledge(body as unknown as Result, sent);
    log.places = log.places.filter((each) => pathOf(each) !== pathOf(place));
    know({ kind: place.kind, slug });
  };

  const withdraw = async () => {
    const place = anyPlace();
    const languages = oneOf(chance, [['en'], ['ja'], ['ja', 'en'], ['ja', 'en']]);
    const [command, body] =
      chance() < 0.3 ? (['restore', { number: 1 }] as const) : (['withdraw', { languages, notice }] as const);
    const answer = await send('withdrawals', 'POST', `${pathOf(place)}/${command}`, body, existing);
    if (answer.ok && answer.body.result !== 'unchanged') acknowledge(answer.body as unknown as Result, answer.sent);
  };

  return [publishSet, publishDraft, rename, withdraw].map((write) => async () => {
    for (;;) await write();
  });
};
