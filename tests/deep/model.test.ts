import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { EditorClient } from '../../cli/client.ts';
import { importInto, rebuildListings } from '../../cli/import.ts';
import type { SourcedPublication } from '../../cli/types.ts';
import { schemaVersions } from '../../src/kinds/schema-versions.generated.ts';
import { type Language, languageTags } from '../../src/languages.ts';
import type { Edition, Withdrawal } from '../../src/model/edition.ts';
import { assertProperty, deep, timeout } from '../support/budget.ts';
import { type EditorResponse, edition, editorAt, notice, publicAt, revision } from '../support/editor/client.ts';
import { COPY, resetDatabase, SCRATCH } from '../support/editor/databases.ts';
import { contentsOf, empty, faultsIn } from '../support/editor/invariants.ts';
import {
  type ItemName,
  isComplete,
  isSame,
  type Kind,
  languagesFor,
  Model,
  publishedLanguages,
  publishedOf,
  type Record,
  type RecordContent,
  recordOf,
} from '../support/editor/model.ts';

await resetDatabase(SCRATCH);
await resetDatabase(COPY);

const editor = editorAt(SCRATCH);
const pathOf = ({ kind, slug }: ItemName) => `/${kind}/${slug}`;

/** A request, the status that the model expects, and how the model changes where it succeeds. */
interface Step {
  description: string;
  send(model: Model): {
    expectedStatus: number;
    answer: Promise<EditorResponse>;
    apply?: (response: EditorResponse) => Promise<void>;
  };
}

class Command implements fc.AsyncCommand<Model, undefined> {
  readonly step: Step;
  constructor(step: Step) {
    this.step = step;
  }
  check = () => true;
  async run(model: Model): Promise<void> {
    const { expectedStatus, answer, apply } = this.step.send(model);
    const response = await answer;
    expect(response.status, JSON.stringify(response.body)).toBe(expectedStatus);
    if (expectedStatus < 300) await apply?.(response);
  }
  toString = () => this.step.description;
}

/** Reads the newest edition of an item; expects it to be as given, published under the schema `schema`; '': under none that is known. */
const latestEdition = async (
  name: ItemName,
  expectedEdition: Omit<Edition, 'published'>,
  schema = schemaVersions[name.kind],
): Promise<Edition> => {
  const { body } = await editor('GET', `${pathOf(name)}/editions`);
  const { published, ...is } = body.editions.at(-1) as Edition;
  const whole = { ...expectedEdition, ...(schema && { schema }) };
  expect(isSame(is, whole), JSON.stringify([is, whole])).toBe(true);
  return { published, ...is };
};

const textsOf = ({ texts }: Pick<Edition, 'texts'>, languages: readonly string[]): Edition['texts'] =>
  Object.fromEntries(Object.entries(texts).filter(([language]) => languages.includes(language)));

const all: readonly string[] = languageTags;
const staleBy = 7;

/** Which edition the sender of a draft says that it was made from. */
type Base = 'none' | 'live' | 'next';

/** What the answer to a save is, and what it leaves, where its precondition holds. */
const saved = (model: Model, name: ItemName, record: Record, base?: number) => {
  const expectedStatus = () => {
    if (base !== undefined && base > model.number(name)) return 404;
    if (model.draftLinksToItself(name, record.facts)) return 422;
    return model.draft(name) ? 200 : 201;
  };
  return {
    expectedStatus: expectedStatus(),
    apply: async ({ body }: EditorResponse) => {
      expect(body.missing === undefined, JSON.stringify(body)).toBe(isComplete(record, languagesFor(record)));
      model.revise(name, record, base);
    },
  };
};

const baseNumber = (model: Model, name: ItemName, base: Base | undefined) =>
  base && { none: 0, live: model.number(name), next: model.number(name) + 1 }[base];
const queryOf = (base: number | undefined) => (base === undefined ? '' : `?base=${base}`);

