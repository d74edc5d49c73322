import { notice, organisation, role, term, termIn } from './records.ts';
import { type EditorSession, edition, revision } from './session.ts';

// Publishing, withdrawing, restoring and renaming, one item at a time.

const published = async ({ send, sendInBoth }: EditorSession): Promise<void> => {
  const publish = '/terms/drafted/publish';
  await sendInBoth('POST', publish, { json: {} });
  await sendInBoth('POST', publish, { json: {}, headers: edition(1) });
  await sendInBoth('POST', publish, { json: {}, headers: { 'If-Match': '*' } });
  await sendInBoth('POST', publish, { headers: edition(0) });
  await sendInBoth('POST', publish, { json: { revision: 0, languages: ['fr'], more: 1 }, headers: edition(0) });
  await sendInBoth('POST', publish, { json: { revision: 2 }, headers: edition(0) });
  await sendInBoth('POST', publish, { json: [], headers: edition(0) });
  await send('POST', publish, { json: { revision: 4 }, headers: edition(0) });
  await sendInBoth('POST', publish, { json: {}, headers: edition(1) });
  await sendInBoth('POST', '/terms/never/publish', { json: {}, headers: edition(0) });
  await send('PUT', '/terms/drafted/draft', { json: term('drafted', 'more'), headers: revision(0) });
  await send('POST', publish, { json: { languages: ['ja'] }, headers: edition(1) });
  await send('GET', '/terms/drafted');
  await send('POST', publish, { json: { languages: ['en'] }, headers: { 'If-Match': '"e1", "e2"' } });
  await send('GET', '/terms/drafted/editions');
  await send('POST', '/terms/half/publish', { json: {}, headers: edition(0) });
  await send('GET', '/terms/half');
  await send('PUT', '/organisations/lost/draft', {
    json: organisation('lost', { parent: 'nobody' }),
    headers: revision(0),
  });
  await sendInBoth('POST', '/organisations/lost/publish', { json: {}, headers: edition(0) });
  await send('PUT', '/terms/english/draft', { json: termIn(['en'], 'english'), headers: revision(0) });
  await sendInBoth('POST', '/terms/english/publish', { json: { languages: ['ja'] }, headers: edition(0) });
  await send('POST', '/terms/english/publish', { json: { languages: ['en'] }, headers: edition(0) });
};

const withdrawn = async ({ send, sendInBoth }: EditorSession): Promise<void> => {
  const withdraw = (name: string) => `/terms/${name}/withdraw`;
  await sendInBoth('POST', withdraw('dfft'), { json: { notice } });
  await sendInBoth('POST', withdraw('dfft'), { json: {}, headers: edition(1) });
  await sendInBoth('POST', withdraw('dfft'), {
    json: { notice: { ja: '', en: 'x'.repeat(1001), fr: 'x' } },
    headers: edition(1),
  });
  await sendInBoth('POST', withdraw('dfft'), { json: { notice, languages: [] }, headers: edition(1) });
  await sendInBoth('POST', withdraw('dfft'), { json: { notice }, headers: edition(9) });
  await sendInBoth('POST', withdraw('never'), { json: { notice }, headers: edition(1) });
  await sendInBoth('POST', '/actions/data/withdraw', { json: { notice }, headers: edition(1) });
  for (const slug of ['nobody', 'dfft', 'Not a slug'])
    await sendInBoth('POST', withdraw('dfft'), {
      json: { notice, replacement: { kind: 'terms', slug } },
      headers: edition(1),
    });
  await send('POST', withdraw('dfft'), { json: { notice, languages: ['en'] }, headers: edition(1) });
  await sendInBoth('POST', withdraw('dfft'), { json: { notice, languages: ['en'] }, headers: edition(2) });
  const replacement = { kind: 'terms', slug: 'open-ran' };
  await send('POST', withdraw('cbpr'), { json: { notice, replacement }, headers: edition(1) });
  await sendInBoth('POST', withdraw('cbpr'), { json: { notice }, headers: edition(2) });
  await send('POST', withdraw('photonics'), { json: { notice, languages: ['ja', 'en'] }, headers: edition(1) });
  await sendInBoth('POST', withdraw('half'), { json: { notice, languages: ['en'] }, headers: edition(1) });
  // In one language after the other: each keeps its notice.
  await send('POST', withdraw('iap'), { json: { notice, languages: ['ja'], replacement }, headers: edition(1) });
  const later = { ja: '英語版も終了しました。', en: 'Gone in English, too.' };
  await send('POST', withdraw('iap'), { json: { notice: later, languages: ['en'] }, headers: edition(2) });
  await send('POST', '/actions/digital-markets/withdraw', { json: { notice, languages: ['ja'] }, headers: edition(1) });
  await send('POST', '/outcomes/council-2-2024-ai/withdraw', { json: { notice }, headers: edition(1) });
  await send('GET', '/terms/iap');
};

