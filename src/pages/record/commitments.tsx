import { label } from '../../i18n/messages.ts';
import { CodeLabel } from '../fields.tsx';
import { entriesAt, has, type PageView, textAt } from '../pointer.ts';
import { LocalizedText } from '../text.tsx';

/** When a commitment is due: in the words of the record, or by its days. */
export const dueAt = (view: PageView, at: string): string | undefined => {
  const { t, gregorian } = view.messages;
  const [from, until, text] = ['from', 'until', 'text'].map((part) => textAt(view, `${at}/due/${part}`) ?? undefined);
  if (text) return text;
  if (from && until) return t('due.between', { from: gregorian(from), until: gregorian(until) });
  if (from) return t('due.from', { from: gregorian(from) });
  return until && t('due.until', { until: gregorian(until) });
};

// An interval of several units has no short word: it is shown as it is written (ISO 8601-1 §5.6).
const recurrenceAt = (view: PageView, at: string): string => {
  const { t } = view.messages;
  const interval = textAt(view, `${at}/recurrence`) ?? '';
  const [, number = '', unit] = /^R\d*\/P(\d+)([YMWD])$/.exec(interval) ?? [];
  if (!unit) return interval;
  if (unit === 'Y' && number === '1') return t('recurrence.year');
  return label(t, 'recurrence', unit, { count: Number(number) });
};

const Due = ({ view, at }: { view: PageView; at: string }) => {
  const due = dueAt(view, at);
  if (!due) return null;
  const said = has(view, `${at}/due/text`) ? <LocalizedText view={view} at={`${at}/due/text`} briefly /> : due;
  return (
    <div>
      <dt>{view.messages.t('label.due')}</dt>
      <dd>{said}</dd>
    </div>
  );
};

/** The commitments of an outcome, each with its kind, when it is due and what became of it. */
export const Commitments = ({ view, at }: { view: PageView; at: string }) => {
  const { t } = view.messages;
  return (
    <ul class="commitments">
      {entriesAt(view, at).map((entry) => (
        <li>
          <p>
            <CodeLabel view={view} at={`${entry}/status`} of="status" />{' '}
            <LocalizedText view={view} at={`${entry}/text`} />
          </p>
          <dl class="inline">
            <div>
              <dt>{t('label.kind')}</dt>
              <dd>
                <CodeLabel view={view} at={`${entry}/kind`} of="commitment" />
              </dd>
            </div>
            <Due view={view} at={entry} />
            {has(view, `${entry}/recurrence`) && (
              <div>
                <dt>{t('label.recurrence')}</dt>
                <dd>{recurrenceAt(view, entry)}</dd>
              </div>
            )}
          </dl>
        </li>
      ))}
    </ul>
  );
};