const saving = (name: ItemName, content: RecordContent, from: Base | undefined, late: boolean): Step => ({
  description: `save ${pathOf(name)} ${JSON.stringify(content)}${from ? ` from ${from}` : ''}${late ? ' late' : ''}`,
  send: (model) => {
    const record = recordOf(name.kind, content);
    const currentNumber = model.draft(name)?.revision ?? 0;
    const base = baseNumber(model, name, from);
    const { expectedStatus, apply } = saved(model, name, record, base);
    const precondition = revision(late ? currentNumber + staleBy : currentNumber);
    return {
      expectedStatus: late ? 412 : expectedStatus,
      answer: editor('PUT', `${pathOf(name)}/draft${queryOf(base)}`, record, precondition),
      apply,
    };
  },
});

const patching = (name: ItemName, parent: string | undefined, from: Base | undefined, late: boolean): Step => ({
  description: `patch ${pathOf(name)} ${parent ?? ''}${from ? ` from ${from}` : ''}${late ? ' late' : ''}`,
  send: (model) => {
    const begun = model.begun(name);
    const link = name.kind === 'roles' ? { organisation: parent } : { parent };
    const record = parent ? { ...begun, facts: { ...begun.facts, ...link } } : begun;
    const currentNumber = model.draft(name)?.revision ?? 0;
    const base = baseNumber(model, name, from);
    const { expectedStatus, apply } = saved(model, name, record, base);
    const headers = {
      'Content-Type': 'application/merge-patch+json',
      ...revision(late ? currentNumber + staleBy : currentNumber),
    };
    return {
      expectedStatus: late ? 412 : expectedStatus,
      answer: editor('PATCH', `${pathOf(name)}/draft${queryOf(base)}`, parent ? { facts: link } : {}, headers),
      apply,
    };
  },
});

const translating = (name: ItemName, language: Language, word: string, late: boolean): Step => ({
  description: `translate ${pathOf(name)} ${language} ${word}${late ? ' late' : ''}`,
  send: (model) => {
    const begun = model.begun(name);
    const texts = recordOf(name.kind, { word }).texts[language];
    const record: Record = { ...begun, texts: { ...begun.texts, [language]: texts } };
    const currentNumber = model.textsRevision(name, language);
    const { expectedStatus, apply } = saved(model, name, record);
    const precondition = revision(late ? currentNumber + staleBy : currentNumber);
    return {
      expectedStatus: late ? 412 : expectedStatus,
      answer: editor('PUT', `${pathOf(name)}/draft/texts/${language}`, texts, precondition),
      apply,
    };
  },
});

const publishing = (name: ItemName, named: Language[] | undefined, late: boolean): Step => ({
  description: `publish ${pathOf(name)} ${named ?? ''}${late ? ' late' : ''}`,
  send: (model) => {
    const currentNumber = model.number(name);
    const record: Record = model.draft(name)?.record ?? { facts: {}, texts: {} };
    const languages = named ?? languagesFor(record);
    const content = publishedOf(record, languages, model.live(name));
    const expectedStatus = () => {
      if (late) return 412;
      if (!model.draft(name)) return 404;
      const isValid = !model.linksToItself(name, record.facts) && model.linksToPublished(name, record.facts);
      if (!isValid || !isComplete(record, languages)) return 422;
      return model.undoesLater(name, content, languages) ? 412 : 200;
    };
    const isUnchanged = model.isPublishedAs(name, content);
    // The draft stays for the languages that it says something else of.
    const remaining = languageTags.filter(
      (tag) =>
        tag in record.texts &&
        !languages.includes(tag) &&
        (tag in content.withdrawals || !isSame(record.texts[tag], content.texts[tag])),
    );
    // Unless somebody else has published these languages since, it now counts as made from the new edition.
    const rebased = !model.undoesLater(name, { ...record, withdrawals: {} }, remaining);
    return {
      expectedStatus: expectedStatus(),
      answer: editor(
        'POST',
        `${pathOf(name)}/publish`,
        { ...(named && { languages: named }) },
        edition(late ? currentNumber + staleBy : currentNumber),
      ),
      apply: async ({ body }) => {
        expect(body.result).toBe(isUnchanged ? 'unchanged' : undefined);
        if (!isUnchanged) model.publish(name, await latestEdition(name, { number: currentNumber + 1, ...content }));
        if (remaining.length === 0) model.revise(name);
        else if (!isUnchanged && rebased) model.rebase(name);
      },
    };
  },
});

