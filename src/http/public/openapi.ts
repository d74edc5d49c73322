import type { Language } from '../../languages.ts';
import { digestOf } from '../../lib/digest.ts';
import { type Api, apis, type Document, documentPath, joinDocuments } from '../../pages/site/docs/openapi.ts';
import { ONE_MINUTE } from '../cache-headers.ts';
import type { AppContext } from '../env.ts';
import { redirect, withVary } from '../responses.ts';

const fetchDocument = async ({ env, var: { config, language } }: AppContext, api: Api): Promise<Document> => {
  const response = await env.ASSETS.fetch(new URL(`/openapi/${api}.${language}.json`, config.origin));
  return response.json<Document>();
};

/** A document as it is sent, and its entity tag. */
interface Served {
  text: string;
  etag: string;
}

// A build has a document for each API and language: it is read once, not for each request.
const served = new Map<string, Served>();
const joined = new Map<Language, Document>();

/** Completes a document with what a build does not know: the origin of the service, which `servers` is. */
const complete = async (c: AppContext, api: Api): Promise<Served> => {
  const { origin } = c.var.config;
  const document = await fetchDocument(c, api);
  const externalDocs = { ...document.externalDocs, url: `${origin}/docs` };
  const text = JSON.stringify({ ...document, externalDocs, servers: [{ url: origin }] });
  return { text, etag: `"${digestOf(text)}"` };
};

/**
 * `/openapi.json`, `/openapi-editing.json` and both behind a language: the OpenAPI 3.1 documents of what reads and of
 * what writes, with descriptions in the reader's language.
 */
export const openapi =
  (api: Api) =>
  async (c: AppContext): Promise<Response> => {
    const { url, language, config } = c.var;
    const key = `${api} ${language} ${config.origin}`;
    const { text, etag } = served.get(key) ?? (await complete(c, api));
    served.set(key, { text, etag });
    const response = new Response(text, {
      headers: {
        'Content-Type': 'application/json',
        'Content-Language': language,
        'Cache-Control': ONE_MINUTE,
        ETag: etag,
      },
    });
    if (url.language) return response;
    return withVary(response, 'Accept-Language', `${config.origin}/${language}${documentPath(api)}`);
  };

/** `/openapi/{language}.json`, where the document was before there were two: a 308 to the one about reading. */
export const formerOpenapi =
  (language: Language) =>
  (c: AppContext): Response =>
    redirect(`${c.var.config.origin}/${language}${documentPath('reading')}`);

/** Reads what the API reference shows: all documents of the reader's language in one. */
export const readDocument = async (c: AppContext): Promise<Document> => {
  const { language } = c.var;
  const [first, ...others] = apis;
  const document =
    joined.get(language) ??
    joinDocuments([await fetchDocument(c, first), ...(await Promise.all(others.map((api) => fetchDocument(c, api))))]);
  joined.set(language, document);
  return document;
};
