import { label } from '../i18n/messages.ts';
import { definitionOf } from '../kinds/index.ts';
import type { Card, ItemView } from '../model/view.ts';
import { LocalizedText, Reference, wordsFor } from './text.tsx';

/** How many entries a card shows of a list; the rest stand on the item's page. */
const most = 3;

type Entry = Readonly<Record<string, unknown>>;

const isReference = (value: unknown): value is Card => typeof (value as Card | undefined)?.href === 'string';

/** A commitment: what was promised, how it stands, and until when. */
const Commitment = ({ reading, entry, at }: { reading: ItemView; entry: Entry; at: string }) => {
  const { t } = wordsFor(reading);
  const due = (entry.due as { text?: string } | undefined)?.text;
  const status = label(t, 'codes', `status.${entry.status}`);
  return (
    <>
      <LocalizedText reading={reading} at={`${at}/text`}>
        {String(entry.text)}
      </LocalizedText>{' '}
      <span class="joint-card-aside">
        {status}
        {due && (
          <>
            {t('card.separator')}
            <LocalizedText reading={reading} at={`${at}/due/text`}>
              {due}
            </LocalizedText>
          </>
        )}
      </span>
    </>
  );
};

/** An item of a list, by what tells it from its neighbours: the card's own name stands above. */
const Listed = ({ reading, entry, at }: { reading: ItemView; entry: Card; at: string }) => {
  const { kind, slug, fields } = reading;
  const [part, other] = Object.entries(entry).find(
    (one): one is [string, Card] => isReference(one[1]) && !(one[1].kind === kind && one[1].slug === slug),
  ) ?? ['', entry];
  // Where everything listed is of one day, the card says that day once, above.
  const day = fields.date === entry.date ? undefined : (entry.date as string | undefined);
  return (
    <>
      <Reference reading={reading} at={part ? `${at}/${part}` : at} to={entry}>
        {other.name ?? other.slug}
      </Reference>
      {day && <span class="joint-card-aside"> {wordsFor(reading).day(day)}</span>}
    </>
  );
};

/** An appearance: at which meeting, who or in which office. */
const Appearance = ({ reading, entry, at }: { reading: ItemView; entry: Entry; at: string }) => {
  const others = ['participant', 'role'].filter((name) => isReference(entry[name]));
  return (
    <>
      <Reference reading={reading} at={`${at}/council`} to={entry.council as Card} />{' '}
      <span class="joint-card-aside">
        {others.map((name, index) => (
          <>
            {index > 0 && wordsFor(reading).t('card.separator')}
            <LocalizedText reading={reading} at={`${at}/${name}/name`}>
              {(entry[name] as Card).name ?? (entry[name] as Card).slug}
            </LocalizedText>
          </>
        ))}
      </span>
    </>
  );
};

/** The first entries of the list that a kind names for cards. */
export const ListEntries = ({ reading }: { reading: ItemView }) => {
  const { fields, cardList: recent } = definitionOf(reading.kind);
  if (!recent) return null;
  const entries = ((reading.fields[recent] ?? []) as Entry[]).slice(0, most);
  if (entries.length === 0) return null;
  const type = fields[recent]?.type;
  return (
    <>
      <p class="joint-card-label">{label(wordsFor(reading).t, 'card', `recent.${reading.kind}`)}</p>
      <ul class="joint-card-list">
        {entries.map((entry, index) => {
          const at = `/${recent}/${index}`;
          return (
            <li>
              {type === 'incoming' && <Listed reading={reading} entry={entry as Card} at={at} />}
              {type === 'entries' && <Appearance reading={reading} entry={entry} at={at} />}
              {type === 'list' && <Commitment reading={reading} entry={entry} at={at} />}
            </li>
          );
        })}
      </ul>
    </>
  );
};
