import { describe, expect, it } from 'vitest';
import { type EntityTags, matchesStrong, matchesWeak, parseEntityTags } from '../../../src/negotiation/entity-tags.ts';

const strong = (value: string) => ({ weak: false, value });
const weak = (value: string) => ({ weak: true, value });

describe('a list of entity tags is parsed', () => {
  it.each<[string, EntityTags]>([
    ['*', '*'],
    [' * ', '*'],
    ['"a"', [strong('a')]],
    ['W/"a"', [weak('a')]],
    ['""', [strong('')]],
    ['"a", W/"b"', [strong('a'), weak('b')]],
    ['"a","b"', [strong('a'), strong('b')]],
    ['"a" , , "b",', [strong('a'), strong('b')]],
    ['"a,b"', [strong('a,b')]],
    ['"!#~"', [strong('!#~')]],
    ['"\u0080\uFFFF版"', [strong('\u0080\uFFFF版')]],
    // As a server writes them that compressed the answer.
    ['"a-gzip", W/"b--gzip", "c-br"', [strong('a'), weak('b'), strong('c')]],
    ['"a-gzipped", "-gzip"', [strong('a-gzipped'), strong('')]],
    // Not an entity tag.
    ['', []],
    ['a', []],
    ['e3, 4', []],
    ['"a', []],
    ['"a b"', []],
    ['"a\u007Fb"', []],
    ['**', []],
    ['w/"a"', [strong('a')]],
    ['"*"', [strong('*')]],
    ['*, "a"', [strong('a')]],
  ])('%s', (field, tags) => expect(parseEntityTags(field)).toEqual(tags));
});

describe('tags are compared as RFC 9110 §8.8.3.2 does', () => {
  // If-(None-)Match, ETag, strong, weak: the first four are the table of the standard.
  it.each<[string, string | null, boolean, boolean]>([
    ['W/"1"', 'W/"1"', false, true],
    ['W/"1"', 'W/"2"', false, false],
    ['W/"1"', '"1"', false, true],
    ['"1"', '"1"', true, true],
    ['"1"', 'W/"1"', false, true],
    ['"1"', '"2"', false, false],
    ['"2", W/"3", "1"', '"1"', true, true],
    ['"2", W/"1"', '"1"', false, true],
    ['"A"', '"a"', false, false],
    ['""', '""', true, true],
    ['*', '"1"', true, true],
    ['*', 'W/"1"', true, true],
    ['1', '"1"', false, false],
    ['', '"1"', false, false],
    ['"1"', null, false, false],
    ['*', null, true, true],
  ])('%s and %s', (field, etag, strongly, weakly) => {
    const tags = parseEntityTags(field);
    expect([matchesStrong(tags, etag), matchesWeak(tags, etag)]).toEqual([strongly, weakly]);
  });
});
