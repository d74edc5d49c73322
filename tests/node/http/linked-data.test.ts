import { afterEach, describe, expect, it } from 'vitest';
import { ask } from '../../support/ask.ts';
import { put } from '../../support/put.ts';
import { liveItem, nextEdition, startOver } from '../../support/state.ts';

afterEach(startOver);

const origin = 'https://example.jp';
const linked = async (path: string) => (await ask(path)).json as Record<string, unknown>;

describe('a program that knows only schema.org', () => {
  it('follows an entity to its page', async () => {
    expect(await linked('/ja/actions/data.jsonld')).toMatchObject({
      '@id': `${origin}/actions/data`,
      mainEntityOfPage: { '@type': 'WebPage', '@id': `${origin}/ja/actions/data.html`, inLanguage: 'ja' },
    });
  });

  it('reads a list in its order, which the values of a property have none of', async () => {
    const { itemListElement } = await linked('/en/actions.jsonld');
    const { json } = await ask('/en/actions.json');
    expect(itemListElement).toMatchObject(
      (json as { items: { slug: string }[] }).items.map(({ slug }, index) => ({
        '@type': 'ListItem',
        position: index + 1,
        item: { '@type': 'Project', '@id': `${origin}/actions/${slug}` },
      })),
    );
  });

  it('finds a commitment to be what is to be done, not the planning of it', async () => {
    expect((await linked('/en/outcomes/council-2-2024-semiconductors.jsonld')).mentions).toEqual({
      '@type': 'Action',
      name: { '@value': 'Hold a Japan-UK industry-academia-government workshop', '@language': 'en' },
      actionStatus: 'https://schema.org/PotentialActionStatus',
      startTime: '2024-01-01',
      endTime: '2024-03-31',
      description: { '@value': 'the first quarter of 2024', '@language': 'en' },
    });
  });

  it('finds the glossary of every term', async () => {
    const { itemListElement } = await linked('/ja/terms.jsonld');
    for (const { item } of itemListElement as { item: object }[])
      expect(item).toMatchObject({ '@type': 'DefinedTerm', inDefinedTermSet: `${origin}/terms` });
  });
});

describe('it gets no unverified value as certain', () => {
  const statement = {
    ja: { '@value': 'この名称については、裏付けとなる資料が見つかっていません。', '@language': 'ja' },
    en: { '@value': 'We have not found a source that confirms this name.', '@language': 'en' },
  };

  it('a name is the name, and a statement beside it says so, also where another item leads to it', async () => {
    const name = { '@value': '日英デジタルパートナーシップ立ち上げ会合', '@language': 'ja' };
    const doubted = { name, disambiguatingDescription: statement.ja };
    expect(await linked('/ja/councils/launch-2022.jsonld')).toMatchObject(doubted);
    expect(await linked('/ja/outcomes/launch-2022-data.jsonld')).toMatchObject({ recordedAt: doubted });
    const confirmed = await linked('/en/actions/data.jsonld');
    expect(confirmed.name).toEqual({ '@value': 'Data', '@language': 'en' });
    expect(confirmed).not.toHaveProperty('disambiguatingDescription');
  });

  it.each([
    ['a date', '/ja/documents/press-mic-2024-ja', 'datePublished', 'date'],
    ['an address', '/en/organisations/dsit', 'url', 'homepage'],
    ['a part of a name', '/ja/participants/scully-paul', 'givenName', 'givenName'],
  ])('%s is left out: %s.jsonld', async (_, path, property, field) => {
    const { json } = await ask(`${path}.json`);
    expect(json).toMatchObject({ unverified: expect.arrayContaining([`/${field}`]), [field]: expect.any(String) });
    expect(await linked(`${path}.jsonld`)).not.toHaveProperty(property);
  });

  it('a borrowed name is in its own language, and the statement in the language of the reader', async () => {
    expect(await linked('/ja/actions/online-safety.jsonld')).toMatchObject({
      name: { '@value': 'Online safety', '@language': 'en' },
      disambiguatingDescription: [
        statement.ja,
        {
          '@value': '共同作業に含まれるかどうかについては、裏付けとなる資料が見つかっていません。',
          '@language': 'ja',
        },
      ],
    });
    const { text } = await ask('/ja/changes.atom');
    expect(text).toContain('xml:lang="en">Online safety</title>');
    expect(text).not.toMatch(/<title[^>]*>[^<]*(?:未確認|unverified)/);
    const { text: csv } = await ask('/ja/actions.csv');
    expect(csv).toMatch(/,Online safety,/);
  });

  it('nor another spelling', async () => {
    const jones = await liveItem('participants', 'jones-margaret');
    await put(nextEdition(jones, { facts: { ...jones.edition.facts, unverified: ['/aliases/1'] } }));
    const { json } = await ask('/en/participants/jones-margaret.json');
    const { aliases } = json as { aliases: { text: string; language: string }[] };
    const { alternateName } = await linked('/en/participants/jones-margaret.jsonld');
    const given = aliases.filter((_, index) => index !== 1);
    expect(alternateName).toEqual(given.map(({ text, language }) => ({ '@value': text, '@language': language })));
  });
});