const restored = async ({ send, sendInBoth }: EditorSession): Promise<void> => {
  const restore = (name: string) => `/terms/${name}/restore`;
  await sendInBoth('POST', restore('photonics'), { json: { number: 1 } });
  await sendInBoth('POST', restore('photonics'), { json: {}, headers: edition(2) });
  await sendInBoth('POST', restore('photonics'), { json: { number: 'one', more: 1 }, headers: edition(2) });
  await sendInBoth('POST', restore('photonics'), { json: { number: 2 }, headers: edition(2) });
  await sendInBoth('POST', restore('photonics'), { json: { number: 9 }, headers: edition(2) });
  await sendInBoth('POST', restore('photonics'), { json: { number: 1 }, headers: edition(1) });
  await sendInBoth('POST', restore('never'), { json: { number: 1 }, headers: edition(1) });
  await send('POST', restore('photonics'), { json: { number: 1 }, headers: edition(2) });
  await send('POST', restore('drafted'), { json: { number: 1 }, headers: { 'If-Match': '*' } });
  await send('GET', '/terms/photonics/editions');
};

const renamed = async ({ send, sendInBoth }: EditorSession): Promise<void> => {
  const rename = (name: string) => `/${name}/rename`;
  await sendInBoth('POST', rename('terms/beyond-5g'), { json: { slug: 'sixth' } });
  await sendInBoth('POST', rename('terms/beyond-5g'), { json: { slug: 'Not a slug' }, headers: edition(1) });
  await sendInBoth('POST', rename('terms/beyond-5g'), { json: { slug: `a${'b'.repeat(80)}` }, headers: edition(1) });
  await sendInBoth('POST', rename('terms/beyond-5g'), { json: { name: 'sixth' }, headers: edition(1) });
  await sendInBoth('POST', rename('terms/beyond-5g'), { json: { slug: 'sixth' }, headers: edition(2) });
  await sendInBoth('POST', rename('terms/beyond-5g'), { json: { slug: 'open-ran' }, headers: edition(1) });
  await sendInBoth('POST', rename('terms/never'), { json: { slug: 'sixth' }, headers: edition(1) });
  await send('POST', rename('terms/beyond-5g'), { json: { slug: 'beyond-5g' }, headers: edition(1) });
  await send('POST', rename('terms/beyond-5g'), { json: { slug: 'sixth' }, headers: edition(1) });
  await send('POST', rename('terms/beyond-5g'), { json: { slug: 'sixth-generation' }, headers: edition(2) });
  await sendInBoth('POST', rename('terms/open-ran'), { json: { slug: 'sixth' }, headers: edition(1) });
  await send('POST', rename('actions/data'), { json: { slug: 'data-and-trust' }, headers: edition(1) });
  await send('POST', rename('terms/cbpr'), { json: { slug: 'privacy-rules' }, headers: edition(2) });
  await send('PUT', '/roles/waiting/draft', { json: role('waiting', 'mic'), headers: revision(0) });
  await sendInBoth('POST', rename('roles/da-minister'), { json: { slug: 'waiting' }, headers: edition(1) });
  // A slug it had before is its own.
  await send('POST', rename('organisations/mic'), { json: { slug: 'communications' }, headers: edition(1) });
  await send('POST', rename('organisations/mic'), { json: { slug: 'mic' }, headers: edition(2) });
  await send('GET', '/terms/beyond-5g');
  await send('GET', '/terms/sixth/editions');
};

/** Runs every command that publishes, with its refusals before what it does. */
export const commands = async (session: EditorSession): Promise<void> => {
  await published(session);
  await withdrawn(session);
  await restored(session);
  await renamed(session);
};
