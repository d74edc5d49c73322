import { describe, expect, it } from 'vitest';
import type { RecordFile } from '../../../cli/records.ts';
import { formatsOf } from '../../../src/formats/index.ts';
import { kinds } from '../../../src/kinds/index.ts';
import { languageTags } from '../../../src/languages.ts';
import { ask } from '../../support/ask.ts';
import { readMarkdown } from '../../support/formats/markdown.ts';
import { formatsOfRecord } from '../../support/formats/of-record.ts';
import { recordFiles } from '../../support/records.ts';

const origin = 'https://example.jp';

describe('every format of every kind has its URL, its media type and its place in negotiation', () => {
  it.each(kinds)('%s', async (kind) => {
    for (const what of ['item', 'collection'] as const) {
      const formats = formatsOf(what, kind);
      const hasAll = (file: RecordFile) => formatsOfRecord(file).length === formatsOf('item', kind).length;
      const { slug } = recordFiles.find((file) => file.kind === kind && hasAll(file)) ?? { slug: '' };
      const path = what === 'item' ? `/en/${kind}/${slug}` : `/en/${kind}`;
      for (const { extension, mediaType, contentType = mediaType } of formats) {
        const named = await ask(`${path}.${extension}`);
        const chosen = await ask(path, { headers: { Accept: `${mediaType}, */*;q=0.1` } });
        expect(named.headers.get('Content-Type')).toBe(contentType);
        expect(chosen.headers.get('Content-Location')).toBe(`${origin}${path}.${extension}`);
        expect(chosen.text).toBe(named.text);
        const again = await ask(`${path}.${extension}`, {
          headers: { 'If-None-Match': named.headers.get('ETag') ?? '' },
        });
        expect([again.status, again.text]).toEqual([304, '']);
      }
    }
  });
});

describe('Markdown', () => {
  it('states its source, its language and its fallbacks', async () => {
    const { text } = await ask('/ja/documents/progress-report-2024.md');
    const { front, blocks } = readMarkdown(text);
    expect(front).toMatchObject({
      id: `${origin}/documents/progress-report-2024`,
      language: 'ja',
      title: 'JAPAN-UK DIGITAL PARTNERSHIP: PROGRESS REPORT',
      fallbacks: { '/name': 'en' },
      source: `${origin}/ja/documents/progress-report-2024.md`,
      edition: 1,
    });
    expect(blocks[0]).toBe('JAPAN-UK DIGITAL PARTNERSHIP: PROGRESS REPORT（題名は英語）');
  });

  it.each(languageTags)('has a label for every value, in %s', async (language) => {
    const records = recordFiles.map(({ kind, slug }) => `/${language}/${kind}/${slug}.md`);
    for (const path of [...records, ...kinds.map((kind) => `/${language}/${kind}.md`)]) {
      const { text } = await ask(path);
      expect(text, path).not.toMatch(/\b(?:label|codes|countries|page)\.[a-z]|\{\{/);
    }
  });
});
