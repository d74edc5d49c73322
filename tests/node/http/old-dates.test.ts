import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../../support/ask.ts';
import { readPage } from '../../support/pages/reader.ts';
import { put } from '../../support/put.ts';
import { liveItem, nextEdition, startOver } from '../../support/state.ts';

/** A ministry that was set up before Japan adopted the Gregorian calendar, and a document of that time. */
const established = '1869-08-15';
const issued = '0500-01-01';

beforeAll(async () => {
  const [ministry, document] = [
    await liveItem('organisations', 'mic'),
    await liveItem('documents', 'semiconductor-joint-statement-2023'),
  ];
  const outcome = await liveItem('outcomes', 'council-2-2024-semiconductors');
  const [commitment] = outcome.edition.facts.commitments as object[];
  const commitments = [{ ...commitment, due: { from: '1872-12-31', until: '1873-01-01' } }];
  await put(
    nextEdition(ministry, { facts: { ...ministry.edition.facts, established } }),
    nextEdition(document, { facts: { ...document.edition.facts, date: issued } }),
    nextEdition(outcome, { facts: { ...outcome.edition.facts, commitments } }),
  );
});
afterAll(startOver);

describe('a day before 1873 has no Japanese era, whose days were those of another calendar', () => {
  it('in JSON', async () => {
    expect((await ask('/ja/organisations/mic.json')).json).toMatchObject({
      established,
      establishedText: '1869年8月15日',
    });
    expect((await ask('/en/organisations/mic.json')).json).toMatchObject({ establishedText: '15 August 1869' });
    expect((await ask('/ja/documents/semiconductor-joint-statement-2023.json')).json).toMatchObject({
      date: issued,
      dateText: '500年1月1日',
    });
  });

  it('on pages and cards, which write the day once', async () => {
    const { text } = await ask('/ja/organisations/mic.html');
    const times = (await readPage(text)).named('time').map(({ attributes, text }) => [attributes.datetime, text]);
    expect(times).toContainEqual([established, '1869年8月15日']);
    for (const path of [
      'documents/semiconductor-joint-statement-2023',
      'card/documents/semiconductor-joint-statement-2023',
    ]) {
      const page = await ask(`/ja/${path}`, { headers: { Accept: 'text/html' } });
      expect(page.text, path).toContain('500年1月1日');
      expect(page.text, path).not.toContain('大化');
    }
  });

  it('in Markdown, also at one end of a period', async () => {
    const { text } = await ask('/ja/outcomes/council-2-2024-semiconductors.md');
    expect(text).toContain('1872年12月31日から1873年1月1日まで');
  });
});
