interface Env {
  DB: D1Database;
}

const columns = `live.id, live.kind, live.slug, live.first, live.number, live.facts, live.texts, live.withdrawals,
  live.published`;

// An action, what it points at, its outcomes, and what they point at.
const item = `WITH
  me AS (SELECT item FROM slugs WHERE kind = 'actions' AND slug = ?1),
  page AS (SELECT item FROM listings WHERE kind = 'outcomes' AND language = ?2
    AND filter = 'action=' || (SELECT item FROM me) ORDER BY sort, slug LIMIT 51),
  shown (source, relation, place, id) AS (
    SELECT NULL, NULL, NULL, item FROM me
    UNION ALL SELECT source, relation, place, target FROM links WHERE source = (SELECT item FROM me)
    UNION ALL SELECT NULL, 'outcomes', NULL, item FROM page
    UNION ALL SELECT links.source, links.relation, links.place, links.target
      FROM page CROSS JOIN links ON links.source = page.item AND links.relation IN ('council', 'action'))
  SELECT shown.source, shown.relation, shown.place, ${columns}
  FROM shown CROSS JOIN live ON live.id = shown.id`;

// A page of fifty, and what its cards point at (of the kinds that are asked for, only outcomes point at anything).
const page = `WITH
  page AS (SELECT item FROM listings WHERE kind = ?1 AND language = ?2 AND filter = '' ORDER BY sort, slug LIMIT 51),
  shown (source, relation, id) AS (
    SELECT NULL, NULL, item FROM page
    UNION ALL SELECT links.source, links.relation, links.target
      FROM page CROSS JOIN links ON links.source = page.item AND links.relation IN ('council', 'action'))
  SELECT shown.source, shown.relation, ${columns} FROM shown CROSS JOIN live ON live.id = shown.id`;

/** What can be asked of the same database with one prepared statement and no more: rows in, the same rows out as JSON. */
export default {
  async fetch(request, env): Promise<Response> {
    const [, language, collection = '', slug] = new URL(request.url).pathname.split('/');
    const { DB } = env;
    const statement = slug ? DB.prepare(item).bind(slug, language) : DB.prepare(page).bind(collection, language);
    const { results } = await statement.run();
    return Response.json(results);
  },
} satisfies ExportedHandler<Env>;
