import { describe, expect, it } from 'vitest';
import { locales } from '../../../locales/index.generated.ts';
import { type Kind, kinds } from '../../../src/kinds/index.ts';
import { type Language, languages, languageTags } from '../../../src/languages.ts';
import { type Answer, ask } from '../../support/ask.ts';
import { formatsOfRecord } from '../../support/formats/of-record.ts';
import { at, referencesIn } from '../../support/pointer.ts';
import { recordFiles } from '../../support/records.ts';

const origin = 'https://example.jp';

interface Body {
  name: string | null;
  fallbacks: Record<string, Language>;
  unverified: string[];
  [field: string]: unknown;
}
interface RecordInput {
  facts: { order?: string; licence: string; unverified?: string[]; sources: unknown[]; aliases?: unknown[] };
  texts: Partial<Record<Language, { name?: string; unverified?: string[] }>>;
}

const records = recordFiles.map(({ kind, slug, record }) => ({ kind: kind as Kind, slug, ...(record as RecordInput) }));
type RecordFile = (typeof records)[number];

/** The name that the words of a language, or the record itself, give; undefined where none does. */
const nameIn = (language: Language, { kind, slug, facts, texts }: RecordFile): string | undefined => {
  const { names, titles } = locales[language];
  const person = (names as Record<string, Record<string, { family: string; given: string }>>)[kind]?.[slug];
  const title = (titles as Record<string, Record<string, { name: string }>>)[kind]?.[slug];
  if (!person) return title?.name ?? texts[language]?.name;
  const { family, given } = person;
  if (facts.order === 'family-given') return language === 'ja' ? family + given : `${family} ${given}`;
  return language === 'ja' ? `${given}・${family}` : `${given} ${family}`;
};

/** The name in the first of the languages that replace one, by config.json; undefined where none has it. */
const borrowedName = (language: Language, record: RecordFile) =>
  languages
    .filter(({ tag }) => tag === language)
    .flatMap(({ fallback }) => fallback.map((from) => ({ from, name: nameIn(from, record) })))
    .find(({ name }) => name !== undefined);

/** Nothing is published while these tests run: each URL needs to be asked for once. */
const answers = new Map<string, Promise<Answer>>();
const askOnce = (path: string): Promise<Answer> => {
  const answer = answers.get(path) ?? ask(path);
  answers.set(path, answer);
  return answer;
};

// Of GET, the length is known to the runtime alone.
const perRequest = ['x-request-id', 'server-timing', 'content-length'];
const withoutId = (headers: Headers) => [...headers].filter(([name]) => !perRequest.includes(name));

describe.each(languageTags)('every record is read in %s', (language) => {
  const path = ({ kind, slug }: RecordFile) => `/${language}/${kind}/${slug}.json`;
  const bodyOf = async (record: RecordFile, query = '') => (await askOnce(path(record) + query)).json as Body;

  it.each(kinds)('%s, with its name, its links and its labels', async (kind) => {
    for (const record of records.filter((each) => each.kind === kind)) {
      const { status, headers, json } = await askOnce(path(record));
      expect(status, path(record)).toBe(200);
      const body = json as Body;
      const { slug, facts, texts } = record;
      const own = nameIn(language, record);
      const borrowed = borrowedName(language, record);
      const name = own ?? borrowed?.name;
      const tags = languageTags.filter((tag) => texts[tag]);
      expect(body, path(record)).toMatchObject({
        id: `${origin}/${kind}/${slug}`,
        kind,
        slug,
        language,
        name: name ?? expect.stringMatching(/./),
        sources: facts.sources,
        aliases: facts.aliases ?? [],
        languages: tags,
        edition: 1,
        links: {
          self: origin + path(record),
          alternates: Object.fromEntries(
            [...tags.filter((tag) => tag !== language), 'mul'].map((tag) => [
              tag,
              `${origin}/${tag}/${kind}/${slug}.json`,
            ]),
          ),
          licence: facts.licence,
        },
      });
      if (name) expect(body.fallbacks['/name'], path(record)).toBe(own ? undefined : borrowed?.from);
      expect(headers.get('Link'), path(record)).toBe(
        [
          `<${origin}${path(record)}>; rel="canonical"`,
          ...tags.flatMap((tag) =>
            formatsOfRecord({ kind, record }).map(
              ({ extension, mediaType }) =>
                `<${origin}/${tag}/${kind}/${slug}.${extension}>; rel="alternate"; hreflang="${tag}"; type="${mediaType}"`,
            ),
          ),
          `<${origin}/mul/${kind}/${slug}.json>; rel="alternate"; hreflang="mul"; type="application/json"`,
          `<${origin}/oembed?url=${encodeURIComponent(`${origin}/${language}/${kind}/${slug}.html`)}&format=json>; rel="alternate"; type="application/json+oembed"`,
          `<${facts.licence}>; rel="license"`,
        ].join(', '),
      );
      const spoken = [...new Set([language, ...Object.values(body.fallbacks)])].join(', ');
      expect(headers.get('Content-Language'), path(record)).toBe(spoken);
    }
  });

  it('every pointer of fallbacks and unverified leads to a value that is there', async () => {
    for (const record of records) {
      const body = await bodyOf(record);
      for (const pointer of [...Object.keys(body.fallbacks), ...body.unverified])
        expect(at(body, pointer) ?? 'nothing', `${path(record)} ${pointer}`).not.toBe('nothing');
      expect(new Set(body.unverified).size, path(record)).toBe(body.unverified.length);
      expect(Object.values(body.fallbacks), path(record)).not.toContain(language);
    }
  });

  it('every reference leads to an item of that name, in the same language', async () => {
    const named = new Map(records.map((record) => [`${record.kind}/${record.slug}`, record]));
    for (const record of records)
      for (const { kind, slug, name, href } of referencesIn(await bodyOf(record))) {
        const target = named.get(`${kind}/${slug}`) as RecordFile;
        const written = nameIn(language, target) ?? borrowedName(language, target)?.name ?? name;
        expect({ name, href }, `${path(record)} → ${kind}/${slug}`).toEqual({
          name: written,
          href: `${origin}/${language}/${kind}/${slug}`,
        });
      }
  });

  it('HEAD is GET without its body', async () => {
    for (const record of records) {
      const [get, head] = [await askOnce(path(record)), await ask(path(record), { method: 'HEAD' })];
      expect({ status: head.status, text: head.text }, path(record)).toEqual({ status: 200, text: '' });
      expect(withoutId(head.headers), path(record)).toEqual(withoutId(get.headers));
    }
  });

  it('fallback=none gives null for what the language lacks, and labels nothing', async () => {
    for (const record of records) {
      const [body, labelled] = [await bodyOf(record, '?fallback=none'), await bodyOf(record)];
      expect(body.fallbacks, path(record)).toEqual({});
      const isBorrowed = ['', '/action', '/council', '/publisher'].some((part) => labelled.fallbacks[`${part}/name`]);
      expect(body.name ?? undefined, path(record)).toBe(
        nameIn(language, record) ?? (isBorrowed ? undefined : labelled.name),
      );
      for (const pointer of Object.keys(labelled.fallbacks))
        expect(at(body, pointer) ?? null, `${path(record)} ${pointer}`).toBeNull();
      for (const pointer of body.unverified)
        expect(at(body, pointer) ?? 'nothing', `${path(record)} ${pointer}`).not.toBe('nothing');
    }
  });
});

