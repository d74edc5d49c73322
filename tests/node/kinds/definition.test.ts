import { describe, expect, it } from 'vitest';
import { routes } from '../../../src/http/editor/routes.ts';
import { defineKind } from '../../../src/kinds/definition.ts';
import { definitionOf } from '../../../src/kinds/index.ts';

const termsAs = (kind: string) => ({ ...definitionOf('terms'), kind });

describe('a kind cannot have a name that the editor’s API has', () => {
  const names = routes.flatMap(({ path }) => (path.startsWith('/:') ? [] : [path.slice(1)]));

  it('(there are seven of them)', () => expect(names).toHaveLength(7));

  it.each(names)('%s', (kind) =>
    expect(() => defineKind(termsAs(kind))).toThrow(`${kind}: the editor's API has this name`),
  );

  it('any other name is free', () => expect(defineKind(termsAs('laws'))).toMatchObject({ kind: 'laws' }));
});
