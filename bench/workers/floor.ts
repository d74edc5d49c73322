import { Hono } from 'hono';

// What no service that keeps answers in D1 can do without: a Hono app that reads one row by its primary key, or fifty
// cards by an index, and sends them.
const app = new Hono<{ Bindings: { DB: D1Database } }>();

app.get('/item/:key', async (c) => {
  const body = await c.env.DB.prepare('SELECT body FROM floor_items WHERE key = ?')
    .bind(c.req.param('key'))
    .first<string>('body');
  return body === null ? c.notFound() : c.body(body, 200, { 'Content-Type': 'application/json' });
});

app.get('/list/:key', async (c) => {
  const { results } = await c.env.DB.prepare('SELECT card FROM floor_cards WHERE list = ? ORDER BY sort LIMIT 50')
    .bind(c.req.param('key'))
    .all<{ card: string }>();
  return c.body(`{"items":[${results.map(({ card }) => card).join(',')}]}`, 200, {
    'Content-Type': 'application/json',
  });
});

export default app;
