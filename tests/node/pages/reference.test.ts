import { describe, expect, it } from 'vitest';
import { languageTags } from '../../../src/languages.ts';
import { chapters } from '../../../src/pages/site/docs/openapi.ts';
import { problemCodes } from '../../../src/problem-codes.ts';
import { ask } from '../../support/ask.ts';
import { markupFaults } from '../../support/pages/markup.ts';
import { methods, publishedIn, resolve } from '../../support/published.ts';

const origin = 'https://example.jp';
const paths = ['/docs', ...chapters.map((chapter) => `/docs/${chapter}`)];

const idsIn = (html: string) => [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
const linksIn = (html: string) => [...html.matchAll(/<a [^>]*href="([^"]+)"/g)].map(([, href = '']) => href);

describe.each(languageTags)('the API reference in %s', (language) => {
  const { info, tags, paths: documented, components } = publishedIn(language);
  const readPages = async () =>
    Object.fromEntries(
      await Promise.all(paths.map(async (path) => [path, (await ask(`/${language}${path}`)).text] as const)),
    );

  it.each(paths)('%s is a valid page without script that links to the other languages', async (path) => {
    const { status, headers, text } = await ask(`/${language}${path}`);
    expect([status, headers.get('Content-Language'), headers.get('Vary')]).toEqual([200, language, null]);
    expect(text).toContain(`<html lang="${language}">`);
    expect(text).not.toContain('<script');
    expect(text).toContain(`<link rel="canonical" href="${origin}/${language}${path}"/>`);
    expect(text).toContain(`<link rel="alternate" hreflang="x-default" href="${origin}${path}"/>`);
    for (const other of languageTags.filter((tag) => tag !== language))
      expect(text).toContain(`<a href="/${other}${path}" lang="${other}"`);
    // The longest chapters have every URL beside the record's, and every command on several items.
    expect(new TextEncoder().encode(text).length).toBeLessThanOrEqual(54 * 1024);
    expect(await markupFaults(text)).toEqual([]);
  });

  it.each(paths)('%s without a language is negotiated by Accept-Language', async (path) => {
    const { status, headers, text } = await ask(path, { headers: { 'Accept-Language': language } });
    expect([status, headers.get('Vary'), headers.get('Content-Location')]).toEqual([
      200,
      'Accept-Language',
      `${origin}/${language}${path}`,
    ]);
    expect(text).toBe((await ask(`/${language}${path}`)).text);
  });

  it('shows every operation of the document in its chapter, with its parameters and problems', async () => {
    const pages = await readPages();
    let operations = 0;
    for (const [path, item] of Object.entries(documented))
      for (const method of methods) {
        const operation = item[method];
        if (!operation) continue;
        const page = pages[`/docs/${operation.tags[0]}`] ?? '';
        expect(idsIn(page), path).toContain(operation.operationId);
        expect(page, path).toContain(`<code>${method.toUpperCase()} ${path}</code>`);
        for (const parameter of operation.parameters ?? [])
          expect(page, path).toContain(`<dt><code>${resolve(parameter).name}</code></dt>`);
        for (const answer of Object.values(operation.responses)) {
          const problems = resolve(answer, publishedIn(language)).content?.['application/problem+json']?.examples ?? {};
          for (const code of Object.keys(problems))
            expect(page, path).toContain(`href="/${language}/problems/${code}"`);
        }
        operations += 1;
      }
    expect(operations).toBeGreaterThan(100);
  });

  it('shows every schema once, with every field', async () => {
    const all = Object.values(await readPages()).join('');
    for (const [name, schema] of Object.entries(components.schemas)) {
      expect(all.split(` id="schema-${name}"`).length - 1, name).toBe(1);
      const [, section = ''] = all.split(` id="schema-${name}"`);
      const [own = ''] = section.split('</section>');
      const { properties = {}, required = [] } = schema as { properties?: object; required?: string[] };
      for (const field of Object.keys(properties))
        expect(own, name).toContain(`<dt><code>${required.includes(field) ? field : `${field}?`}</code></dt>`);
    }
  });

  it('shows every header and every problem in the overview, with a link to every chapter', async () => {
    const { text } = await ask(`/${language}/docs`);
    expect(text).toContain(`<p class="lead">${info.summary}</p>`);
    for (const name of Object.keys(components.headers))
      expect(text).toContain(`<dt><code>${name.split('.')[0]}</code></dt>`);
    for (const code of problemCodes) expect(linksIn(text)).toContain(`/${language}/problems/${code}`);
    for (const { name } of tags) expect(linksIn(text)).toContain(`/${language}/docs/${name}`);
    expect(tags.map(({ name }) => name)).toEqual(chapters);
  });

  it('has samples and an example answer of every operation, on a page of at most 52 KB', async () => {
    const operations = Object.values(documented).flatMap((item) => methods.flatMap((method) => item[method] ?? []));
    for (const {
      operationId,
      tags: [chapter],
      responses,
      security,
    } of operations) {
      const { text } = await ask(`/${language}/docs/${chapter}/${operationId}`);
      expect(new TextEncoder().encode(text).length, operationId).toBeLessThanOrEqual(52 * 1024);
      expect(idsIn(text), operationId).toEqual(expect.arrayContaining(['curl', 'javascript', 'python']));
      expect(text).toContain(`<code>curl --fail-with-body &#39;${origin}/`);
      expect(text.includes('YOUR_CLIENT_ID'), operationId).toBe(security !== undefined);
      const shown = Object.entries(responses).some(
        ([status, response]) =>
          status.startsWith('2') && Object.values(resolve(response).content ?? {}).some(({ examples }) => examples),
      );
      expect(idsIn(text).includes('answer'), operationId).toBe(shown);
    }
  });

  it.each(['actions/readActionsJson', 'editor/saveDraft', 'embeds/oembed'])(
    '%s is a valid page in every language',
    async (path) => {
      const { status, text } = await ask(`/${language}/docs/${path}`);
      expect(status).toBe(200);
      expect(await markupFaults(text)).toEqual([]);
    },
  );

  it('has no broken links', async () => {
    const pages = await readPages();
    const targets = new Set<string>();
    for (const [path, html] of Object.entries(pages))
      for (const link of linksIn(html)) {
        const [target = '', fragment] = link.split('#');
        const page = target === '' ? path : target.replace(`/${language}`, '');
        if (fragment) expect(idsIn(pages[page] ?? ''), `${link} on ${path}`).toContain(fragment);
        else if (!target.startsWith('mailto:')) targets.add(target);
      }
    for (const target of targets)
      expect((await ask(target, { headers: { 'Accept-Language': language } })).status, target).toBe(200);
    expect(targets).toContain(`/${language}/actions/data.json`);
  });

  it('answers 404 in that language for an unknown chapter', async () => {
    const { status, headers, json } = await ask(`/${language}/docs/nope`);
    expect([status, headers.get('Content-Language')]).toEqual([404, language]);
    expect(json).toMatchObject({ type: `${origin}/problems/not-found`, instance: `/${language}/docs/nope` });
    for (const path of ['nope/readActionsJson', 'actions/nope', 'terms/readActionsJson'])
      expect((await ask(`/${language}/docs/${path}`)).status, path).toBe(404);
  });
});
