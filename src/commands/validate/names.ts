import { findName } from '../../i18n/names.ts';
import { definitionOf, type Kind } from '../../kinds/index.ts';
import type { Content } from '../../kinds/record-schema.ts';
import { type Language, languageTags } from '../../languages.ts';
import { pointerOf, type ValidationError, validationError } from './errors.ts';

/**
 * Checks that each language has a name, or that the record says that no official page gives one: then another language has
 * it, which may be one whose texts stay as they are live (`carried`).
 */
export const checkNames = (
  kind: Kind,
  firstSlug: string,
  record: Content,
  languages: readonly Language[],
  carried: Content['texts'],
): ValidationError[] => {
  const definition = definitionOf(kind);
  const unnamed = (record.facts.unnamed ?? []) as string[];
  const named = languages.filter((language) => findName(definition, firstSlug, record, [language]));
  const others = languageTags.filter((tag) => carried[tag] && !languages.includes(tag));
  const isNamed = named.length > 0 || findName(definition, firstSlug, { ...record, texts: carried }, others);
  if (!isNamed && definition.composed) return [];
  return languages.flatMap((language) => {
    if (named.includes(language))
      return unnamed.includes(language) ? [validationError('/facts/unnamed', 'named', { language })] : [];
    const mayLack = unnamed.includes(language) && isNamed;
    return mayLack ? [] : [validationError(pointerOf(['texts', language, 'name']), 'noName', { language })];
  });
};
