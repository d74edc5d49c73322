import { env } from 'cloudflare:workers';
import { afterEach, describe, expect, it } from 'vitest';
import type { RecordFile } from '../../../cli/records.ts';
import { checkRecords } from '../../../cli/validate.ts';
import { locales } from '../../../locales/index.generated.ts';
import { openDatabase } from '../../../src/database/connection.ts';
import { kinds } from '../../../src/kinds/index.ts';
import { languageTags } from '../../../src/languages.ts';
import { refreshAll } from '../../support/documents.ts';
import { load as loadInto } from '../../support/load.ts';
import { put } from '../../support/put.ts';
import { recordFiles } from '../../support/records.ts';
import { everything, liveItem, newTerm, startEmpty, startOver } from '../../support/state.ts';

interface Written {
  facts: { sources: unknown[] };
  texts: Record<string, Record<string, unknown>>;
}

describe('the records of content/', () => {
  it('are valid, all of them, and of every kind', () => {
    const { ready, errors } = checkRecords(recordFiles);
    expect(errors).toEqual([]);
    expect(ready).toHaveLength(recordFiles.length);
    expect(new Set(ready.map(({ kind }) => kind))).toEqual(new Set(kinds));
  });

  it('have their texts in every language, and a source for each', () => {
    for (const { file, record } of recordFiles) {
      expect(Object.keys((record as Written).texts), file).toEqual(languageTags);
      expect((record as Written).facts.sources.length, file).toBeGreaterThan(0);
    }
  });

  it('exist for every name in the locale files', () => {
    for (const language of languageTags) {
      const words = { ...locales[language].names, ...locales[language].titles };
      const entries = Object.entries(words).flatMap(([kind, all]) => Object.keys(all).map((slug) => `${kind}/${slug}`));
      const ours = recordFiles.map(({ kind, slug }) => `${kind}/${slug}`);
      expect(entries.filter((entry) => !ours.includes(entry))).toEqual([]);
    }
  });

  it('have only dates that exist, and none later than the records', () => {
    const days = JSON.stringify(recordFiles).matchAll(/"(\d{4}-\d\d-\d\d)"/g);
    for (const [, day = ''] of days) {
      expect(new Date(day).toISOString().slice(0, 10)).toBe(day);
      expect(day < '2026-11-23', day).toBe(true);
    }
  });
});

describe('loading the records', () => {
  afterEach(startOver);

  const now = '2026-12-24T00:00:00Z';
  const load = (files: RecordFile[]) => loadInto(openDatabase(env.DB), checkRecords(files).ready, now);

  it('creates each item once; loading them again changes nothing', async () => {
    await startEmpty();
    expect(await load(recordFiles)).toEqual({ created: recordFiles.length, changed: 0, unchanged: 0 });
    const before = await everything();
    expect(await load(recordFiles)).toEqual({ created: 0, changed: 0, unchanged: recordFiles.length });
    expect(await everything()).toEqual(before);
    expect(await load(recordFiles.toReversed())).toEqual({ created: 0, changed: 0, unchanged: recordFiles.length });
  });

  it('publishes a changed record as the next edition, and keeps when it was first published', async () => {
    const changed = structuredClone(recordFiles);
    const record = changed.find(({ file }) => file === 'content/actions/data.json')?.record as Written;
    Object.assign(record.texts.en ?? {}, { summary: 'Another sentence.' });
    expect(await load(changed)).toEqual({ created: 0, changed: 1, unchanged: recordFiles.length - 1 });
    const item = await liveItem('actions', 'data');
    expect(item.published).toBe('2026-11-23T00:00:00Z');
    expect(item.edition).toMatchObject({ number: 2, published: now, texts: { en: { summary: 'Another sentence.' } } });
    expect(await load(recordFiles)).toEqual({ created: 0, changed: 1, unchanged: recordFiles.length - 1 });
    expect((await liveItem('actions', 'data')).edition.number).toBe(3);
  });

  it('rebuilds all listings when a name has changed, also of items that no file has', async () => {
    await put(newTerm('quantum', { en: { name: 'quantum', definition: 'An amount.' } }));
    await refreshAll(env.DB);
    const before = await everything();
    await env.DB.exec("UPDATE listings SET sort = sort || ' of old'");
    await env.DB.exec("UPDATE derived SET digest = 'of old' WHERE name = 'listings'");
    expect(await load(recordFiles)).toEqual({ created: 0, changed: 0, unchanged: recordFiles.length });
    // Whoever is listed elsewhere is listed so on the pages of others, too.
    expect((await everything()).stale_documents).not.toEqual([]);
    await refreshAll(env.DB);
    expect(await everything()).toEqual(before);
  });

  it('loads everything or nothing: after one refused row the database is as before', async () => {
    await startEmpty();
    const before = await everything();
    await env.DB.exec(
      "CREATE TRIGGER refuse BEFORE INSERT ON listings WHEN NEW.slug = 'photonics' BEGIN SELECT RAISE(ABORT, 'no'); END",
    );
    await expect(load(recordFiles).finally(() => env.DB.exec('DROP TRIGGER refuse'))).rejects.toThrow('no');
    expect(await everything()).toEqual(before);
  });
});