const withdrawing = (
  name: ItemName,
  languages: Language[] | undefined,
  replacement: ItemName | undefined,
  late: boolean,
): Step => ({
  description: `withdraw ${pathOf(name)} ${languages ?? ''}${replacement ? ` for ${pathOf(replacement)}` : ''}${late ? ' late' : ''}`,
  send: (model) => {
    const live = model.live(name);
    const currentNumber = model.number(name);
    const published = live ? publishedLanguages(live) : [];
    const withdrawn = (languages ?? all).filter((tag) => published.includes(tag));
    const remaining = publishedLanguages({
      texts: live?.texts ?? {},
      withdrawals: { ...live?.withdrawals, ...Object.fromEntries(withdrawn.map((tag) => [tag, 1])) } as never,
    });
    const expectedStatus = () => {
      if (!live) return 404;
      if (late) return 412;
      const replaced = replacement && (!model.isPublished(replacement) || model.idAt(replacement) === model.idAt(name));
      if (replaced) return 422;
      if (withdrawn.length === 0) return 409;
      return remaining.length === 0 && model.isLinkedTo(model.idAt(name)) ? 409 : 200;
    };
    return {
      expectedStatus: expectedStatus(),
      answer: editor(
        'POST',
        `${pathOf(name)}/withdraw`,
        { notice, ...(languages && { languages }), ...(replacement && { replacement }) },
        edition(late ? currentNumber + staleBy : currentNumber),
      ),
      apply: async ({ body }) => {
        const one: Withdrawal = { date: body.published, notice, ...(replacement && { replacement }) };
        const before: Edition['withdrawals'] = live?.withdrawals ?? {};
        const inEveryLanguage = all.map((tag) => [
          tag,
          { ...(replacement && { replacement }), ...(before[tag as Language] ?? one) },
        ]);
        const withdrawals =
          remaining.length === 0
            ? Object.fromEntries(inEveryLanguage)
            : { ...before, ...Object.fromEntries(withdrawn.map((tag) => [tag, one])) };
        const { facts = {}, texts = {} } = live ?? {};
        model.publish(name, await latestEdition(name, { number: currentNumber + 1, facts, texts, withdrawals }));
      },
    };
  },
});

const restoring = (name: ItemName, number: number, named: Language[] | undefined, late: boolean): Step => ({
  description: `restore ${pathOf(name)} ${number} ${named ?? ''}${late ? ' late' : ''}`,
  send: (model) => {
    const currentNumber = model.number(name);
    const past = model.at(name)?.editions[number - 1];
    const expectedStatus = () => {
      if (currentNumber === 0) return 404;
      if (late) return 412;
      if (!past) return 404;
      if (publishedLanguages(past).length === 0) return 409;
      if (named?.some((tag) => !publishedLanguages(past).includes(tag))) return 422;
      return model.linksToItself(name, past.facts) || !model.linksToPublished(name, past.facts) ? 422 : 200;
    };
    return {
      expectedStatus: expectedStatus(),
      answer: editor(
        'POST',
        `${pathOf(name)}/restore`,
        { number, ...(named && { languages: named }) },
        edition(late ? currentNumber + staleBy : currentNumber),
      ),
      apply: async () => {
        if (!past) return;
        const languages = named ?? languageTags.filter((tag) => publishedLanguages(past).includes(tag));
        const content = publishedOf(past, languages, model.live(name));
        model.publish(name, await latestEdition(name, { number: currentNumber + 1, ...content }));
      },
    };
  },
});

