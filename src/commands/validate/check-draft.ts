import type { Kind } from '../../kinds/index.ts';
import type { Rule, ValidationError } from './errors.ts';
import { validateRecord } from './validate-record.ts';

// What breaks these rules is not wrong, but not written yet.
const rulesOfMissing: readonly Rule[] = ['missing', 'missingLanguage', 'missingText', 'noName'];

const isMissing = ({ rule, pointer }: ValidationError): boolean =>
  rulesOfMissing.includes(rule) || (rule === 'keys' && pointer.startsWith('/texts/'));

/**
 * Validates a record as a draft, which may be incomplete. `errors` must be corrected before it can be saved; what is
 * `missing`, before it can be published; `checked` is as much of the record as could be checked.
 */
export const checkDraft = (kind: Kind, slug: string, record: unknown, firstSlug: string) => {
  const validation = validateRecord(kind, slug, record, firstSlug);
  const all = 'errors' in validation ? validation.errors : [];
  const checked = 'record' in validation ? validation.record : validation.checked;
  return { errors: all.filter((error) => !isMissing(error)), missing: all.filter(isMissing), checked };
};
