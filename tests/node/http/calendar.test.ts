import ICAL from 'ical.js';
import { afterEach, describe, expect, it } from 'vitest';
import { ask } from '../../support/ask.ts';
import { readCalendar } from '../../support/formats/ics.ts';
import { cachingOf } from '../../support/public-reads.ts';
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
      uid: 'councils.council-2-2024@example.jp',
      summary: '第2回日英デジタルパートナーシップ政務級会合',
    });
    expect([String(second?.startDate), String(second?.endDate)]).toEqual(['2024-01-16', '2024-01-17']);
  });

  const due = async (days: object, slug = dated) => {
    const outcome = await liveItem('outcomes', slug);
    const [commitment] = outcome.edition.facts.commitments as object[];
    const commitments = [{ ...commitment, due: days }];
    await publish(nextEdition(outcome, { facts: { ...outcome.edition.facts, commitments } }));
  };

  it('has a commitment that is due in a quarter on its last day alone, and says so', async () => {
    const [workshop, ...others] = await events(`/en/outcomes/${dated}.ics`);
    expect(others).toEqual([]);
    expect(workshop?.uid).toMatch(new RegExp(`^outcomes\\.${dated}\\.commitments\\.[a-z-]+@example\\.jp$`));
    expect([String(workshop?.startDate), String(workshop?.endDate)]).toEqual(['2024-03-31', '2024-04-01']);
    expect(workshop?.summary).toBe('Hold a Japan-UK industry-academia-government workshop (last day of the period)');
    expect(workshop?.description).toBe(
      [
        'Semiconductors (Second Ministerial Japan-UK Digital Partnership Council)',
        'Due: 1 January 2024 to 31 March 2024',
        '',
        `${origin}/en/outcomes/${dated}.html`,
      ].join('\n'),
    );
    const [japanese] = await events(`/ja/outcomes/${dated}.ics`);
    expect(japanese?.summary).toMatch(/（期間の最終日）$/);
    expect(japanese?.description).toContain('\n時期：2024年1月1日から2024年3月31日まで\n');
    expect((await events('/en/outcomes.ics')).map(({ uid }) => uid)).toEqual([workshop?.uid]);
    expect(workshop?.component.getFirstPropertyValue('transp')).toBe('TRANSPARENT');
  });

  it.each([
    [{ from: '2024-03-04', until: '2024-03-10' }, ['2024-03-04', '2024-03-11']],
    [{ from: '2024-03-04', until: '2024-03-11' }, ['2024-03-11', '2024-03-12']],
    [{ from: '2024-01-01', until: '2024-12-31' }, ['2024-12-31', '2025-01-01']],
    [{ from: '2024-03-04' }, ['2024-03-04', '2024-03-05']],
    [{ until: '2024-02-29' }, ['2024-02-29', '2024-03-01']],
    [{ until: '9999-12-30' }, ['9999-12-30', '9999-12-31']],
  ])('has what is due %j on days of which there are at most seven', async (days, expected) => {
    await due(days);
    const [event] = await events(`/en/outcomes/${dated}.ics`);
    expect([String(event?.startDate), String(event?.endDate)]).toEqual(expected);
    if (Object.keys(days).length === 1) expect(event?.summary).not.toContain('last day');
  });

  it('is refreshed once a day, also by programs that know only the older property', async () => {
    const calendar = readCalendar((await ask('/ja/councils.ics')).text);
    expect(['refresh-interval', 'x-published-ttl'].map((name) => calendar.getFirstPropertyValue(name))).toMatchObject([
      { days: 1 },
      'P1D',
    ]);
  });

  it('ends a description with the URL of the page, which most calendars do not show elsewhere', async () => {
    const page = `${origin}/ja/councils/council-3-2025.html`;
    const [third] = await events('/ja/councils.ics');
    expect(third?.description).toMatch(new RegExp(`^2025年1月22日に.+\\n\\n${page}$`));
    expect(third?.component.getFirstPropertyValue('url')).toBe(page);
  });

  it('says in the description, not in the title, that no source confirms a date', async () => {
    const council = await liveItem('councils', 'council-2-2024');
    await publish(nextEdition(council, { facts: { ...council.edition.facts, unverified: ['/date'] } }));
    const [meeting] = await events('/ja/councils/council-2-2024.ics');
    expect(meeting?.summary).toBe('第2回日英デジタルパートナーシップ政務級会合');
    expect(meeting?.description).toContain('\nこの日付については、裏付けとなる資料が見つかっていません。\n\nhttps://');
    const outcome = await liveItem('outcomes', dated);
    await publish(
      nextEdition(outcome, { facts: { ...outcome.edition.facts, unverified: ['/commitments/0/due/until'] } }),
    );
    const [workshop] = await events(`/en/outcomes/${dated}.ics`);
    expect(workshop?.summary).toBe('Hold a Japan-UK industry-academia-government workshop (last day of the period)');
    expect(workshop?.description).toContain('\nWe have not found a source that confirms this date.\n\nhttps://');
  });

  it('has an event on the last day that there is, without an end, which would have five digits', async () => {
    for (const days of [{ until: '9999-12-31' }, { from: '2024-01-01', until: '9999-12-31' }]) {
      await due(days);
      const { text } = await ask(`/en/outcomes/${dated}.ics`);
      expect(text).toContain('\r\nDTSTART;VALUE=DATE:99991231\r\n');
      expect(text).not.toContain('DTEND');
      expect(readCalendar(text).getAllSubcomponents('vevent')).toHaveLength(1);
    }
  });

  describe('of an outcome without a dated commitment', () => {
    const undated = 'outcomes/council-2-2024-data';

    it('there is none: the URL is unknown, and says which formats there are', async () => {
      const { status, json } = await ask(`/en/${undated}.ics`);
      const available = ['json', 'html', 'jsonld', 'md'];
      expect({ status, json }).toMatchObject({ status: 404, json: { available } });
      expect((json as { type: string }).type).toMatch(/\/unknown-format$/);
      expect((await cachingOf(`/en/${undated}.ics`)).tags).toEqual([undated]);
    });

    it('nothing leads to it', async () => {
      const { headers } = await ask(`/en/${undated}.json`);
      expect(headers.get('Link')).not.toContain('.ics');
      expect((await ask(`/en/${undated}.html`)).text).not.toContain('.ics');
      expect((await ask(`/en/outcomes/${dated}.html`)).text).toContain(`/en/outcomes/${dated}.ics`);
      expect((await ask('/en/councils/council-2-2024.html')).text).toContain('council-2-2024.ics');
    });

    it('a reader who takes calendars gets what else they take', async () => {
      const accepting = (Accept: string) => ask(`/en/${undated}`, { headers: { Accept } });
      const refused = await accepting('text/calendar');
      expect(refused.status).toBe(406);
      expect((refused.json as { available: string[] }).available).not.toContain('text/calendar');
      const page = await accepting('text/calendar, text/html;q=0.5');
      expect([page.status, page.headers.get('Content-Location')]).toEqual([200, `${origin}/en/${undated}.html`]);
      expect((await ask('/en/outcomes/nope', { headers: { Accept: 'text/calendar' } })).status).toBe(404);
    });

    it('there is one as soon as a day is known', async () => {
      await due({ until: '2024-12-31' }, 'council-2-2024-data');
      expect(await events(`/en/${undated}.ics`)).toHaveLength(1);
      expect((await ask(`/en/${undated}.json`)).headers.get('Link')).toContain(`/en/${undated}.ics`);
    });
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
