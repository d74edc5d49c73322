import type { Kind } from '../kinds/index.ts';
import type { Language } from '../languages.ts';
import type { Messages } from './messages.ts';
import { placeOf } from './place.ts';
import { labelOf } from './values.ts';

/**
 * Says what no source confirms of the value at a JSON Pointer in an answer about items of a kind: 名称未確認, Date
 * unverified.
 */
export const unverifiedText = (messages: Messages, of: Kind, pointer: string): string => {
  const { t } = messages;
  const { kind, name, field } = placeOf(of, pointer);
  if (!field) {
    if (name === 'name') return t('unverified.name', { context: kind });
    if (name === 'kind') return t('unverified.kind', { context: kind });
    return name === 'note' ? t('unverified.field', { field: t('record.note') }) : t('unverified.alias');
  }
  if (field.type === 'fact' && field.display === 'date') return t('unverified.date');
  if (field.type === 'fact' && field.display === 'ordinal') return t('unverified.ordinal');
  return t('unverified.field', { field: labelOf(messages, name, field) });
};

/** Says in which language the value at a JSON Pointer is, where that is not the reader's: 日本語名なし, In English. */
export const fallbackText = (messages: Messages, of: Kind, pointer: string, fallback: Language): string => {
  const { t, languageName } = messages;
  const language = languageName(fallback);
  const { kind, name, field } = placeOf(of, pointer);
  if (!field && name === 'name')
    return t('fallback.name', { context: kind, language, own: languageName(messages.language) });
  return field?.type === 'text' && field.partial ? t('fallback.page', { language }) : t('fallback.text', { language });
};
