import { describe, expect, it } from 'vitest';
import { contactOf, messageLink } from '../../src/operator.ts';

const message = {
  subject: '誤り & more?',
  lines: ['項目：データ', 'It’s 100% “so”; a+b=c#d', ''],
  parameters: { item: 'https://example.jp/terms/dfft', language: 'ja', field: 'name date' },
};

describe('a message to the operator', () => {
  it('by e-mail has a subject and a text, each percent-encoded, with CRLF between lines (RFC 6068)', () => {
    const link = messageLink('mailto:data@ministry.go.jp', message);
    expect(link).toMatch(/^mailto:data@ministry\.go\.jp\?subject=[\w.~%!*'()-]+&body=[\w.~%!*'()-]+$/);
    const [, query = ''] = link.split('?');
    const fields = query.split('&').map((field) => field.split('=').map(decodeURIComponent));
    expect(fields).toEqual([
      ['subject', message.subject],
      ['body', message.lines.join('\r\n')],
    ]);
  });

  it('by a form has parameters beside those of its URL', () => {
    const link = messageLink('https://ministry.go.jp/form?to=data&item=old#form', message);
    expect(link).toBe(
      'https://ministry.go.jp/form?to=data&item=https%3A%2F%2Fexample.jp%2Fterms%2Fdfft&language=ja&field=name+date#form',
    );
  });
});

it.each([
  ['mailto:data@ministry.go.jp', 'data@ministry.go.jp'],
  ['mailto:data%2Bjp@ministry.go.jp', 'data+jp@ministry.go.jp'],
  ['https://ministry.go.jp/form', 'https://ministry.go.jp/form'],
])('the contact %s is read as %s', (contact, text) => expect(contactOf(contact)).toEqual({ href: contact, text }));
