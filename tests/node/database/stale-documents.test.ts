import { env } from 'cloudflare:workers';
import { afterEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/database/connection.ts';
import { expireDocuments } from '../../../src/database/documents/stale.ts';
import type { Kind } from '../../../src/kinds/index.ts';
import { documentContext } from '../../support/documents.ts';
import { put } from '../../support/put.ts';
import { recordFiles } from '../../support/records.ts';
import { liveItem, newTerm, nextEdition, startOver } from '../../support/state.ts';

interface Facts {
  order?: number;
  council?: string;
  action?: string;
  organisation?: string;
  publisher?: string;
  partnership?: string;
  attendances?: readonly { participant: string; role: string; organisation: string }[];
  related?: readonly { publisher?: string }[];
  copies?: readonly { publisher?: string }[];
}

const ids = recordFiles.map(({ kind, slug }) => `${kind}/${slug}`);
/** The facts of the records of a kind, by slug, as their files have them. */
const factsOf = (kind: Kind) =>
  recordFiles
    .filter((file) => file.kind === kind)
    .map(({ slug, record }) => ({ slug, facts: (record as { facts: Facts }).facts }));
const councils = factsOf('councils');
const outcomes = factsOf('outcomes');

const staleItems = async () => {
  const { results } = await env.DB.prepare('SELECT item, since FROM stale_documents ORDER BY item').all<{
    item: string;
    since: string;
  }>();
  return results;
};
const itemsOf = (rows: readonly { item: string }[]) => rows.map(({ item }) => item);
const inOrder = (items: readonly string[]) => [...new Set(items)].toSorted();
const publishAgain = async (kind: Kind, slug: string) => put(nextEdition(await liveItem(kind, slug), {}));
const attendees = (attendances: Facts['attendances'] = []) =>
  attendances.flatMap(({ participant, role, organisation }) => [
    `participants/${participant}`,
    `roles/${role}`,
    `organisations/${organisation}`,
  ]);

afterEach(startOver);

describe('a publication makes out of date what shows the item, and nothing else', () => {
  it('a term: itself alone, since it was published', async () => {
    await publishAgain('terms', 'dfft');
    expect(await staleItems()).toEqual([{ item: 'terms/dfft', since: '2026-12-02T00:00:00Z' }]);
  });

  it('an action: its partnership, its outcomes, and the councils that these are listed under', async () => {
    await publishAgain('actions', 'data');
    const own = outcomes.filter(({ facts }) => facts.action === 'data');
    expect(own).toHaveLength(3);
    expect(itemsOf(await staleItems())).toEqual(
      inOrder([
        'actions/data',
        'partnerships/japan-uk-digital-partnership',
        ...own.map(({ slug }) => `outcomes/${slug}`),
        ...own.map(({ facts }) => `councils/${facts.council}`),
      ]),
    );
  });

  it('a council: its partnership, what was settled there and on which actions, its documents with their publishers, and everybody who attended', async () => {
    await publishAgain('councils', 'council-2-2024');
    const of = <Linking extends { facts: Facts }>(linking: readonly Linking[]) =>
      linking.filter(({ facts }) => facts.council === 'council-2-2024');
    const own = of(outcomes);
    const documents = of(factsOf('documents'));
    const { facts } = councils.find(({ slug }) => slug === 'council-2-2024') ?? { facts: {} as Facts };
    expect(itemsOf(await staleItems())).toEqual(
      inOrder([
        'councils/council-2-2024',
        `partnerships/${facts.partnership}`,
        ...own.map(({ slug }) => `outcomes/${slug}`),
        ...own.flatMap(({ facts: { action } }) => (action ? [`actions/${action}`] : [])),
        ...documents.map(({ slug }) => `documents/${slug}`),
        ...documents.flatMap(({ facts: { publisher } }) => (publisher ? [`organisations/${publisher}`] : [])),
        ...attendees(facts.attendances),
        ...(facts.related ?? []).flatMap(({ publisher }) => (publisher ? [`organisations/${publisher}`] : [])),
      ]),
    );
  });

  it('an organisation: its roles, the documents that it has published with their councils, and where it attended, who attended for it', async () => {
    await publishAgain('organisations', 'digital-agency');
    const isPublisher = ({ publisher }: Facts) => publisher === 'digital-agency';
    const documents = factsOf('documents').filter(({ facts }) => isPublisher(facts) || facts.copies?.some(isPublisher));
    const attended = councils.flatMap(({ slug, facts: { attendances = [], related = [] } }) => {
      const own = attendances.filter(({ organisation }) => organisation === 'digital-agency');
      return own.length > 0 || related.some(isPublisher) ? [`councils/${slug}`, ...attendees(own)] : [];
    });
    expect(attended.length).toBeGreaterThan(3);
    expect(itemsOf(await staleItems())).toEqual(
      inOrder([
        'organisations/digital-agency',
        ...factsOf('roles').flatMap(({ slug, facts }) =>
          facts.organisation === 'digital-agency' ? [`roles/${slug}`] : [],
        ),
        ...documents.map(({ slug }) => `documents/${slug}`),
        ...documents.flatMap(({ facts: { council } }) => (council ? [`councils/${council}`] : [])),
        ...attended,
      ]),
    );
  });

  it('an outcome that moves to another action: both actions, and its council', async () => {
    const outcome = await liveItem('outcomes', 'council-2-2024-data');
    await put(nextEdition(outcome, { facts: { ...outcome.edition.facts, action: 'ai' } }));
    expect(itemsOf(await staleItems())).toEqual([
      'actions/ai',
      'actions/data',
      'councils/council-2-2024',
      'outcomes/council-2-2024-data',
    ]);
  });

  it('what is renamed or withdrawn: whatever linked to it, as what is published', async () => {
    await put(nextEdition(await liveItem('roles', 'da-minister'), { slug: 'minister-for-digital' }));
    await put(newTerm('fresh', { en: { name: 'fresh', definition: 'New.' } }));
    const notices = { date: '2026-12-02T00:00:00Z', notice: { ja: '終了', en: 'Ended' } };
    const withdrawals = { ja: notices, en: notices };
    await put(nextEdition(await liveItem('outcomes', 'launch-2022-data'), { withdrawals }));
    expect(itemsOf(await staleItems())).toEqual([
      'actions/data',
      'councils/launch-2022',
      'organisations/digital-agency',
      'outcomes/launch-2022-data',
      'roles/da-minister',
      'terms/fresh',
    ]);
  });

  it('what is out of date already: since the newer publication, without its claim and failures', async () => {
    await publishAgain('terms', 'dfft');
    await env.DB.exec("UPDATE stale_documents SET claim = '2099-01-01T00:00:00Z somebody', failures = 3");
    await publishAgain('terms', 'dfft');
    const { results } = await env.DB.prepare('SELECT * FROM stale_documents').all();
    expect(results).toEqual([
      {
        item: 'terms/dfft',
        expired: '2026-12-02T00:00:00Z',
        since: '2026-12-03T00:00:00Z',
        claim: '',
        failures: 0,
      },
    ]);
  });
});

describe('a deployment', () => {
  const at = '2026-12-01T00:00:00Z';

  it('with other words makes everything out of date, in one statement', async () => {
    const database = openDatabase(env.DB);
    await expireDocuments(database, 'another digest', at);
    expect(database.cost.trips).toBe(2);
    expect(await staleItems()).toEqual(inOrder(ids).map((item) => ({ item, since: at })));
  });

  it('with the same words changes nothing', async () => {
    const database = openDatabase(env.DB);
    await expireDocuments(database, documentContext().digest, at);
    expect(database.cost.trips).toBe(1);
    expect(await staleItems()).toEqual([]);
  });
});
