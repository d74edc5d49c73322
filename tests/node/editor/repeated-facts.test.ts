import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { edition } from '../../support/editor/client.ts';
import { effectOf } from '../../support/editor/effect.ts';
import { codeOf, edit, stubAccess } from '../../support/editor/identity.ts';
import { api, expectSuccess, publish, recordOf, save } from '../../support/editor/workflow.ts';
import { recordFiles } from '../../support/records.ts';
import { startOver } from '../../support/state.ts';

beforeAll(stubAccess);
afterEach(startOver);

const council = 'council-2-2024';
const outcomes = recordFiles
  .filter(({ kind, record }) => kind === 'outcomes' && JSON.stringify(record).includes(`"council":"${council}"`))
  .map(({ slug }) => slug);
const withDate = (kind: string, slug: string, date: string) => {
  const record = recordOf(kind, slug);
  return { ...record, facts: { ...record.facts, date } };
};
const itemOf = (kind: string, slug: string, date: string, match: unknown = 1) => ({
  kind,
  slug,
  match,
  record: withDate(kind, slug, date),
});
const date = '2024-01-17';
const set = (items: object[]) => effectOf(() => edit(`${api}/publications`, { json: { items } }));

describe('a council’s date changes, which its outcomes repeat', () => {
  it('alone → refused, with the outcomes named', async () => {
    await save(`councils/${council}`, withDate('councils', council, date));
    for (const language of ['en', 'ja']) {
      const headers = { ...edition(1), 'Accept-Language': language };
      const { answer, changed } = await effectOf(() =>
        edit(`${api}/councils/${council}/publish`, { json: {}, headers }),
      );
      expect([codeOf(answer), changed]).toEqual(['invalid-record', []]);
      expect(answer.json.references.toSorted()).toEqual(outcomes.map((slug) => `outcomes/${slug}`).toSorted());
      expect(answer.json.errors).toHaveLength(outcomes.length);
      expect(answer.json.errors[0]).toEqual({
        pointer: '/facts/date',
        detail: expect.stringContaining(language === 'en' ? 'but has 2024-01-16' : '2024-01-16となっています'),
      });
    }
  });

  it('with some of the outcomes, as one set → refused, with the others named', async () => {
    const items = [
      itemOf('councils', council, date),
      ...outcomes.slice(1).map((slug) => itemOf('outcomes', slug, date)),
    ];
    const { answer, changed } = await set(items);
    expect([codeOf(answer), changed]).toEqual(['set-refused', []]);
    expect(answer.json.results[0]).toMatchObject({ result: 'refused', references: [`outcomes/${outcomes[0]}`] });
  });

  it('with an outcome that is sent as it was → refused for that outcome', async () => {
    const items = [
      itemOf('councils', council, date),
      ...outcomes.map((slug, index) => itemOf('outcomes', slug, index === 0 ? '2024-01-16' : date)),
    ];
    const { answer, changed } = await set(items);
    expect(changed).toEqual([]);
    const refused = answer.json.results.filter(({ result }: { result: string }) => result === 'refused');
    expect(refused).toMatchObject([{ slug: outcomes[0], errors: [{ pointer: '/facts/date' }] }]);
  });

  it('with all of them, as one set → published; then each can be published alone', async () => {
    const items = [...outcomes.map((slug) => itemOf('outcomes', slug, date)), itemOf('councils', council, date)];
    const { answer } = await set(items);
    expect(answer.status, answer.text).toBe(200);
    const [slug = ''] = outcomes;
    const record = withDate('outcomes', slug, date);
    await save(`outcomes/${slug}`, { ...record, facts: { ...record.facts, order: 77 } });
    await publish(`outcomes/${slug}`, 2);
    const restored = await effectOf(() =>
      edit(`${api}/councils/${council}/restore`, { json: { number: 1 }, headers: edition(2) }),
    );
    expect([codeOf(restored.answer), restored.changed]).toEqual(['invalid-record', []]);
    expect(restored.answer.json.references).toHaveLength(outcomes.length);
  });

  it('while one of the outcomes is published with the old date → one of the two is refused', async () => {
    const others = outcomes.slice(1);
    const notice = { ja: '終了', en: 'Ended.' };
    const [slug = ''] = outcomes;
    for (const other of outcomes)
      await expectSuccess(`outcomes/${other}/withdraw`, { json: { notice }, headers: edition(1) });
    expect(others.length).toBeGreaterThan(0);
    const [one, two] = await Promise.all([
      edit(`${api}/publications`, { json: { items: [itemOf('councils', council, date)] } }),
      edit(`${api}/publications`, { json: { items: [itemOf('outcomes', slug, '2024-01-16', 2)] } }),
    ]);
    expect([one?.status, two?.status].toSorted()).toEqual([200, 422]);
  });

  it('is not changed, and the rest of the council is → published', async () => {
    const record = recordOf('councils', council);
    await save(`councils/${council}`, { ...record, facts: { ...record.facts, mode: 'online' } });
    await publish(`councils/${council}`, 1);
  });
});