const discarding = (name: ItemName, late: boolean): Step => ({
  description: `discard ${pathOf(name)}${late ? ' late' : ''}`,
  send: (model) => {
    const { revision: currentNumber = 0 } = model.draft(name) ?? {};
    return {
      expectedStatus: currentNumber === 0 ? 404 : late ? 412 : 200,
      answer: editor(
        'DELETE',
        `${pathOf(name)}/draft`,
        undefined,
        revision(late ? currentNumber + staleBy : currentNumber),
      ),
      apply: async () => model.revise(name),
    };
  },
});

const renaming = (name: ItemName, slug: string, late: boolean): Step => ({
  description: `rename ${pathOf(name)} ${slug}${late ? ' late' : ''}`,
  send: (model) => {
    const item = model.at(name);
    const currentNumber = model.number(name);
    const to = { kind: name.kind, slug };
    const draft = item ? undefined : model.draft(name);
    const stays = model.idAt(to) === model.idAt(name);
    const expectedStatus = () => {
      if (!item && !draft) return 404;
      if (late) return 412;
      if (!item) return stays || !(model.at(to) || model.draft(to)) ? 200 : 409;
      return item.slug === slug || model.isFree(to, item.id) ? 200 : 409;
    };
    return {
      expectedStatus: expectedStatus(),
      answer: editor(
        'POST',
        `${pathOf(name)}/rename`,
        { slug },
        edition(late ? currentNumber + staleBy : currentNumber),
      ),
      apply: async ({ body }) => {
        expect(body.result).toBe((item ? item.slug === slug : stays) ? 'unchanged' : undefined);
        // What was never published is its draft, which moves to the other slug.
        if (draft && !stays) {
          model.revise(name);
          model.revise(to, draft.record, 0);
        }
        if (!item || item.slug === slug) return;
        const { facts, texts, withdrawals } = item.editions.at(-1) as Edition;
        model.assignSlug(to, item.id);
        item.slug = slug;
        model.publish(to, await latestEdition(to, { number: currentNumber + 1, facts, texts, withdrawals }));
      },
    };
  },
});

const publishingSet = (set: readonly { name: ItemName; content: RecordContent }[]): Step => ({
  description: `publish together ${set.map(({ name, content }) => `${pathOf(name)} ${JSON.stringify(content)}`).join(', ')}`,
  send: (model) => {
    const items = set.map(({ name, content }) => ({
      name,
      record: recordOf(name.kind, content),
      id: model.idAt(name),
    }));
    const ids = items.map(({ id }) => id);
    const isValid = items.every(
      ({ name, record }) => !model.linksToItself(name, record.facts) && model.linksToPublished(name, record.facts, ids),
    );
    const isUnique = new Set(ids).size === ids.length;
    // An old record that is sent again brings back nothing that was withdrawn.
    const withdrawn = items.some(({ name, record }) =>
      languagesFor(record).some((tag) => tag in (model.live(name)?.withdrawals ?? {})),
    );
    const contents = items.map(({ name, record }) => publishedOf(record, languagesFor(record), model.live(name)));
    const complete = items.every(({ record }) => isComplete(record, languagesFor(record)));
    return {
      expectedStatus: isValid && isUnique && complete && !withdrawn ? 200 : 422,
      answer: editor('POST', '/publications', {
        items: items.map(({ name, record }) => ({ ...name, match: 'any', record })),
      }),
      apply: async ({ body }) => {
        const changing = items.map(({ name }, index) => !model.isPublishedAs(name, contents[index] as Edition));
        const results = items.map(({ name }, index) =>
          changing[index] ? (model.at(name) ? 'changed' : 'created') : 'unchanged',
        );
        expect(body.results.map(({ result }: { result: string }) => result)).toEqual(results);
        for (const [index, { name }] of items.entries()) {
          if (!changing[index]) continue;
          const content = contents[index] as Edition;
          model.publish(name, await latestEdition(name, { ...content, number: model.number(name) + 1 }));
        }
      },
    };
  },
});

const times = ['2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z'];

