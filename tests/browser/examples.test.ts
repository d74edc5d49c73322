import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openBrowser } from './browser.ts';
import { loaded } from './element.ts';

// The files of examples/ as their readers run them, against the production build.

const root = resolve(import.meta.dirname, '../..');
const examples = join(root, 'examples');
const run = promisify(execFile);
const exampleOrigin = 'http://localhost:8787';

test('every example is listed in examples/README.md, and says how to run it', async () => {
  const list = await readFile(join(examples, 'README.md'), 'utf8');
  const entries = await readdir(examples, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile() && entry.name !== 'README.md')
    .map((entry) => join(entry.parentPath, entry.name).slice(examples.length + 1));
  expect(names.length).toBeGreaterThan(6);
  for (const name of names) {
    expect(list).toContain(`](${name})`);
    const text = await readFile(join(examples, name), 'utf8');
    if (name !== 'browser.js') expect(text.slice(0, 600), name).toContain('npm start');
  }
});

describe('curl.sh', () => {
  test('prints what it announces, in this order', async () => {
    const origin = inject('origin');
    const { stdout, stderr } = await run('sh', [join(examples, 'curl.sh'), origin]);
    expect(stderr).toBe('');
    const sections = stdout.split(/^== .*\n/m).map((section) => section.trim());
    expect(sections).toHaveLength(7);
    const [, negotiated, canonical, csv, markdown, conditional, problem = ''] = sections;
    expect(negotiated?.split('\n').sort()).toEqual([
      'Content-Language: en',
      `Content-Location: ${origin}/en/actions/data.json`,
      'HTTP/1.1 200 OK',
      'Vary: Accept, Accept-Language',
    ]);
    expect(canonical?.split('\n').sort()).toEqual([
      'Content-Language: ja',
      'Content-Type: application/json',
      'HTTP/1.1 200 OK',
    ]);
    expect(csv).toMatch(/^id,slug,language,name,href,.*,fallbacks,unverified,/);
    expect(markdown?.split('\n')).toEqual(['---', `id: "${origin}/terms/dfft"`, 'kind: "terms"']);
    expect(conditional).toBe('HTTP/1.1 304 Not Modified');
    expect(JSON.parse(problem)).toMatchObject({ type: `${origin}/problems/not-found`, status: 404 });
  });

  test('ends with an error where no service answers', async () => {
    // The port of the service that is cut off is in use; the one that a closed server had is not.
    const closed = createServer().listen(0, 'localhost');
    await new Promise((ready) => closed.once('listening', ready));
    const { port } = closed.address() as AddressInfo;
    await new Promise((done) => closed.close(done));
    await expect(run('sh', [join(examples, 'curl.sh'), `http://localhost:${port}`])).rejects.toThrow('curl: (7)');
  });
});

describe('python/names.py', () => {
  const names = async (...words: string[]) => {
    const { stdout } = await run('python3', [join(examples, 'python/names.py'), ...words], {
      env: { ...process.env, PYTHONIOENCODING: 'utf-8' },
    });
    return stdout.trimEnd().split('\n');
  };

  test('lists everyone in both languages, over several pages', async () => {
    const lines = await names('participants', inject('origin'));
    expect(lines).toHaveLength((await readdir(join(root, 'content/participants'))).length);
    expect(lines).toContain('kozuki-ryosuke\t上月良祐\tKozuki Ryosuke');
  });

  test('says where a name comes in another language', async () => {
    const title = '第3回日英デジタルパートナーシップ政務級会合の結果';
    expect(await names('documents', inject('origin'))).toContain(`press-mic-2025-ja\t${title}\t${title} [ja]`);
  });

  test('ends with the problem where there is no such collection', async () => {
    const refused = names('meetings', inject('origin'));
    await expect(refused).rejects.toMatchObject({ code: 1, stderr: expect.stringMatching(/^404 /) });
  });
});

