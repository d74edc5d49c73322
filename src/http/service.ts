import { languageTags } from '../languages.ts';
import { chooseLanguage } from '../negotiate/language.ts';
import { docsPage } from '../pages/docs.tsx';
import { problemTypePage } from '../pages/problem.tsx';
import { isProblemCode } from '../problems.ts';
import type { RoomContext } from './context.ts';
import { problem } from './gateway.ts';
import { siteOf } from './vantage.ts';

const languageFor = ({ req, env }: RoomContext) =>
  chooseLanguage(req.header('Accept-Language'), languageTags, siteOf(env).preferred);

const spoken = (context: RoomContext, type: string) => ({
  'Content-Type': type,
  'Content-Language': languageFor(context),
  Vary: 'Accept-Language',
  'Cache-Control': 'public, max-age=60',
  'CDN-Cache-Control': 'no-store',
});

/** `/healthz`: the Worker runs. It asks nothing of the database. */
export const health = (): Response =>
  new Response('{"status":"ok"}', { headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' } });

/** `/problems/{code}`: what a problem's `type` means, in the reader's language. */
export const problemType = (context: RoomContext): Response => {
  const code = context.req.param('code') ?? '';
  if (!isProblemCode(code))
    return problem(context, { code: 'not-found', values: { slug: code.slice(0, 80), kind: 'problems' } });
  return new Response(problemTypePage(languageFor(context), code), {
    headers: spoken(context, 'text/html; charset=utf-8'),
  });
};

/** `/openapi.json`: OpenAPI 3.1, with descriptions in the reader's language. */
export const openapi = async (context: RoomContext): Promise<Response> => {
  const { env } = context;
  const { origin } = siteOf(env);
  const file = await env.ASSETS.fetch(new URL(`/openapi/${languageFor(context)}.json`, origin));
  return new Response(file.body, { status: file.status, headers: spoken(context, 'application/json') });
};

/** `/docs`: the API reference, for people. */
export const docs = (context: RoomContext): Response =>
  new Response(docsPage(languageFor(context)), { headers: spoken(context, 'text/html; charset=utf-8') });
