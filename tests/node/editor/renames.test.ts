import { beforeAll, describe, expect, it } from 'vitest';
import { edition, termOf } from '../../support/editor/client.ts';
import { effectOf } from '../../support/editor/effect.ts';
import { codeOf, edit, read, stubAccess } from '../../support/editor/identity.ts';
import { api, expectSuccess, publish, published, readIn, save } from '../../support/editor/workflow.ts';

const origin = 'https://example.jp';

beforeAll(stubAccess);

describe('a publisher renames', () => {
  it('→ the former slug answers 308 in every form of URL, and links have the new one', async () => {
    const before = (await readIn('ja', 'organisations/gds')).json;
    await expectSuccess('organisations/gds/rename', { json: { slug: 'digital-service' }, headers: edition(1) });
    for (const [path, location] of [
      ['/organisations/gds', '/organisations/digital-service'],
      ['/ja/organisations/gds', '/ja/organisations/digital-service'],
      ['/organisations/gds.json', '/organisations/digital-service.json'],
      ['/en/organisations/gds.json', '/en/organisations/digital-service.json'],
      ['/en/organisations/gds.json?fallback=none', '/en/organisations/digital-service.json?fallback=none'],
    ] as const) {
      const { status, headers } = await read(path);
      expect([path, status, headers.get('Location')]).toEqual([path, 308, origin + location]);
    }
    const { json } = await readIn('ja', 'organisations/digital-service');
    expect(json).toMatchObject({ name: before.name, slug: 'digital-service', edition: 2, published: before.published });
    // Whoever points at it points at its new slug.
    const role = (await readIn('ja', 'roles/gds-chief-executive')).json;
    expect(role.organisation).toMatchObject({ slug: 'digital-service', name: before.name });
  });

  it('twice, and back → every former slug redirects to the current one', async () => {
    await published('one');
    await expectSuccess('terms/one/rename', { json: { slug: 'two' }, headers: edition(1) });
    await expectSuccess('terms/two/rename', { json: { slug: 'three' }, headers: edition(2) });
    expect((await readIn('ja', 'terms/one')).headers.get('Location')).toBe(`${origin}/ja/terms/three.json`);
    await expectSuccess('terms/three/rename', { json: { slug: 'one' }, headers: edition(3) });
    expect((await readIn('ja', 'terms/two')).headers.get('Location')).toBe(`${origin}/ja/terms/one.json`);
    expect((await readIn('ja', 'terms/one')).json).toMatchObject({ slug: 'one', edition: 4 });
  });

  it('→ commands at the former slug reach the item', async () => {
    await published('working');
    await expectSuccess('terms/working/rename', { json: { slug: 'worked' }, headers: edition(1) });
    const saved = await save('terms/working', termOf('better'));
    expect(saved.headers.get('Content-Location')).toBe(`${origin}/editor/api/terms/worked`);
    expect((await edit(`${api}/terms/worked/draft`)).json).toMatchObject({ slug: 'worked', record: termOf('better') });
    expect((await publish('terms/working', 2)).json).toMatchObject({ slug: 'worked', edition: 3 });
  });

  it('to its current slug → unchanged', async () => {
    const item = await published('same');
    const { answer, changed, events } = await effectOf(() =>
      edit(`${api}/${item}/rename`, { json: { slug: 'same' }, headers: edition(1) }),
    );
    expect([answer.status, answer.json, changed, events]).toEqual([200, { result: 'unchanged', edition: 1 }, [], []]);
  });

  it.each([
    ['that another item has', 'dfft'],
    ['that another item had', 'formerly'],
    ['of a draft', 'waiting'],
  ])('to a slug %s → slug-taken', async (_, slug) => {
    if (slug === 'formerly') {
      await published(slug);
      await expectSuccess(`terms/${slug}/rename`, { json: { slug: 'now' }, headers: edition(1) });
    }
    if (slug === 'waiting') await save(`terms/${slug}`, termOf(slug));
    const item = await published(`not-${slug}`);
    const { answer, changed } = await effectOf(() =>
      edit(`${api}/${item}/rename`, { json: { slug }, headers: edition(1) }),
    );
    expect([answer.status, codeOf(answer), changed]).toEqual([409, 'slug-taken', []]);
    expect(answer.json.detail).toContain(`“${slug}”`);
  });
});
