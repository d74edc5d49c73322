import { describe, expect, it } from 'vitest';
import { formatsOf } from '../../../src/formats/index.ts';
import { kinds } from '../../../src/kinds/index.ts';
import { languageTags } from '../../../src/languages.ts';
import { ask } from '../../support/ask.ts';
import { recordFiles } from '../../support/records.ts';

const calendars = kinds.filter((kind) => formatsOf('collection', kind).some(({ extension }) => extension === 'ics'));
const items = recordFiles.filter(({ kind }) => calendars.some((calendar) => calendar === kind));

/** The languages that the texts of a calendar are marked with. */
const languagesIn = (text: string) =>
  new Set([...text.replaceAll('\r\n ', '').matchAll(/^[\w-]+(?:;[^:]*)?;LANGUAGE=(\w+)/gm)].map(([, tag]) => tag));

describe.each(languageTags)('Content-Language names the languages that are in the body, in %s', (language) => {
  const expectInBody = async (path: string) => {
    const { status, headers, text } = await ask(path);
    // An item without a day has no calendar.
    if (status === 404) return;
    const named = headers.get('Content-Language')?.split(', ') ?? [];
    expect(named[0], path).toBe(language);
    const others = [...languagesIn(text)].filter((tag) => tag !== language);
    expect(named.slice(1).sort(), path).toEqual(others.sort());
    const { headers: again } = await ask(path, { headers: { 'If-None-Match': headers.get('ETag') ?? '' } });
    expect(again.get('Content-Language'), path).toBe(headers.get('Content-Language'));
  };

  it.each(calendars)('of a calendar of %s, and of each item in it', async (kind) => {
    await expectInBody(`/${language}/${kind}.ics`);
    for (const { slug } of items.filter((item) => item.kind === kind))
      await expectInBody(`/${language}/${kind}/${slug}.ics`);
  });
});