describe('it knows when and where', () => {
  it('an online meeting has a virtual location, one in person none that no fact states', async () => {
    const council = await linked('/ja/councils/council-2-2024.jsonld');
    expect(council).toMatchObject({
      eventAttendanceMode: 'https://schema.org/OnlineEventAttendanceMode',
      location: { '@type': 'VirtualLocation', name: { '@value': 'オンライン', '@language': 'ja' } },
    });
    for (const { json } of [await ask('/ja/councils.json')])
      for (const { slug, mode } of (json as { items: { slug: string; mode: string }[] }).items)
        expect('location' in (await linked(`/ja/councils/${slug}.jsonld`)), slug).toBe(mode !== 'in-person');
  });

  /** Every Role of a node, with its own properties. */
  const rolesIn = (value: unknown): Record<string, unknown>[] =>
    typeof value !== 'object' || value === null
      ? []
      : [
          ...('roleName' in value && !('@id' in value) ? [value as Record<string, unknown>] : []),
          ...Object.values(value).flatMap(rolesIn),
        ];

  it.each(['councils/council-2-2024', 'participants/kozuki-ryosuke', 'organisations/meti'])(
    'an office has its day, or the meeting that it was held at: %s',
    async (path) => {
      const roles = rolesIn(await linked(`/en/${path}.jsonld`));
      expect(roles.length).toBeGreaterThan(0);
      for (const role of roles) {
        const meeting = [role.subjectOf, role.performerIn].find((each) => each !== undefined);
        if (role.startDate === undefined)
          expect(meeting).toMatchObject({ '@type': 'Event', '@id': expect.stringMatching(/\/councils\//) });
        else expect([role.startDate, role.endDate]).toEqual(['2024-01-16', '2024-01-16']);
      }
    },
  );

  it('a thing has its page as URL, a ministry and a document their own, which is also what they are the same as', async () => {
    expect((await linked('/ja/actions/data.jsonld')).url).toBe(`${origin}/ja/actions/data.html`);
    const homepage = ((await ask('/ja/organisations/digital-agency.json')).json as { homepage: string }).homepage;
    expect(await linked('/ja/organisations/digital-agency.jsonld')).toMatchObject({ url: homepage, sameAs: homepage });
  });

  it('other names are all texts with a language', async () => {
    for (const path of ['organisations/dsit', 'organisations/meti', 'participants/jones-margaret']) {
      const names = [(await linked(`/ja/${path}.jsonld`)).alternateName].flat();
      for (const name of names)
        expect(name, path).toEqual({ '@value': expect.any(String), '@language': expect.any(String) });
    }
  });
});
