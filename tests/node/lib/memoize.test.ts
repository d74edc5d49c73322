import { describe, expect, it } from 'vitest';
import { memoize } from '../../../src/lib/memoize.ts';

const counting = () => {
  const found: (string | null)[] = [];
  const find = memoize((text: string | null) => {
    found.push(text);
    return `${text}!`;
  });
  return { find, found };
};

describe('what is asked again and again', () => {
  it('is found once, whoever asks in between', () => {
    const { find, found } = counting();
    expect(['ja', null, 'ja', 'en', null, 'ja'].map(find)).toEqual(['ja!', 'null!', 'ja!', 'en!', 'null!', 'ja!']);
    expect(found).toEqual(['ja', null, 'en']);
  });

  it('is found anew where the text is longer than those that come again', () => {
    const { find, found } = counting();
    const long = 'a'.repeat(301);
    expect([find(long), find(long)]).toEqual([`${long}!`, `${long}!`]);
    expect(found).toEqual([long, long]);
  });

  it('is forgotten, with all the rest, when there is too much of it', () => {
    const { find, found } = counting();
    for (let number = 0; number < 500; number += 1) find(`${number}`);
    expect(find('0')).toBe('0!');
    expect(found).toHaveLength(500);
    expect(find('500')).toBe('500!');
    expect(find('0')).toBe('0!');
    expect(found.slice(500)).toEqual(['500', '0']);
  });
});
