import { env } from 'cloudflare:workers';
import { afterEach, describe, expect, it } from 'vitest';
import { languageTags } from '../../../src/languages.ts';
import type { Exchanges } from '../../../tools/openapi/exchanges.ts';
import { ask } from '../../support/ask.ts';
import { editingSession, type SessionRecord, shortened, withoutMoments } from '../../support/editing-session.ts';
import { editorAt } from '../../support/editor/client.ts';
import { methods, publishedIn, resolve } from '../../support/published.ts';
import { startOver } from '../../support/state.ts';

const files = import.meta.glob<Exchanges>('../../examples/exchanges/*.json', { eager: true, import: 'default' });
const records = import.meta.glob<SessionRecord['record']>('../../../content/terms/*.json', {
  eager: true,
  import: 'default',
});

const exchangesIn = (language: string): Exchanges => {
  const exchanges = files[`../../examples/exchanges/${language}.json`];
  if (!exchanges) throw new Error(`no exchanges in ${language}; run: npm run examples`);
  return exchanges;
};

afterEach(startOver);

// `npm run examples` writes them anew.
describe.each(languageTags)('the examples of the API reference in %s', (language) => {
  const { operations, answers } = exchangesIn(language);

  it('there is one for each operation of both APIs', () => {
    const ids = Object.values(publishedIn(language).paths).flatMap((item) =>
      methods.flatMap((method) => item[method]?.operationId ?? []),
    );
    expect(Object.keys(operations).sort()).toEqual(ids.sort());
  });

  it('the documents have each answer as the example of its operation', () => {
    const published = publishedIn(language);
    for (const item of Object.values(published.paths))
      for (const operation of methods.flatMap((method) => item[method] ?? [])) {
        const { status, mediaType, answer } = operations[operation.operationId] ?? {};
        const response = operation.responses[String(status)];
        const { examples = {} } = (response && resolve(response, published).content?.[mediaType ?? '']) ?? {};
        const values = Object.values(examples).map((example) => resolve(example, published).value);
        expect(values, operation.operationId).toEqual(answer && answer in answers ? [answers[answer]] : []);
      }
  });

  it('each request that reads is answered so', async () => {
    for (const { request, status, mediaType, answer } of Object.values(operations)) {
      if (request.path.startsWith('/editor/')) continue;
      const response = await ask(request.path, { headers: request.headers });
      expect([request.path, response.status]).toEqual([request.path, status]);
      expect(response.headers.get('Content-Type')).toContain(mediaType);
      if (answer in answers) expect(response.json ?? shortened(response.text), request.path).toEqual(answers[answer]);
    }
  });

  it("a day's editing is answered so, request by request", async () => {
    const [path = '', record] = Object.entries(records).find(([file]) => file.endsWith('/dfft.json')) ?? [];
    if (!record) throw new Error('no record');
    const slug = path.slice(path.lastIndexOf('/') + 1, -'.json'.length);
    const send = editorAt(env.DB);
    for (const { operationId, request } of editingSession(language, { kind: 'terms', slug, record })) {
      const { method, body, headers } = request;
      const sent = { 'Accept-Language': language, ...headers };
      const response = await send(method, request.path.replace('/editor/api', ''), body, sent);
      if (!operationId) continue;
      const { status, answer } = operations[operationId] ?? { status: 0, answer: '' };
      expect([operationId, response.status, withoutMoments(response.body)]).toEqual([
        operationId,
        status,
        answers[answer],
      ]);
    }
  });
});
