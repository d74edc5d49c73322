import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kinds } from '../../src/kinds/index.ts';
import { languageTags } from '../../src/languages.ts';
import { embedVariants, formatPath, isRecordUrl, parsePath, type RecordUrl } from '../../src/url.ts';

const slug = fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}$/);
const format = fc.oneof(fc.constantFrom('json', 'html', 'md', ''), fc.stringMatching(/^[a-z0-9.]{1,8}$/));
const address: fc.Arbitrary<RecordUrl> = fc.oneof(
  fc.record({ language: fc.constantFrom(...languageTags) }, { requiredKeys: [] }),
  fc.record(
    { language: fc.constantFrom(...languageTags), changes: fc.constant(true as const), format },
    { requiredKeys: ['changes', 'format'] },
  ),
  fc.record(
    { kind: fc.constantFrom(...kinds), language: fc.constantFrom(...languageTags), slug, format },
    { requiredKeys: ['kind'] },
  ),
  fc.record(
    {
      variant: fc.constantFrom(...embedVariants),
      kind: fc.constantFrom(...kinds),
      slug,
      language: fc.constantFrom(...languageTags),
    },
    { requiredKeys: ['variant', 'kind', 'slug'] },
  ),
);

describe('an address', () => {
  it.each<[string, RecordUrl]>([
    ['/', {}],
    ['/ja', { language: 'ja' }],
    ['/actions', { kind: 'actions' }],
    ['/actions.json', { kind: 'actions', format: 'json' }],
    ['/en/actions', { language: 'en', kind: 'actions' }],
    ['/en/actions.json', { language: 'en', kind: 'actions', format: 'json' }],
    ['/actions/data', { kind: 'actions', slug: 'data' }],
    ['/actions/data.json', { kind: 'actions', slug: 'data', format: 'json' }],
    ['/ja/actions/data', { language: 'ja', kind: 'actions', slug: 'data' }],
    ['/ja/actions/data.json', { language: 'ja', kind: 'actions', slug: 'data', format: 'json' }],
    ['/ja/actions/data.tar.gz', { language: 'ja', kind: 'actions', slug: 'data', format: 'tar.gz' }],
    ['/ja/actions/data.', { language: 'ja', kind: 'actions', slug: 'data', format: '' }],
    ['/ja/changes.atom', { language: 'ja', changes: true, format: 'atom' }],
    ['/changes.atom', { changes: true, format: 'atom' }],
    ['/ja/terms/5g', { language: 'ja', kind: 'terms', slug: '5g' }],
    ['/ja/card/actions/data', { language: 'ja', variant: 'card', kind: 'actions', slug: 'data' }],
    ['/embed/actions/data', { variant: 'embed', kind: 'actions', slug: 'data' }],
    [`/terms/${'a'.repeat(80)}`, { kind: 'terms', slug: 'a'.repeat(80) }],
  ])('%s', (path, parts) => {
    expect(parsePath(path)).toEqual(parts);
    expect(formatPath(parts)).toBe(path);
  });

  it('is written as it is read, whatever its parts', () => {
    fc.assert(
      fc.property(address, (parts) => {
        expect(parsePath(formatPath(parts))).toEqual(parts);
      }),
    );
  });

  it('is read from one path only: what is no address says so, what is one is written back', () => {
    const segment = fc.oneof(
      fc.constantFrom(
        'ja',
        'en',
        'JA',
        'fr',
        ...kinds,
        ...embedVariants,
        'changes',
        'changes.atom',
        '',
        '.',
        '..',
        'data',
      ),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(segment, { maxLength: 5 }), (segments) => {
        const path = `/${segments.join('/')}`;
        const parsed = parsePath(path);
        if (isRecordUrl(parsed)) expect(formatPath(parsed)).toBe(path);
        else {
          const { language, variant, ...problem } = parsed;
          expect(problem).toEqual({ code: expect.any(String), word: expect.any(String) });
          expect([undefined, segments[0]]).toContain(language);
          expect([undefined, segments[0], segments[1]]).toContain(variant);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('the path of a published file', () => {
  it.each(['/embed/1.0.0/embed.js', '/embed/12.3.45/card.css', '/embed.js'])('%s is never an address', (path) => {
    expect(isRecordUrl(parsePath(path))).toBe(false);
  });
});

describe('a path that is no address', () => {
  it.each([
    ['/fr', 'unknown-language', 'fr'],
    ['/JA', 'unknown-language', 'JA'],
    ['/ja-JP/actions', 'unknown-language', 'ja-JP'],
    ['/fr/actions/data', 'unknown-language', 'fr'],
    ['/japanese/actions.json', 'unknown-language', 'japanese'],
    ['/nope', 'unknown-collection', 'nope'],
    ['/nope/data', 'unknown-collection', 'nope'],
    ['/Actions', 'unknown-collection', 'Actions'],
    ['/ja/nope', 'unknown-collection', 'nope'],
    ['/ja/ACTIONS/data', 'unknown-collection', 'ACTIONS'],
    ['/ja/actions%2Fdata', 'unknown-collection', 'actions%2Fdata'],
    ['/ja/en', 'unknown-collection', 'en'],
    ['/ja//actions', 'unknown-collection', ''],
    ['/actions.json/data', 'unknown-collection', 'actions.json'],
    ['/ja/__proto__', 'unknown-collection', '__proto__'],
    ['/ja/constructor/x', 'unknown-collection', 'constructor'],
    ['/ja/actions/Data', 'malformed-slug', 'Data'],
    ['/ja/actions/data_1', 'malformed-slug', 'data_1'],
    ['/ja/actions/-data', 'malformed-slug', '-data'],
    ['/ja/actions/data-', 'malformed-slug', 'data-'],
    ['/ja/actions/data--flows', 'malformed-slug', 'data--flows'],
    ['/ja/actions/%00', 'malformed-slug', '%00'],
    ['/ja/actions/%E3%83%87', 'malformed-slug', '%E3%83%87'],
    ['/ja/actions/..', 'malformed-slug', ''],
    ['/ja/actions/.json', 'malformed-slug', ''],
    ['/ja/actions/', 'malformed-slug', ''],
    [`/ja/actions/${'a'.repeat(81)}`, 'malformed-slug', 'a'.repeat(81)],
    ['/ja/actions/data/more', 'not-found', ''],
    ['/actions/data/', 'not-found', ''],
  ])('%s', (path, code, word) =>
    expect(parsePath(path)).toEqual({ code, word, ...(path.startsWith('/ja/') && { language: 'ja' }) }),
  );
});
