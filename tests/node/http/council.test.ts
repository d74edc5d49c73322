import { describe, expect, it } from 'vitest';
import { ask } from '../../support/ask.ts';

const origin = 'https://example.jp';

/** The 2nd Council as the ministries published it: what differs by language, in those that they published it in. */
const publishedTexts = {
  ja: {
    name: '第2回日英デジタルパートナーシップ政務級会合',
    ordinalText: '第2回',
    dateText: '2024年1月16日（令和6年1月16日）',
    partnership: '日英デジタルパートナーシップ',
    people: {
      'tsuchida-shin': ['土田慎', 'デジタル大臣政務官', 'デジタル庁'],
      'watanabe-koichi': ['渡辺孝一', '総務副大臣', '総務省'],
      'kozuki-ryosuke': ['上月良祐', '経済産業副大臣', '経済産業省'],
      'bhatti-saqib': ['サキ・バティ', '科学・イノベーション・技術省政務次官', '科学・イノベーション・技術省'],
    },
    actions: ['ベンダ多様化', '半導体', 'AI', 'データ', 'デジタルトランスフォーメーション'],
    outcome: (action: string) => `${action}（第2回日英デジタルパートナーシップ政務級会合）`,
    unnamed: '総務省報道資料（2024年1月16日）',
    alt: 'オンラインで開かれた第2回会合の様子。手前に土田政務官、画面にバティ政務次官が映っている。',
    contact: 'https://www.digital.go.jp/contact',
    unverified: ['/documents/1/date', '/documents/2/name', '/documents/2/date', '/contact'],
    fallbacks: Object.fromEntries([0, 1, 3, 4].map((index) => [`/documents/${index}/name`, 'en'])),
  },
  en: {
    name: 'Second Ministerial Japan-UK Digital Partnership Council',
    ordinalText: 'Second',
    dateText: '16 January 2024',
    partnership: 'Japan-UK Digital Partnership',
    people: {
      'tsuchida-shin': ['Tsuchida Shin', 'Parliamentary Vice-Minister for Digital Transformation', 'Digital Agency'],
      'watanabe-koichi': [
        'Watanabe Koichi',
        'State Minister for Internal Affairs and Communications',
        'Ministry of Internal Affairs and Communications',
      ],
      'kozuki-ryosuke': [
        'Kozuki Ryosuke',
        'State Minister of Economy, Trade and Industry',
        'Ministry of Economy, Trade and Industry',
      ],
      'bhatti-saqib': [
        'Saqib Bhatti',
        'Parliamentary Under Secretary of State (Minister for Tech and the Digital Economy)',
        'Department for Science, Innovation and Technology',
      ],
    },
    actions: ['Vendor Diversification', 'Semiconductors', 'AI', 'Data', 'Digital Transformation'],
    outcome: (action: string) => `${action} (Second Ministerial Japan-UK Digital Partnership Council)`,
    unnamed: 'Press release of the Ministry of Internal Affairs and Communications (16 January 2024)',
    alt: 'The second council, held online: Mr Tsuchida in the foreground, Minister Bhatti on the screen.',
    contact: 'https://www.digital.go.jp/en/contact',
    unverified: ['/documents/1/date', '/documents/2/name', '/documents/2/date', '/contact'],
    fallbacks: {},
  },
};

const offices = [
  ['JP', 'tsuchida-shin', 'da-parliamentary-vice-minister', 'digital-agency'],
  ['JP', 'watanabe-koichi', 'mic-state-minister', 'mic'],
  ['JP', 'kozuki-ryosuke', 'meti-state-minister', 'meti'],
  ['GB', 'bhatti-saqib', 'dsit-parliamentary-under-secretary', 'dsit'],
] as const;
const areas = ['vendor-diversification', 'semiconductors', 'ai', 'data', 'digital-transformation'];
const pages = [
  ['digital-agency', 'en', 'https://digital.go.jp/en/news/2eed0c53-be78-40f4-afc2-877e8ad6da4d'],
  ['mic', 'ja', 'https://www.soumu.go.jp/menu_news/s-news/01tsushin08_02000167.html'],
  ['mic', 'en', 'https://www.soumu.go.jp/main_sosiki/joho_tsusin/eng/pressrelease/2024/1/16_2.html'],
  ['meti', 'en', 'https://www.meti.go.jp/english/press/2024/0116_002.html'],
] as const;

