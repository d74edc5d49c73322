import { afterAll, describe, expect, it } from 'vitest';
import { languageTags } from '../../../src/languages.ts';
import { ask } from '../../support/ask.ts';
import { readCsv } from '../../support/formats/csv.ts';
import { put } from '../../support/put.ts';
import { liveItem, nextEdition, startOver } from '../../support/state.ts';

/** An outcome with a commitment that is due in a period. */
const dated = 'council-2-2024-semiconductors';
interface Outcome {
  slug: string;
  commitments: { due?: object }[];
}

afterAll(startOver);

describe('a commitment that is due on days for which its source has no words', () => {
  it('is read with its days alone, in the item, in lists and in every format', async () => {
    const outcome = await liveItem('outcomes', dated);
    const [{ due, ...commitment }] = outcome.edition.facts.commitments as [{ due: object; key: string }];
    const texts = Object.fromEntries(
      Object.entries(outcome.edition.texts).map(([language, { commitments, ...others }]) => {
        const { due: _, ...words } = (commitments as Record<string, Record<string, unknown>>)[commitment.key] ?? {};
        return [language, { ...others, commitments: { [commitment.key]: words } }];
      }),
    );
    await put(
      nextEdition(outcome, { texts, facts: { ...outcome.edition.facts, commitments: [{ due, ...commitment }] } }),
    );
    const days = { from: '2024-01-01', until: '2024-03-31' };
    for (const language of languageTags) {
      const read = async (path: string) =>
        (await ask(`/${language}/${path}.json`)).json as Outcome & Record<'items' | 'outcomes', Outcome[]>;
      expect((await read(`outcomes/${dated}`)).commitments[0]?.due).toEqual(days);
      const { items } = await read('outcomes');
      expect(items.find(({ slug }) => slug === dated)?.commitments[0]?.due).toEqual(days);
      const { outcomes } = await read('actions/semiconductors');
      expect(outcomes.find(({ slug }) => slug === dated)?.commitments[0]?.due).toEqual(days);
    }
    const written = async (extension: string) => (await ask(`/en/outcomes/${dated}.${extension}`)).text;
    expect(await written('html')).toContain('1 January 2024 to 31 March 2024');
    expect(await written('md')).toContain('\n  - Due: 1 January 2024 to 31 March 2024\n');
    expect(await written('jsonld')).toContain('"startTime":"2024-01-01","endTime":"2024-03-31"');
    const row = readCsv((await ask('/en/outcomes.csv?action=semiconductors')).text).find(({ slug }) => slug === dated);
    expect(row).toMatchObject({
      'commitments.due.from': '2024-01-01',
      'commitments.due.until': '2024-03-31',
      'commitments.due.text': '',
    });
  });
});
