import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { EditorClient } from '../../cli/client.ts';
import { importInto, rebuildListings } from '../../cli/import.ts';
import type { SourcedPublication } from '../../cli/types.ts';
import { type Language, languageTags } from '../../src/languages.ts';
import type { Edition, Withdrawal } from '../../src/model/edition.ts';
import { deep, runs, seed, timeout } from '../support/budget.ts';
import { edition, editorAt, notice, publicAt, revision, type Told } from '../support/editor/client.ts';
import { begin, COPY, SCRATCH } from '../support/editor/databases.ts';
import { contentsOf, empty, faultsIn } from '../support/editor/invariants.ts';
import { type Kind, left, Model, type Named, recordOf, type Said, same } from '../support/editor/model.ts';

await begin(SCRATCH);
await begin(COPY);

const editor = editorAt(SCRATCH);
const pathOf = ({ kind, slug }: Named) => `/${kind}/${slug}`;

/** What somebody does, and what comes of it: the status that the model foresees, and what it then takes note of. */
interface Act {
  says: string;
  does(model: Model): { foreseen: number; answer: Promise<Told>; note?: (told: Told) => Promise<void> };
}

class Command implements fc.AsyncCommand<Model, undefined> {
  readonly act: Act;
  constructor(act: Act) {
    this.act = act;
  }
  check = () => true;
  async run(model: Model): Promise<void> {
    const { foreseen, answer, note } = this.act.does(model);
    const told = await answer;
    expect(told.status, JSON.stringify(told.body)).toBe(foreseen);
    if (foreseen < 300) await note?.(told);
  }
  toString = () => this.act.says;
}

/** The newest edition of an item as an editor reads it, which must say what it ought to. */
const newest = async (name: Named, ought: Omit<Edition, 'published'>): Promise<Edition> => {
  const { body } = await editor('GET', `${pathOf(name)}/editions`);
  const { published, ...is } = body.editions.at(-1) as Edition;
  expect(same(is, ought), JSON.stringify([is, ought])).toBe(true);
  return { published, ...is };
};

const textsOf = ({ texts }: Pick<Edition, 'texts'>, languages: readonly string[]): Edition['texts'] =>
  Object.fromEntries(Object.entries(texts).filter(([language]) => languages.includes(language)));

const all: readonly string[] = languageTags;
const stale = 7;

const saving = (name: Named, said: Said, late: boolean): Act => ({
  says: `save ${pathOf(name)} ${JSON.stringify(said)}${late ? ' late' : ''}`,
  does: (model) => {
    const record = recordOf(name.kind, said);
    const seen = model.draft(name)?.revision ?? 0;
    const wrong = model.savesItself(name, record.facts) ? 422 : seen ? 200 : 201;
    return {
      foreseen: late ? 412 : wrong,
      answer: editor('PUT', `${pathOf(name)}/draft`, record, revision(late ? seen + stale : seen)),
      note: async () => model.revise(name, record),
    };
  },
});

const publishing = (name: Named, languages: Language[] | undefined, late: boolean): Act => ({
  says: `publish ${pathOf(name)} ${languages ?? ''}${late ? ' late' : ''}`,
  does: (model) => {
    const seen = model.number(name);
    const record = model.draft(name)?.record;
    const kept = (record?.languages ?? all).filter((tag) => languages?.includes(tag as Language) ?? true);
    const foreseen = () => {
      if (late) return 412;
      if (!record) return 404;
      const sound = !model.pointsAtItself(name, record.facts) && model.pointsAtWhatIs(name, record.facts);
      return sound && kept.length > 0 ? 200 : 422;
    };
    return {
      foreseen: foreseen(),
      answer: editor(
        'POST',
        `${pathOf(name)}/publish`,
        { ...(languages && { languages }) },
        edition(late ? seen + stale : seen),
      ),
      note: async () => {
        const { facts = {}, texts = {} } = record ?? {};
        const ought = { number: seen + 1, facts, texts: textsOf({ texts }, kept), withdrawals: {} };
        model.publish(name, await newest(name, ought));
        // The draft goes when all it says is published.
        if (Object.keys(texts).every((tag) => kept.includes(tag))) model.revise(name);
      },
    };
  },
});

