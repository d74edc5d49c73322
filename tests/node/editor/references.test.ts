import { env } from 'cloudflare:workers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { edition, organisationOf, revision, roleOf, termOf } from '../../support/editor/client.ts';
import { codeOf, edit, stubAccess } from '../../support/editor/identity.ts';
import { api, expectSuccess, publish, published, recordOf, save, withdraw } from '../../support/editor/workflow.ts';
import { set } from '../../support/pointer.ts';
import { startOver } from '../../support/state.ts';

beforeAll(stubAccess);
afterAll(startOver);

interface Reference {
  id: string;
  live: string[];
  draft: string[];
}

/** Reads what links to an item, page by page, as an editor. */
const referencesTo = async (item: string, limit = 100): Promise<Reference[]> => {
  const all: Reference[] = [];
  for (let after: string | null = ''; after !== null; ) {
    const { status, json } = await edit(`${api}/${item}/references?limit=${limit}&after=${after}`, {}, 'editor');
    expect(status, JSON.stringify(json)).toBe(200);
    all.push(...json.references);
    after = json.next;
  }
  return all;
};
const publishNew = async (item: string, record: object) => {
  await save(item, record);
  await publish(item);
};

describe('an editor asks what links to an item', () => {
  it('→ live items and drafts, with the fields by which they do', async () => {
    await publishNew('organisations/head-office', organisationOf('head'));
    await publishNew('organisations/branch', organisationOf('branch', { parent: 'head-office' }));
    await publishNew('roles/head-clerk', roleOf('clerk', 'head-office'));
    // A draft that links to it, one that does so by another field than what is live, and one that does so no more.
    await save('roles/head-driver', roleOf('driver', 'head-office'));
    await save('organisations/branch', organisationOf('branch', { predecessor: 'head-office' }));
    await save('roles/head-clerk', roleOf('clerk', 'branch'));
    const { json } = await edit(`${api}/organisations/head-office/references`, {}, 'editor');
    expect(json).toEqual({
      kind: 'organisations',
      slug: 'head-office',
      references: [
        { id: 'organisations/branch', kind: 'organisations', slug: 'branch', live: ['parent'], draft: ['predecessor'] },
        { id: 'roles/head-clerk', kind: 'roles', slug: 'head-clerk', live: ['organisation'], draft: [] },
        { id: 'roles/head-driver', kind: 'roles', slug: 'head-driver', live: [], draft: ['organisation'] },
      ],
      next: null,
    });
    expect(await referencesTo('organisations/branch')).toMatchObject([{ id: 'roles/head-clerk', live: [] }]);
  });

  it('after a rename → drafts are found by any slug that leads to it; both items have their present slugs', async () => {
    await publishNew('organisations/renamed-office', organisationOf('office'));
    await save('roles/by-old-slug', roleOf('old', 'renamed-office'));
    const to = { json: { slug: 'new-office' }, headers: edition(1) };
    await expectSuccess('organisations/renamed-office/rename', to);
    await publishNew('roles/by-new-slug', roleOf('new', 'new-office'));
    await expectSuccess('roles/by-new-slug/rename', { json: { slug: 'by-newer-slug' }, headers: edition(1) });
    for (const slug of ['renamed-office', 'new-office']) {
      const { json } = await edit(`${api}/organisations/${slug}/references`, {}, 'editor');
      expect(json).toMatchObject({
        slug: 'new-office',
        references: [
          { id: 'roles/by-new-slug', slug: 'by-newer-slug', live: ['organisation'] },
          { id: 'roles/by-old-slug', slug: 'by-old-slug', draft: ['organisation'] },
        ],
      });
    }
  });

  it('of an item in lists of others → once for each field, also before it is there', async () => {
    const council = recordOf('councils', 'council-2-2024');
    const attendances = [
      { side: 'JP', participant: 'somebody-new', role: 'no-role', organisation: 'no-body' },
      { side: 'GB', participant: 'somebody-new', role: 'no-role', organisation: 'no-body' },
    ];
    await save('councils/council-9-2030', set(council, '/facts/attendances', attendances));
    expect(await referencesTo('participants/somebody-new')).toMatchObject([
      { id: 'councils/council-9-2030', live: [], draft: ['attendances.participant'] },
    ]);
    // The same word in another kind, and in a field that is no link.
    expect(codeOf(await edit(`${api}/terms/somebody-new/references`))).toBe('not-found');
    expect(codeOf(await edit(`${api}/terms/in-person/references`))).toBe('not-found');
  });

  it('what was discarded, published, withdrawn or changed → no more', async () => {
    await publishNew('organisations/left-office', organisationOf('left'));
    for (const word of ['discarded', 'published', 'changed']) await save(`roles/${word}`, roleOf(word, 'left-office'));
    await publish('roles/published');
    await expectSuccess('roles/discarded/draft', { method: 'DELETE', headers: revision(1) });
    await save('roles/changed', roleOf('changed', 'gds'), 1);
    expect(await referencesTo('organisations/left-office')).toMatchObject([
      { id: 'roles/published', live: ['organisation'], draft: [] },
    ]);
    await withdraw('roles/published', 1);
    expect(await referencesTo('organisations/left-office')).toEqual([]);
  });

  it('of many → page by page, each once', async () => {
    await publishNew('organisations/large-office', organisationOf('large'));
    for (const number of [1, 2, 3, 4, 5]) await save(`roles/large-${number}`, roleOf(`${number}`, 'large-office'));
    const all = await referencesTo('organisations/large-office');
    expect(all).toHaveLength(5);
    expect(await referencesTo('organisations/large-office', 2)).toEqual(all);
  });

  it('of an item without any → an empty list; of nothing → not-found', async () => {
    await published('linked-by-nobody');
    expect(await referencesTo('terms/linked-by-nobody')).toEqual([]);
    expect(codeOf(await edit(`${api}/terms/not-there/references`))).toBe('not-found');
    expect((await edit(`${api}/terms/not-there/references?page=1`)).json).toMatchObject({
      status: 400,
      parameter: 'page',
    });
  });

  it('drafts that were saved before the migration are found, too', async () => {
    await save('roles/saved-before', roleOf('before', 'gds'));
    await env.DB.prepare('DELETE FROM draft_links').run();
    await env.DB.prepare('INSERT INTO draft_links SELECT item, relation, slug FROM draft_slugs').run();
    expect(await referencesTo('organisations/gds')).toContainEqual(
      expect.objectContaining({ id: 'roles/saved-before', draft: ['organisation'] }),
    );
    await save('terms/saved-after', termOf('after'));
  });
});
