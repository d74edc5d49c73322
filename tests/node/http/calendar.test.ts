import ICAL from 'ical.js';
import { afterEach, describe, expect, it } from 'vitest';
import { ask } from '../../support/ask.ts';
import { readCalendar } from '../../support/formats/ics.ts';
import { put } from '../../support/put.ts';
import { liveItem, nextEdition, startOver } from '../../support/state.ts';

const origin = 'https://example.jp';

let changed = false;
/** Publishes, and has the record as it was when the test is over. */
const publish = (...items: Parameters<typeof put>) => {
  changed = true;
  return put(...items);
};
afterEach(async () => {
  if (changed) await startOver();
  changed = false;
});

/** An outcome with a commitment that is due in a period. */
const dated = 'council-2-2024-semiconductors';

describe('a calendar', () => {
  const events = async (path: string) =>
    readCalendar((await ask(path)).text)
      .getAllSubcomponents('vevent')
      .map((event) => new ICAL.Event(event));

  it('has each meeting as an all-day event, in the requested language', async () => {
    const [, second] = await events('/ja/councils.ics');
    expect(second).toMatchObject({
      uid: `councils/council-2-2024@example.jp`,
      summary: '第2回日英デジタルパートナーシップ政務級会合',
    });
    expect([String(second?.startDate), String(second?.endDate)]).toEqual(['2024-01-16', '2024-01-17']);
  });

  it('has each commitment with a due period as an event to its last day', async () => {
    const [workshop, ...others] = await events(`/en/outcomes/${dated}.ics`);
    expect(others).toEqual([]);
    expect(workshop?.uid).toMatch(new RegExp(`^outcomes/${dated}/commitments/[a-z-]+@example\\.jp$`));
    expect([String(workshop?.startDate), String(workshop?.endDate)]).toEqual(['2024-01-01', '2024-04-01']);
    expect((await events('/en/outcomes.ics')).map(({ uid }) => uid)).toEqual([workshop?.uid]);
    expect(await events('/en/outcomes/council-2-2024-data.ics')).toEqual([]);
  });

  it('ends a description with the URL of the page, which most calendars do not show elsewhere', async () => {
    const page = `${origin}/ja/councils/council-3-2025`;
    const [third] = await events('/ja/councils.ics');
    expect(third?.description).toMatch(new RegExp(`^2025年1月22日に.+\\n\\n${page}$`));
    expect(third?.component.getFirstPropertyValue('url')).toBe(page);
  });

  it('marks a date that no source confirms', async () => {
    const council = await liveItem('councils', 'council-2-2024');
    await publish(nextEdition(council, { facts: { ...council.edition.facts, unverified: ['/date'] } }));
    expect((await events('/ja/councils/council-2-2024.ics')).map(({ summary }) => summary)).toEqual([
      '第2回日英デジタルパートナーシップ政務級会合（未確認）',
    ]);
    const outcome = await liveItem('outcomes', dated);
    await publish(
      nextEdition(outcome, { facts: { ...outcome.edition.facts, unverified: ['/commitments/0/due/until'] } }),
    );
    expect((await events(`/en/outcomes/${dated}.ics`)).map(({ summary }) => summary)).toEqual([
      'Hold a Japan-UK workshop of industry, academia and government (unverified)',
    ]);
  });

  it('has events up to the year 9999', async () => {
    const outcome = await liveItem('outcomes', dated);
    const [commitment] = outcome.edition.facts.commitments as object[];
    const commitments = [{ ...commitment, due: { from: '2024-01-01', until: '9999-12-31' } }];
    await publish(nextEdition(outcome, { facts: { ...outcome.edition.facts, commitments } }));
    const [event] = await events(`/en/outcomes/${dated}.ics`);
    expect([String(event?.startDate), String(event?.endDate)]).toEqual(['2024-01-01', '9999-12-31']);
  });

  it('keeps the UID of an event after a rename and a new edition; SEQUENCE counts the editions', async () => {
    const before = await events(`/en/outcomes/${dated}.ics`);
    const item = await liveItem('outcomes', dated);
    const commitments = item.edition.facts.commitments as object[];
    const facts = {
      ...item.edition.facts,
      commitments: [{ key: 'first', kind: 'event', status: 'done' }, ...commitments],
    };
    await publish(nextEdition(item, { slug: 'chips', facts }));
    const after = await events('/en/outcomes/chips.ics');
    expect(after.map(({ uid }) => uid)).toEqual(before.map(({ uid }) => uid));
    expect([before[0]?.sequence, after[0]?.sequence]).toEqual([0, 1]);
    const stamp = (event: ICAL.Event | undefined) => String(event?.component.getFirstPropertyValue('dtstamp'));
    expect([stamp(before[0]), stamp(after[0])]).toEqual(['2026-11-23T00:00:00Z', '2026-12-02T00:00:00Z']);
  });
});