const withdrawing = (
  name: Named,
  languages: Language[] | undefined,
  replacement: Named | undefined,
  late: boolean,
): Act => ({
  says: `withdraw ${pathOf(name)} ${languages ?? ''}${replacement ? ` for ${pathOf(replacement)}` : ''}${late ? ' late' : ''}`,
  does: (model) => {
    const live = model.live(name);
    const seen = model.number(name);
    const had = live ? left(live) : [];
    const gone = (languages ?? all).filter((tag) => had.includes(tag));
    const rest = left({
      texts: live?.texts ?? {},
      withdrawals: { ...live?.withdrawals, ...Object.fromEntries(gone.map((tag) => [tag, 1])) } as never,
    });
    const foreseen = () => {
      if (!live) return 404;
      if (late) return 412;
      const replaced = replacement && (!model.isPublished(replacement) || model.idAt(replacement) === model.idAt(name));
      if (replaced) return 422;
      if (gone.length === 0) return 409;
      return rest.length === 0 && model.isPointedAt(model.idAt(name)) ? 409 : 200;
    };
    return {
      foreseen: foreseen(),
      answer: editor(
        'POST',
        `${pathOf(name)}/withdraw`,
        { notice, ...(languages && { languages }), ...(replacement && { replacement }) },
        edition(late ? seen + stale : seen),
      ),
      note: async ({ body }) => {
        const one: Withdrawal = { date: body.published, notice, ...(replacement && { replacement }) };
        const before: Edition['withdrawals'] = live?.withdrawals ?? {};
        const altogether = all.map((tag) => [
          tag,
          { ...(replacement && { replacement }), ...(before[tag as Language] ?? one) },
        ]);
        const withdrawals =
          rest.length === 0
            ? Object.fromEntries(altogether)
            : { ...before, ...Object.fromEntries(gone.map((tag) => [tag, one])) };
        const { facts = {}, texts = {} } = live ?? {};
        model.publish(name, await newest(name, { number: seen + 1, facts, texts, withdrawals }));
      },
    };
  },
});

const restoring = (name: Named, number: number, late: boolean): Act => ({
  says: `restore ${pathOf(name)} ${number}${late ? ' late' : ''}`,
  does: (model) => {
    const seen = model.number(name);
    const past = model.at(name)?.editions[number - 1];
    const foreseen = () => {
      if (seen === 0) return 404;
      if (late) return 412;
      if (!past) return 404;
      if (left(past).length === 0) return 409;
      return model.pointsAtItself(name, past.facts) || !model.pointsAtWhatIs(name, past.facts) ? 422 : 200;
    };
    return {
      foreseen: foreseen(),
      answer: editor('POST', `${pathOf(name)}/restore`, { number }, edition(late ? seen + stale : seen)),
      note: async () => {
        const { facts = {}, texts = {}, withdrawals = {} } = past ?? {};
        model.publish(name, await newest(name, { number: seen + 1, facts, texts, withdrawals }));
      },
    };
  },
});

const discarding = (name: Named, late: boolean): Act => ({
  says: `discard ${pathOf(name)}${late ? ' late' : ''}`,
  does: (model) => {
    const { revision: seen = 0 } = model.draft(name) ?? {};
    return {
      foreseen: seen === 0 ? 404 : late ? 412 : 200,
      answer: editor('DELETE', `${pathOf(name)}/draft`, undefined, revision(late ? seen + stale : seen)),
      note: async () => model.revise(name),
    };
  },
});

const renaming = (name: Named, slug: string, late: boolean): Act => ({
  says: `rename ${pathOf(name)} ${slug}${late ? ' late' : ''}`,
  does: (model) => {
    const thing = model.at(name);
    const seen = model.number(name);
    const to = { kind: name.kind, slug };
    const foreseen = () => {
      if (!thing) return 404;
      if (late) return 412;
      return thing.slug === slug || model.isFree(to, thing.id) ? 200 : 409;
    };
    return {
      foreseen: foreseen(),
      answer: editor('POST', `${pathOf(name)}/rename`, { slug }, edition(late ? seen + stale : seen)),
      note: async ({ body }) => {
        expect(body.result).toBe(thing?.slug === slug ? 'unchanged' : undefined);
        if (!thing || thing.slug === slug) return;
        const { facts, texts, withdrawals } = thing.editions.at(-1) as Edition;
        model.take(to, thing.id);
        thing.slug = slug;
        model.publish(to, await newest(to, { number: seen + 1, facts, texts, withdrawals }));
      },
    };
  },
});

