import { beforeEach, describe, expect, it } from 'vitest';
import { messagesFor } from '../../../src/i18n/messages.ts';
import { kinds } from '../../../src/kinds/index.ts';
import { languageTags } from '../../../src/languages.ts';
import { partnership } from '../../../src/partnership.ts';
import { ask } from '../../support/ask.ts';
import { readPage } from '../../support/pages/reader.ts';
import { put } from '../../support/put.ts';
import { recordFiles } from '../../support/records.ts';
import { liveItem, newTerm, nextEdition, startOver } from '../../support/state.ts';

const origin = 'https://example.jp';

beforeEach(startOver);

/** The messages that a page begins: to whom, and the subject and the lines that are filled in. */
const messagesAt = async (path: string) => {
  const page = await readPage((await ask(path)).text);
  const links = page.named('a').filter(({ parents }) => parents.some(({ id }) => id === 'report'));
  return links.map(({ attributes: { href = '' } }) => {
    expect(href).toMatch(/^mailto:[\x21-\x7e]+$/);
    const [to = '', query = ''] = href.split('?');
    const { subject = '', body = '' } = Object.fromEntries(
      query.split('&').map((field) => field.split('=').map(decodeURIComponent)),
    );
    return { to, subject, lines: body.split('\r\n') };
  });
};

describe('whoever finds a mistake on the page of an item begins a message that says where', () => {
  it.each(kinds)('%s: its name, its URL, its edition and the language of the page', async (kind) => {
    for (const { slug } of recordFiles.filter((file) => file.kind === kind).slice(0, 6))
      for (const language of languageTags) {
        const path = `/${language}/${kind}/${slug}.html`;
        const { name, edition } = (await ask(path.replace('html', 'json'))).json as { name: string; edition: number };
        const [message] = await messagesAt(path);
        expect(message?.to).toBe(partnership.operator.contact);
        expect(message?.subject).toContain(name.slice(0, 80));
        const [item, number, written] = message?.lines ?? [];
        expect(item).toContain(origin + path);
        expect(number).toContain(String(edition));
        expect(written).toContain({ ja: '日本語', en: 'English' }[language]);
      }
  });

  it('in Japanese and in English, whole', async () => {
    const part = { ja: '箇所：', en: 'Which part: ' };
    expect(await messagesAt('/ja/terms/dfft.html')).toEqual([
      {
        to: partnership.operator.contact,
        subject: expect.stringMatching(/^誤りの報告：./),
        lines: [
          `項目：${origin}/ja/terms/dfft.html`,
          '版：第1版',
          '言語：日本語',
          part.ja,
          '現在の記載：',
          '正しい内容：',
          '根拠となる資料のURL：',
        ],
      },
    ]);
    const [english] = await messagesAt('/en/terms/dfft.html');
    expect(english?.lines).toEqual([
      `Item: ${origin}/en/terms/dfft.html`,
      'Edition: 1',
      'Language: English',
      part.en,
      'What it says now: ',
      'What it should say: ',
      'URL of a source: ',
    ]);
  });

  it('the edition is the newest, the URL that of the new slug', async () => {
    await put(nextEdition(await liveItem('terms', 'dfft'), { slug: 'dfft-renamed' }));
    const [message] = await messagesAt('/en/terms/dfft-renamed.html');
    expect(message?.lines.slice(0, 2)).toEqual([`Item: ${origin}/en/terms/dfft-renamed.html`, 'Edition: 2']);
  });

  it('a name of any characters, and of any length, arrives as it is', async () => {
    const name = `"A" & <B> ?subject=x#y 100% 日本 🇯🇵 ${'long '.repeat(60)}`.trim();
    await put(newTerm('odd', { en: { name, definition: 'Odd.' } }));
    const [message] = await messagesAt('/en/terms/odd.html');
    expect(message?.subject).toBe(`Mistake: ${[...name].slice(0, 80).join('')}…`);
  });

  it('where a value is unverified, another message names its field, for whoever knows a source', async () => {
    const texts = {
      ja: { name: '語', reading: 'ご', definition: '意味。' },
      en: { name: 'word', definition: 'Its meaning.' },
    };
    const { facts } = newTerm('odd', texts).edition;
    await put(newTerm('odd', texts, { facts: { ...facts, unverified: ['/name', '/definition'] } }));
    const [, inJapanese, ...more] = await messagesAt('/ja/terms/odd.html');
    expect(more).toEqual([]);
    expect([inJapanese?.subject, inJapanese?.lines[3]]).toEqual([
      '資料の情報提供：語',
      `箇所：名称、${messagesFor('ja').t('label.definition')}`,
    ]);
    const [, inEnglish] = await messagesAt('/en/terms/odd.html');
    expect([inEnglish?.subject, inEnglish?.lines[3]]).toEqual([
      'Source: word',
      `Which part: Name, ${messagesFor('en').t('label.definition')}`,
    ]);
    expect(await messagesAt('/ja/terms/dfft.html')).toHaveLength(1);
  });

  it('what is unverified of an item that the page only names is left to a message about that item', async () => {
    expect(await messagesAt('/ja/partnerships/japan-uk-digital-partnership.html')).toHaveLength(1);
    const [, sources] = await messagesAt('/ja/actions/cyber-resilience.html');
    expect(sources?.lines[3]).toBe('箇所：種類、名称');
  });
});