describe.each(['ja', 'en'] as const)('a reader opens the 2nd Council in %s', (language) => {
  const words = publishedTexts[language];
  const reference = (kind: string, slug: string, name: string | undefined) => ({
    kind,
    slug,
    name,
    href: `${origin}/${language}/${kind}/${slug}`,
  });
  const organisation = (slug: string) => {
    const [, person] = offices.find(([, , , at]) => at === slug) ?? offices[0];
    return reference('organisations', slug, words.people[person][2]);
  };
  const council = async () => (await ask(`/${language}/councils/council-2-2024.json`)).json as Record<string, unknown>;

  it('its name, number, day and place in the partnership', async () => {
    expect(await council()).toMatchObject({
      name: words.name,
      ordinal: 2,
      ordinalText: words.ordinalText,
      date: '2024-01-16',
      dateText: words.dateText,
      mode: 'online',
      partnership: reference('partnerships', 'japan-uk-digital-partnership', words.partnership),
    });
  });

  it('its four participants, each with the office held then', async () => {
    const attendances = offices.map(([side, person, role, at]) => {
      const [name, office, ministry] = words.people[person];
      const entry = {
        participant: reference('participants', person, name),
        role: reference('roles', role, office),
        organisation: reference('organisations', at, ministry),
      };
      return [side, entry] as const;
    });
    const by = (wanted: string) => attendances.filter(([side]) => side === wanted).map(([, entry]) => entry);
    expect((await council()).attendances).toEqual({ JP: by('JP'), GB: by('GB') });
  });

  it("its five Joint Actions' outcomes, in the official order", async () => {
    const { outcomes } = await council();
    expect(outcomes).toMatchObject(
      areas.map((area, index) => ({
        ...reference('outcomes', `council-2-2024-${area}`, words.outcome(words.actions[index] ?? '')),
        date: '2024-01-16',
        council: reference('councils', 'council-2-2024', words.name),
        action: reference('actions', area, words.actions[index]),
      })),
    );
    for (const { summary, commitments } of outcomes as { summary: string; commitments: { text: string }[] }[]) {
      expect(summary).toMatch(language === 'ja' ? /[ぁ-ん]/ : /[a-z]/);
      expect(commitments.every(({ text }) => text !== '')).toBe(true);
    }
  });

  it('its outcome document, a PDF stated as 311 KB, and the press releases', async () => {
    const document = (slug: string, name: string, publisher?: string) => ({
      ...reference('documents', slug, name),
      date: '2024-01-16',
      type: publisher ? 'press-release' : 'outcome-document',
      mediaType: publisher ? 'text/html' : 'application/pdf',
      ...(publisher
        ? { publisher: organisation(publisher) }
        : { size: { bytes: 311000, exact: false, stated: '311 KB' } }),
    });
    expect((await council()).documents).toMatchObject([
      document('progress-report-2024', 'JAPAN-UK DIGITAL PARTNERSHIP: PROGRESS REPORT'),
      document(
        'press-da-2024-en',
        'The Second Ministerial Japan-UK Digital Partnership Council held',
        'digital-agency',
      ),
      document('press-mic-2024-ja', words.unnamed, 'mic'),
      document('press-mic-2024-en', 'Outcomes of the Ministerial council of the Japan-UK Digital Partnership', 'mic'),
      document('press-meti-2024-en', 'Ministerial-Level Meeting of Japan-UK Digital Partnership Held', 'meti'),
    ]);
  });

  it('its photograph in words, the pages about it, and whom to ask', async () => {
    expect(await council()).toMatchObject({
      photographs: [{ page: pages[0][2], alt: words.alt }],
      related: pages.map(([by, tag, href]) => ({ href, language: tag, publisher: organisation(by) })),
      contact: words.contact,
      unverified: words.unverified,
      fallbacks: words.fallbacks,
    });
  });
});