const publishingSet = (set: readonly { name: Named; said: Said }[]): Act => ({
  says: `publish together ${set.map(({ name, said }) => `${pathOf(name)} ${JSON.stringify(said)}`).join(', ')}`,
  does: (model) => {
    const items = set.map(({ name, said }) => ({ name, record: recordOf(name.kind, said), id: model.idAt(name) }));
    const ids = items.map(({ id }) => id);
    const sound = items.every(
      ({ name, record }) => !model.pointsAtItself(name, record.facts) && model.pointsAtWhatIs(name, record.facts, ids),
    );
    const once = new Set(ids).size === ids.length;
    // An old record that is sent again brings back nothing that was withdrawn.
    const gone = items.some(({ name, record }) =>
      (record.languages ?? all).some((tag) => tag in (model.live(name)?.withdrawals ?? {})),
    );
    const textsIn = ({ texts, languages }: (typeof items)[number]['record']) => textsOf({ texts }, languages ?? all);
    return {
      foreseen: sound && once && !gone ? 200 : 422,
      answer: editor('POST', '/publications', {
        items: items.map(({ name, record }) => ({ ...name, match: 'any', record })),
      }),
      note: async ({ body }) => {
        const changing = items.map(
          ({ name, record }) => !model.isSaid(name, { facts: record.facts, texts: textsIn(record) }),
        );
        const results = items.map(({ name }, index) =>
          changing[index] ? (model.at(name) ? 'changed' : 'created') : 'unchanged',
        );
        expect(body.results.map(({ result }: { result: string }) => result)).toEqual(results);
        for (const [index, { name, record }] of items.entries()) {
          if (!changing[index]) continue;
          const ought = {
            number: model.number(name) + 1,
            facts: record.facts,
            texts: textsIn(record),
            withdrawals: {},
          };
          model.publish(name, await newest(name, ought));
        }
      },
    };
  },
});

const times = ['2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z'];

/** Imports an item with a past: one that is not there yet, or the next edition of one that is. */
const importing = (first: Named, slug: string, said: readonly Said[]): Act => ({
  says: `import ${pathOf(first)} as ${slug} ${JSON.stringify(said)}`,
  does: (model) => {
    const { kind } = first;
    const id = pathOf(first).slice(1);
    const holder = model.at(first);
    const known = holder?.id === id ? holder.editions : [];
    const coming = said.map((one, index): Edition => {
      const { facts, texts, languages } = recordOf(kind, one);
      const published = known.at(-1)?.published ?? times[index] ?? '';
      return {
        number: known.length + index + 1,
        published,
        facts,
        texts: textsOf({ texts }, languages ?? all),
        withdrawals: {},
      };
    });
    const editions = [...known, ...coming];
    const name = { kind, slug };
    const last = editions.at(-1);
    const own = (one: Edition) =>
      model
        .linksOf(kind, one.facts)
        .some((link) => kind === link.kind && (link.slug === first.slug || (one === last && link.slug === slug)));
    const pointing = last && model.linksOf(kind, last.facts).some((link) => model.idAt(link) === id);
    const foreseen = () => {
      if (holder && holder.id !== id) return 422;
      if (coming.length === 0) return known.length === 0 ? 422 : 200;
      if (!model.isFree(name, id) || editions.some(own) || pointing) return 422;
      return last && model.pointsAtWhatIs(first, last.facts) ? 200 : 422;
    };
    return {
      foreseen: foreseen(),
      answer: editor('POST', '/publications', {
        items: [{ kind, slug, history: { first: first.slug, slugs: [], editions } }],
      }),
      note: async ({ body }) => {
        const result = coming.length === 0 ? 'unchanged' : known.length === 0 ? 'created' : 'changed';
        expect(body.results[0].result).toBe(result);
        if (coming.length === 0) return;
        model.take(first, id);
        model.take(name, id);
        const thing = model.things.get(id) ?? { id, kind, slug, editions: [] };
        model.things.set(id, Object.assign(thing, { slug, editions }));
        const { published: _, ...ought } = last as Edition;
        expect(await newest(name, ought)).toEqual(last);
      },
    };
  },
});

const words = ['alpha', 'beta', 'gamma', 'delta'];
const slugs = [...words, 'epsilon', 'zeta'];
const slug = fc.constantFrom(...slugs);
const named: fc.Arbitrary<Named> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant<Kind>('organisations'), slug }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant<Kind>('roles'), slug: fc.constantFrom('alpha', 'beta') }) },
);
const some = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });
const languages = some(fc.constantFrom<Language[]>(['ja'], ['en']));
const said = fc.record(
  {
    word: fc.constantFrom('A', 'B'),
    parent: slug,
    predecessor: slug,
    organisation: slug,
    languages: fc.constantFrom<Language[]>(['ja'], ['en']),
  },
  { requiredKeys: ['word'] },
);
const late = fc.integer({ min: 0, max: 9 }).map((value) => value === 0);

const commands = [
  fc.tuple(named, said, late).map((one) => saving(...one)),
  fc.tuple(named, said, late).map((one) => saving(...one)),
  fc.tuple(named, languages, late).map((one) => publishing(...one)),
  fc.tuple(named, languages, late).map((one) => publishing(...one)),
  fc.tuple(named, languages, some(named), late).map((one) => withdrawing(...one)),
  fc.tuple(named, fc.integer({ min: 1, max: 4 }), late).map((one) => restoring(...one)),
  fc.tuple(named, late).map((one) => discarding(...one)),
  fc.tuple(named, slug, late).map((one) => renaming(...one)),
  fc.array(fc.record({ name: named, said }), { minLength: 1, maxLength: 3 }).map(publishingSet),
  fc.tuple(named, slug, fc.array(said, { maxLength: 2 })).map((one) => importing(...one)),
].map((arbitrary) => arbitrary.map((act) => new Command(act)));

