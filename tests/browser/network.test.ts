import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { openBrowser } from './browser.ts';
import { elementFor, loaded, scriptFrom } from './element.ts';
import { openHost } from './hosts.ts';

const { openPage } = openBrowser();
const host = openHost();
const asked: string[] = [];
let near: Server;
let origin: string;

// What stands between the browser and the service, and counts: a browser's own account of its cache counts otherwise.
beforeEach(async () => {
  asked.length = 0;
  near = createServer(async ({ url = '', headers }, response) => {
    asked.push(url);
    const accepted = headers['accept-language'] ?? '';
    const answer = await fetch(inject('origin') + url, { headers: { 'Accept-Language': accepted } });
    for (const name of ['Content-Type', 'Cache-Control', 'Access-Control-Allow-Origin', 'Vary'])
      if (answer.headers.has(name)) response.setHeader(name, answer.headers.get(name) ?? '');
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((ready) => near.listen(0, 'localhost', ready));
  origin = `http://localhost:${(near.address() as AddressInfo).port}`;
});

afterEach(() => {
  near.closeAllConnections();
  near.close();
});

test('several elements that show one item in one language cost the service one request', async () => {
  const page = await openPage();
  const body = scriptFrom(origin) + elementFor(`${origin}/roles/meti-state-minister`).repeat(5);
  await page.goto(host({ body }));
  await loaded(page, 5);
  await page.evaluate(
    (markup) => document.body.insertAdjacentHTML('beforeend', markup),
    elementFor(`${origin}/roles/meti-state-minister`),
  );
  await loaded(page, 6);
  expect(asked.filter((path) => path.includes('/card/'))).toEqual(['/card/roles/meti-state-minister']);
});
