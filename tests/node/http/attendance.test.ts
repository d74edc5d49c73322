import { exports } from 'cloudflare:workers';
import { afterEach, describe, expect, it } from 'vitest';
import { ask } from '../../support/ask.ts';
import { put } from '../../support/put.ts';
import { recordFiles } from '../../support/records.ts';
import { liveItem, nextEdition, startOver } from '../../support/state.ts';

interface Attendance {
  side: string;
  participant: string;
  organisation: string;
  role: string;
}
interface Page {
  items: { slug: string; council?: { slug: string } }[];
  total: number;
}

const councils = recordFiles
  .filter(({ kind }) => kind === 'councils')
  .map(({ slug, record }) => ({
    slug,
    attendances: ((record as { facts: { attendances?: Attendance[] } }).facts.attendances ?? []) as Attendance[],
  }));
const attendances = councils.flatMap(({ slug, attendances: all }) => all.map((each) => ({ ...each, council: slug })));

const read = async (path: string) => (await ask(path)).json as Page;
const found = async (query: string, language = 'ja') => {
  const { items, total } = await read(`/${language}/participants.json?limit=100&${query}`);
  expect(total, query).toBe(items.length);
  return items.map(({ slug }) => slug).toSorted();
};
const expected = (wanted: Partial<Attendance & { council: string }>) =>
  [
    ...new Set(
      attendances
        .filter((each) => Object.entries(wanted).every(([name, value]) => each[name as keyof Attendance] === value))
        .map(({ participant }) => participant),
    ),
  ].toSorted();

let changed = false;
afterEach(async () => {
  if (changed) await startOver();
  changed = false;
});

describe('a program asks who took part', () => {
  it('in a meeting, on a side, for an organisation', async () => {
    for (const council of councils.map(({ slug }) => slug))
      expect(await found(`council=${council}`)).toEqual(expected({ council }));
    for (const side of ['JP', 'GB']) expect(await found(`side=${side}`, 'en')).toEqual(expected({ side }));
    for (const organisation of new Set(attendances.map((each) => each.organisation)))
      expect(await found(`organisation=${organisation}`)).toEqual(expected({ organisation }));
    expect(expected({ side: 'GB' }).length).toBeGreaterThan(0);
  });

  it('by all of these at once: one attendance must have them all', async () => {
    for (const { council, organisation, side } of attendances) {
      const wanted = { council, organisation, side };
      expect(await found(new URLSearchParams(wanted).toString())).toEqual(expected(wanted));
      // The same person may have come for another organisation to another meeting.
      for (const other of councils.map(({ slug }) => slug))
        expect(await found(`council=${other}&organisation=${organisation}`)).toEqual(
          expected({ council: other, organisation }),
        );
    }
  });

  it('in both languages at once, and as CSV', async () => {
    const { total } = await read('/mul/participants.json?council=council-2-2024');
    expect(total).toBe(expected({ council: 'council-2-2024' }).length);
    const { text } = await ask('/en/participants.csv?council=council-2-2024');
    expect(text.trim().split('\r\n')).toHaveLength(total + 1);
  });

  it('for what does not exist: nobody; for no side: 400 with the sides', async () => {
    expect(await found('council=no-such-meeting')).toEqual([]);
    const { status, json } = await ask('/en/participants.json?side=FR');
    expect({ status, json }).toMatchObject({ status: 400, json: { parameter: 'side' } });
  });

  it('and gets another answer once the meeting says otherwise; it is purged with any meeting', async () => {
    changed = true;
    const path = '/ja/participants.json?side=GB';
    const { headers } = await ask(path);
    const council = await liveItem('councils', 'council-2-2024');
    const facts = { ...council.edition.facts, attendances: [] };
    await put(nextEdition(council, { facts }));
    const after = await ask(path, { headers: { 'If-None-Match': headers.get('ETag') ?? '' } });
    expect(after.status).toBe(200);
    expect(await found('council=council-2-2024')).toEqual([]);
    const stored = await exports.PublicReads.fetch(new Request(`https://example.jp${path}`));
    expect(stored.headers.get('Cache-Tag')?.split(',')).toEqual(expect.arrayContaining(['participants', 'councils']));
  });

  it('on a page, which names the meeting and the side', async () => {
    const { text } = await ask('/en/participants.html?council=council-2-2024&side=GB');
    const { filters } = /<section class="filters".*?<ul>(?<filters>.*?)<\/ul>/.exec(text)?.groups ?? {};
    expect(filters?.replace(/<[^>]*>/g, '')).toContain('Second Ministerial');
    expect(filters).toContain('United Kingdom');
  });
});

it('the card of a document names its meeting', async () => {
  const { items } = await read('/en/documents.json?council=council-2-2024');
  expect(items.length).toBeGreaterThan(0);
  expect(new Set(items.map(({ council }) => council?.slug))).toEqual(new Set(['council-2-2024']));
});
