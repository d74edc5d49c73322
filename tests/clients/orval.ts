/** Reads and edits with clients of orval. That it compiles is what is tested, and that what it prints is there. */
import { readItem } from '../../dist/clients/orval-editing.ts';
import {
  listOutcomesJson,
  readActions,
  readActionsInAllLanguages,
  readActionsJson,
} from '../../dist/clients/orval-reading.ts';

const slug = 'data';
const item = await readActionsJson('ja', slug);
if (item.status !== 200) throw new Error('no item');
const name: string | null | undefined = item.data.name;
const status: string = item.data.status;

const negotiated = await readActions(slug);
const id = negotiated.status === 200 ? negotiated.data.id : undefined;

const page = await listOutcomesJson('en', { action: slug, limit: 2 });
const count = page.status === 200 ? page.data.items.map((card) => card.name).length : 0;

const all = await readActionsInAllLanguages(slug);
const both = all.status === 200 ? [all.data.name.ja, all.data.name.en] : [];

const missing = await readActionsJson('en', 'nope');
const problem = missing.status === 404 ? missing.data.title : undefined;

const edited = await readItem('actions', slug, { headers: { 'CF-Access-Client-Id': 'id.access' } });
const number = edited.status === 200 ? edited.data.live?.number : undefined;

console.log(JSON.stringify({ name, status, id, count, both, problem, number }));