/** Imports an item with its editions: a new one, or further editions of one that exists. */
const importing = (first: ItemName, slug: string, content: readonly RecordContent[]): Step => ({
  description: `import ${pathOf(first)} as ${slug} ${JSON.stringify(content)}`,
  send: (model) => {
    const { kind } = first;
    const id = pathOf(first).slice(1);
    const owner = model.at(first);
    const known = owner?.id === id ? owner.editions : [];
    const newEditions = content.map((one, index): Edition => {
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
    const editions = [...known, ...newEditions];
    const name = { kind, slug };
    const last = editions.at(-1);
    const expectedStatus = () => {
      if (owner && owner.id !== id) return 422;
      if (newEditions.length === 0) return known.length === 0 ? 422 : 200;
      if (!model.isFree(name, id)) return 422;
      // Editions are facts: a link to the item itself is taken.
      return last && model.linksToPublished(first, last.facts, [pathOf(name).slice(1)]) ? 200 : 422;
    };
    return {
      expectedStatus: expectedStatus(),
      answer: editor('POST', '/publications', {
        items: [{ kind, slug, history: { first: first.slug, slugs: [], editions } }],
      }),
      apply: async ({ body }) => {
        const result = newEditions.length === 0 ? 'unchanged' : known.length === 0 ? 'created' : 'changed';
        expect(body.results[0].result).toBe(result);
        if (newEditions.length === 0) return;
        model.assignSlug(first, id);
        model.assignSlug(name, id);
        const item = model.items.get(id) ?? { id, kind, slug, editions: [] };
        model.items.set(id, Object.assign(item, { slug, editions }));
        const { published: _, ...expectedEdition } = last as Edition;
        expect(await latestEdition(name, expectedEdition, '')).toEqual(last);
      },
    };
  },
});

const words = ['alpha', 'beta', 'gamma', 'delta'];
const slugs = [...words, 'epsilon', 'zeta'];
const slug = fc.constantFrom(...slugs);
const named: fc.Arbitrary<ItemName> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant<Kind>('organisations'), slug }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant<Kind>('roles'), slug: fc.constantFrom('alpha', 'beta') }) },
);
const some = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });
const languages = some(fc.constantFrom<Language[]>(['ja'], ['en']));
const content = fc.record(
  {
    word: fc.constantFrom('A', 'B'),
    parent: slug,
    predecessor: slug,
    organisation: slug,
    languages: fc.constantFrom<Language[]>(['ja'], ['en']),
  },
  { requiredKeys: ['word'] },
);
// What is sent as a draft or in a set may lack a language, or a name in one.
const unfinished = fc
  .record({
    one: content,
    absent: fc.option(fc.constantFrom<Language>('ja', 'en'), { nil: undefined, freq: 4 }),
    unfinished: fc.option(fc.constantFrom<Language>('ja', 'en'), { nil: undefined, freq: 6 }),
  })
  .map(({ one, ...rest }): RecordContent => ({ ...one, ...JSON.parse(JSON.stringify(rest)) }));
const base = fc.constantFrom<(Base | undefined)[]>(undefined, undefined, undefined, 'live', 'live', 'none', 'next');
const late = fc.integer({ min: 0, max: 9 }).map((value) => value === 0);

const commands = [
  fc.tuple(named, unfinished, base, late).map((one) => saving(...one)),
  fc.tuple(named, unfinished, base, late).map((one) => saving(...one)),
  fc.tuple(named, some(slug), base, late).map((one) => patching(...one)),
  fc
    .tuple(named, fc.constantFrom<Language>('ja', 'en'), fc.constantFrom('A', 'B'), late)
    .map((one) => translating(...one)),
  fc.tuple(named, languages, late).map((one) => publishing(...one)),
  fc.tuple(named, languages, late).map((one) => publishing(...one)),
  fc.tuple(named, languages, some(named), late).map((one) => withdrawing(...one)),
  fc.tuple(named, fc.integer({ min: 1, max: 4 }), languages, late).map((one) => restoring(...one)),
  fc.tuple(named, late).map((one) => discarding(...one)),
  fc.tuple(named, slug, late).map((one) => renaming(...one)),
  fc.array(fc.record({ name: named, content: unfinished }), { minLength: 1, maxLength: 3 }).map(publishingSet),
  fc.tuple(named, slug, fc.array(content, { maxLength: 2 })).map((one) => importing(...one)),
].map((arbitrary) => arbitrary.map((step) => new Command(step)));