/** Everything an export gives, in pages of two. */
async function* exported(database: D1Database): AsyncGenerator<SourcedPublication> {
  const from = editorAt(database);
  for (let after: string | null = ''; after !== null; ) {
    const { body } = await from('GET', `/archive?limit=2&after=${encodeURIComponent(after)}`);
    for (const { kind, slug: last, first, slugs: led, editions } of body.items)
      yield { from: '', publication: { kind, slug: last, history: { first, slugs: led, editions } } };
    after = body.next;
  }
}

const collected = async <T>(source: AsyncIterable<T>): Promise<T[]> => {
  const values: T[] = [];
  for await (const value of source) values.push(value);
  return values;
};

/** Every canonical URL that says something of the items there are, or were. */
const urlsOf = (model: Model): string[] => {
  const forms = languageTags.flatMap((language) => ['', 'fallback=none'].map((query) => ({ language, query })));
  const items = [...model.slugs.keys()].map((name) => ({ path: name, queries: [''] }));
  const filters = slugs.flatMap((one) => [`parent=${one}`, `predecessor=${one}`]);
  const pages = [
    { path: 'organisations', queries: ['', 'limit=2', ...filters] },
    { path: 'roles', queries: ['', 'limit=1', ...slugs.map((one) => `organisation=${one}`)] },
  ];
  return forms.flatMap(({ language, query }) =>
    [...items, ...pages].flatMap(({ path, queries }) =>
      queries.map((one) => `/${language}/${path}.json?${[one, query].filter(Boolean).join('&')}`.replace(/\?$/, '')),
    ),
  );
};

/** The same answers, byte for byte, headers and all; lists are followed to their last page. */
const expectSameAnswers = async (model: Model): Promise<void> => {
  const [here, there] = [publicAt(SCRATCH), publicAt(COPY)];
  for (const start of urlsOf(model)) {
    for (let url: string | undefined = start; url; ) {
      const [one, other]: Awaited<ReturnType<typeof here>>[] = await Promise.all([here(url), there(url)]);
      expect(other).toEqual(one);
      const next: string | null | undefined = one?.status === 200 ? JSON.parse(one?.body ?? '').next : undefined;
      url = next?.slice('https://example.jp'.length);
    }
  }
};

const expectSound = async (model: Model): Promise<void> => {
  const now = await contentsOf(SCRATCH);
  expect(faultsIn(now)).toEqual([]);
  expect(now.items.map(({ id }) => String(id)).sort()).toEqual([...model.things.keys()].sort());
  for (const { id, kind, slug: current, editions } of model.things.values()) {
    const { body } = await editor('GET', `/${kind}/${current}/editions`);
    expect(body.editions, id).toEqual(editions);
  }
  const drafts = [...model.drafts.values()]
    .filter(({ record }) => record)
    .map(({ kind, slug: at }) => ({ kind, slug: at }));
  const { body } = await editor('GET', '/drafts?limit=100');
  expect(body.drafts).toHaveLength(drafts.length);
  for (const { kind, slug: at, revision: number } of body.drafts) {
    const draft = await editor('GET', `/${kind}/${at}/draft`);
    expect(draft.body).toMatchObject({ revision: number, record: model.draft({ kind, slug: at })?.record });
  }
};

const expectCopied = async (model: Model): Promise<void> => {
  const copy = editorAt(COPY);
  const editor: EditorClient = (method, path, body) => copy(method, path, body);
  const options = { dryRun: false, progress: () => {} };
  const count = model.things.size;
  expect(await importInto(editor, exported(SCRATCH), options)).toMatchObject({ created: count, refused: [] });
  await rebuildListings(editor);
  expect(faultsIn(await contentsOf(COPY))).toEqual([]);
  expect(await collected(exported(COPY))).toEqual(await collected(exported(SCRATCH)));
  expect(await importInto(editor, exported(SCRATCH), options)).toMatchObject({ unchanged: count, refused: [] });
  await expectSameAnswers(model);
};

// One of these is much shorter than one of the caches'.
const numRuns = runs * 5;

it('whatever editors do, in whatever order: everything is as it should be, and an export brings all of it back', {
  timeout,
}, async () => {
  const sequence = fc.asyncProperty(
    fc.commands(commands, { maxCommands: deep ? 60 : 30, size: '+1' }),
    async (acts) => {
      await empty(SCRATCH);
      await empty(COPY);
      const model = new Model();
      await fc.asyncModelRun(() => ({ model, real: undefined }), acts);
      await expectSound(model);
      await expectCopied(model);
    },
  );
  await fc.assert(sequence, { numRuns, seed });
});