describe('a name that is composed', () => {
  it('is put together in the reader’s language, with the part that has no name in it as it is', async () => {
    const { json } = await ask('/ja/outcomes/launch-2022-cyber-resilience.json');
    expect(json).toMatchObject({
      name: 'Cyber resilience（日英デジタルパートナーシップ立ち上げ会合）',
      action: { name: 'Cyber resilience' },
      council: { name: '日英デジタルパートナーシップ立ち上げ会合' },
    });
    expect((json as Body).fallbacks).toEqual({ '/action/name': 'en' });
  });

  it('is null with fallback=none', async () => {
    const { json } = await ask('/ja/outcomes/launch-2022-cyber-resilience.json?fallback=none');
    expect(json).toMatchObject({ name: null, action: { name: null }, fallbacks: {} });
  });
});

describe('what a record calls unverified', () => {
  it('is unverified for readers of that language', async () => {
    for (const record of records)
      for (const language of languageTags) {
        const unverifiedPointers = [...(record.facts.unverified ?? []), ...(record.texts[language]?.unverified ?? [])];
        const { json } = await askOnce(`/${language}/${record.kind}/${record.slug}.json`);
        const shown = unverifiedPointers.filter((pointer) => at(json, pointer) && !(json as Body).fallbacks[pointer]);
        expect((json as Body).unverified, `${language}/${record.kind}/${record.slug}`).toEqual(
          expect.arrayContaining(shown),
        );
      }
  });

  it('is in an answer: no record marks what it does not have', async () => {
    for (const { kind, slug, facts, texts } of records) {
      const both = await Promise.all(languageTags.map((tag) => askOnce(`/${tag}/${kind}/${slug}.json`)));
      const reported = (both.map(({ json }) => json) as Body[]).flatMap(({ unverified }) => unverified);
      const unverifiedPointers = [facts, ...Object.values(texts)].flatMap(({ unverified = [] }) => unverified);
      expect(reported, `${kind}/${slug}`).toEqual(expect.arrayContaining(unverifiedPointers));
    }
  });
});

describe('a reader looks up who took part', () => {
  const meti = 'https://www.meti.go.jp/english/press/2024/0116_002.html';
  const names = {
    ja: ['上月良祐', '上月', '良祐', '第2回日英デジタルパートナーシップ政務級会合', '経済産業副大臣', '経済産業省'],
    en: [
      ...['Kozuki Ryosuke', 'Kozuki', 'Ryosuke', 'Second Ministerial Japan-UK Digital Partnership Council'],
      ...['State Minister of Economy, Trade and Industry', 'Ministry of Economy, Trade and Industry'],
    ],
  };

  it.each(['ja', 'en'] as const)('Kozuki in %s: name, other spellings, and the office held then', async (language) => {
    const [name, familyName, givenName, council, role, ministry] = names[language];
    const href = (kind: string, slug: string) => `${origin}/${language}/${kind}/${slug}`;
    const reference = (kind: string, slug: string, called = '') => ({
      kind,
      slug,
      name: called,
      href: href(kind, slug),
    });
    const { json } = await askOnce(`/${language}/participants/kozuki-ryosuke.json`);
    expect(json).toMatchObject({
      ...{ name, familyName, givenName, unverified: [], fallbacks: {} },
      ...(language === 'ja' && { reading: 'こうづき りょうすけ' }),
      aliases: [{ text: 'Kouzuki Ryousuke', language: 'en', source: meti }],
      appearances: [
        {
          council: reference('councils', 'council-2-2024', council),
          side: 'JP',
          role: reference('roles', 'meti-state-minister', role),
          organisation: reference('organisations', 'meti', ministry),
        },
      ],
    });
    expect('reading' in (json as Body)).toBe(language === 'ja');
  });
});
