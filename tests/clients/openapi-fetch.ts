/**
 * Reads and edits with clients of openapi-typescript and openapi-fetch. That it compiles is what is tested, and that what
 * it prints is there when it runs.
 */
import createClient from 'openapi-fetch';
import type { paths as EditingPaths } from '../../dist/clients/editing.ts';
import type { paths as ReadingPaths } from '../../dist/clients/reading.ts';

const [baseUrl = '', editorUrl = ''] = process.argv.slice(2);
const { GET } = createClient<ReadingPaths>({ baseUrl });
const editor = createClient<EditingPaths>({
  baseUrl: editorUrl,
  headers: { 'CF-Access-Client-Id': 'id.access', 'CF-Access-Client-Secret': 'secret' },
});

const slug = 'data';
const item = await GET('/{language}/actions/{slug}.json', { params: { path: { language: 'ja', slug } } });
if (!item.data) throw new Error(item.error.detail);
const name: string | null | undefined = item.data.name;
const status: string = item.data.status;

const negotiated = await GET('/actions/{slug}', { params: { path: { slug } } });
const id: string | undefined = negotiated.data?.id;

const page = await GET('/{language}/outcomes.json', {
  params: { path: { language: 'en' }, query: { action: slug, limit: 2 } },
});
const count = page.data?.items.map((card) => card.name).length;

const all = await GET('/mul/actions/{slug}.json', { params: { path: { slug } } });
const both = [all.data?.name.ja, all.data?.name.en];

const table = await GET('/{language}/terms.csv', { params: { path: { language: 'en' } }, parseAs: 'text' });
const header = table.data?.slice(0, 3);

const missing = await GET('/{language}/actions/{slug}.json', { params: { path: { language: 'en', slug: 'nope' } } });
const problem = missing.error?.title;

const edited = await editor.GET('/editor/api/{kind}/{slug}', { params: { path: { kind: 'actions', slug } } });
const number = edited.data?.live?.number;

console.log(JSON.stringify({ name, status, id, count, both, header, problem, number }));