describe('the samples of the API reference', () => {
  const decode = (html: string) =>
    html.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => entities[entity as keyof typeof entities]);
  const entities = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" } as const;
  const commands = {
    curl: (code: string) => run('sh', ['-c', code]),
    javascript: (code: string) => run(process.execPath, ['--input-type=module', '--eval', code]),
    python: (code: string) => run('python3', ['-c', code], { env: { ...process.env, PYTHONIOENCODING: 'utf-8' } }),
  };
  /** Copies a sample from its page and runs it, with the editor's API where a publisher is signed in to it. */
  const runSample = async (path: string, language: keyof typeof commands) => {
    const html = await (await fetch(`${inject('origin')}/en/docs/${path}`)).text();
    const [, code = ''] = new RegExp(` id="${language}"[^]*?<code>([^]*?)</code>`).exec(html) ?? [];
    const sample = decode(code).replaceAll(`${inject('origin')}/editor`, `${inject('editorOrigin')}/editor`);
    return (await commands[language](sample)).stdout;
  };
  const answerOf = async (path: string) => (await fetch(`${inject('origin')}${path}`)).text();

  test.each(Object.keys(commands) as (keyof typeof commands)[])('%s reads an item and a table', async (language) => {
    expect(await runSample('outcomes/listCommitmentsCsv', language)).toContain('council-3-2025-vendor-diversification');
    const printed = await runSample('actions/readActionsJson', language);
    if (language === 'curl') expect(printed).toBe(await answerOf('/en/actions/data.json'));
    else expect(printed).toMatch(/kind['"]?: ['"]actions['"]/);
  });

  test('they save a draft, read it and discard what was saved', async () => {
    const saved = JSON.parse(await runSample('editor/saveDraft', 'curl'));
    expect(saved).toMatchObject({ revision: 1 });
    expect(await runSample('editor/readDraft', 'python')).toContain("'revision': 1");
    const draft = `${inject('editorOrigin')}/editor/api/terms/dfft/draft`;
    expect((await fetch(draft, { method: 'DELETE', headers: { 'If-Match': '"r1"' } })).status).toBe(200);
  });
});

describe('in a browser', () => {
  const { openPage } = openBrowser();
  let server: Server;
  let host: string;

  // Another origin, which serves the example with the origin of this service in place of the one on a reader's machine.
  beforeAll(async () => {
    server = createServer(async (_, response) => {
      const text = await readFile(join(examples, 'embed/element.html'), 'utf8');
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
      response.end(text.replaceAll(exampleOrigin, inject('origin')));
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    host = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });

  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  test('browser.html lists the Joint Actions in the language that is chosen', async () => {
    const page = await openPage();
    const file = pathToFileURL(join(examples, 'browser.html'));
    const origin = inject('origin');
    await page.goto(`${file}?origin=${origin}`);
    const count = (await readdir(join(root, 'content/actions'))).length;
    const status = page.locator('#status');
    await status.getByText(`${count}, from ${origin}/en/actions.json`, { exact: true }).waitFor();
    expect(await page.locator('#actions').getAttribute('lang')).toBe('en');
    const item = page.locator('#actions li', { has: page.locator(`a[href="${origin}/en/actions/data"]`) });
    expect(await item.textContent()).toMatch(/^Data.*: Putting Data Free Flow with Trust into practice/);

    await page.selectOption('#language', 'ja');
    await status.getByText(`${count}, from ${origin}/ja/actions.json`, { exact: true }).waitFor();
    expect(await page.locator('#actions').getAttribute('lang')).toBe('ja');
    expect(await page.locator('#actions li').count()).toBe(count);
  });

  test('browser.html says so when the service cannot be read', async () => {
    const page = await openPage();
    await page.goto(`${pathToFileURL(join(examples, 'browser.html'))}?origin=http://localhost:1`);
    await page.locator('#status').getByText('The service cannot be read').waitFor();
  });

  test('embed/element.html shows both cards, and the frame gets its height', async () => {
    const page = await openPage();
    await page.goto(host);
    await loaded(page);
    expect(await page.locator('joint-action .joint-card').textContent()).toContain('Data');
    const frame = page.locator('iframe');
    await frame.scrollIntoViewIfNeeded();
    await page.waitForFunction(() => document.querySelector('iframe')?.style.minHeight === '0px');
    const inside = page.frameLocator('iframe').locator('.joint-card');
    expect(await inside.textContent()).toContain('Second Ministerial Japan-UK Digital Partnership Council');
  });
});

test.each(['ssi.shtml', 'esi.html'])('embed/%s includes a card that is there, with its styles', async (name) => {
  const text = await readFile(join(examples, 'embed', name), 'utf8');
  const [, card = ''] = /(?:virtual|src)="([^"]*\/card\/[^"]+)"/.exec(text.slice(text.indexOf('<body>'))) ?? [];
  const [, styles = ''] = /href="([^"]+card\.css)"/.exec(text) ?? [];
  const origin = inject('origin');
  const answers = await Promise.all(
    [card, styles].map((url) => fetch(new URL(url.replace(exampleOrigin, ''), origin))),
  );
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  expect(await answers[0]?.text()).toMatch(/^<article class="joint-card"/);
});
