import { describe, expect, it } from 'vitest';
import { exampleValues, isExampleHost } from '../../../cli/deploy/example-values.ts';
import { partnership } from '../../../src/partnership.ts';

const own = {
  operator: {
    name: { ja: 'データ室', en: 'Data Unit' },
    contact: 'mailto:data@ministry.go.jp',
  },
  securityContacts: ['mailto:security@ministry.go.jp', 'https://ministry.go.jp/report'],
};

describe('whoever puts the service online with values of the example is told which', () => {
  it('those that config.json comes with', () => {
    expect(exampleValues(partnership)).toEqual([
      'operator.name.ja (運営者（例）)',
      'operator.name.en (Example operator)',
      'operator.contact (mailto:contact@example.jp)',
      'securityContacts (mailto:security@example.jp)',
    ]);
  });

  it('none of an operator’s own', () => expect(exampleValues(own)).toEqual([]));

  it.each<[object, string]>([
    [
      { operator: { ...own.operator, contact: 'mailto:data@example.com' } },
      'operator.contact (mailto:data@example.com)',
    ],
    [
      { operator: { ...own.operator, contact: 'https://www.example.org/contact?a=b' } },
      'operator.contact (https://www.example.org/contact?a=b)',
    ],
    [
      { operator: { ...own.operator, name: { ja: 'データ室', en: 'EXAMPLE Ministry' } } },
      'operator.name.en (EXAMPLE Ministry)',
    ],
    [
      { securityContacts: ['tel:+81-3-0000-0000', 'mailto:s@mail.EXAMPLE.co.jp'] },
      'securityContacts (mailto:s@mail.EXAMPLE.co.jp)',
    ],
    [
      { securityContacts: ['mailto:s@example.net?subject=a@b.jp'] },
      'securityContacts (mailto:s@example.net?subject=a@b.jp)',
    ],
    [{ securityContacts: ['https://example.jp:8443/report'] }, 'securityContacts (https://example.jp:8443/report)'],
  ])('%o', (change, fault) => expect(exampleValues({ ...own, ...change })).toEqual([fault]));
});

it.each([
  ['example.jp', true],
  ['data.example.jp', true],
  ['example0.jp', true],
  ['www.example.go.jp', true],
  ['a.test', true],
  ['counterexample.jp', false],
  ['example.digital.go.jp', false],
  ['digital.go.jp', false],
  ['example.com.jp.ministry.uk', false],
])('the host %s is reserved for examples: %s', (host, expected) => expect(isExampleHost(host)).toBe(expected));