/** Everything that an export contains, in pages of two. */
async function* exported(database: D1Database): AsyncGenerator<SourcedPublication> {
  const from = editorAt(database);
  for (let after: string | null = ''; after !== null; ) {
    const { body } = await from('GET', `/archive?limit=2&after=${encodeURIComponent(after)}`);
    for (const { kind, slug: last, first, slugs: formerSlugs, editions } of body.items)
      yield { from: '', publication: { kind, slug: last, history: { first, slugs: formerSlugs, editions } } };
    after = body.next;
  }
}

const collected = async <T>(source: AsyncIterable<T>): Promise<T[]> => {
  const values: T[] = [];
  for await (const value of source) values.push(value);
  return values;
};

/** Every canonical URL that shows one of the items, or did. */
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

// When a service's readers began to get an item as it is: a copy has times of its own.
const withoutTime = ({ headers, ...rest }: Awaited<ReturnType<ReturnType<typeof publicAt>>>) => ({
  ...rest,
  headers: headers.filter(([name]) => name !== 'last-modified'),
});

/** Expects the same answers from both databases, with all other headers; collections to their last page. */
const expectSameAnswers = async (model: Model): Promise<void> => {
  const [here, there] = [publicAt(SCRATCH), publicAt(COPY)];
  for (const start of urlsOf(model)) {
    for (let url: string | undefined = start; url; ) {
      const [one, other]: Awaited<ReturnType<typeof here>>[] = (await Promise.all([here(url), there(url)])).map(
        withoutTime,
      );
      expect(other).toEqual(one);
      const next: string | null | undefined = one?.status === 200 ? JSON.parse(one?.body ?? '').next : undefined;
      url = next?.slice('https://example.jp'.length);
    }
  }
};

const expectConsistent = async (model: Model): Promise<void> => {
  const now = await contentsOf(SCRATCH);
  expect(faultsIn(now)).toEqual([]);
  expect(now.items.map(({ id }) => String(id)).sort()).toEqual([...model.items.keys()].sort());
  for (const { id, kind, slug: current, editions } of model.items.values()) {
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
    expect(draft.body).toMatchObject(model.draft({ kind, slug: at }) ?? {});
    expect(draft.body.revision).toBe(number);
  }
};

const expectCopied = async (model: Model): Promise<void> => {
  const copy = editorAt(COPY);
  const editor: EditorClient = (method, path, body) => copy(method, path, body);
  const options = { dryRun: false, progress: () => {} };
  const count = model.items.size;
  expect(await importInto(editor, exported(SCRATCH), options)).toMatchObject({ created: count, refused: [] });
  await rebuildListings(editor);
  expect(faultsIn(await contentsOf(COPY))).toEqual([]);
  expect(await collected(exported(COPY))).toEqual(await collected(exported(SCRATCH)));
  expect(await importInto(editor, exported(SCRATCH), options)).toMatchObject({ unchanged: count, refused: [] });
  await expectSameAnswers(model);
};

it('any sequence of commands leaves the state that the model expects, and an export of it can be imported whole', {
  timeout,
}, async () => {
  const sequence = fc.asyncProperty(
    fc.commands(commands, { maxCommands: deep ? 60 : 30, size: '+1' }),
    async (steps) => {
      await empty(SCRATCH);
      await empty(COPY);
      const model = new Model();
      await fc.asyncModelRun(() => ({ model, real: undefined }), steps);
      await expectConsistent(model);
      await expectCopied(model);
    },
  );
  // A run is much shorter than one of staleness.test.ts.
  await assertProperty(sequence, 5);
});
