import { labelOf, sideText } from '../../i18n/values.ts';
import { repeatedFields } from '../../kinds/definition.ts';
import type { Field, Fields } from '../../kinds/fields.ts';
import { definitionOf, type Kind } from '../../kinds/index.ts';
import { CodeLabel } from '../fields.tsx';
import { entriesAt, has, type PageView, textAt } from '../pointer.ts';
import { type Column, Table } from '../section.tsx';
import { LocalizedText, Reference, References } from '../text.tsx';
import { Citation } from './citation.tsx';
import { Facts, FieldValue, isFact, isParagraph } from './facts.tsx';

interface ListProps {
  view: PageView;
  at: string;
}

const columnOf = (view: PageView, name: string, field: Field): Column => [
  labelOf(view.messages, name, field),
  (at) => <FieldValue view={view} at={`${at}/${name}`} field={field} />,
];

/** The columns of entries: links first. A fact that entries may lack, and no row has, has none. */
const columnsOf = (view: PageView, fields: Fields, rows: readonly string[], needed: (field: Field) => boolean) => {
  const shown = Object.entries(fields).filter(
    ([name, field]) => isFact(field, fields) && (needed(field) || rows.some((at) => has(view, `${at}/${name}`))),
  );
  const isLink = ([, { type }]: (typeof shown)[number]) => type === 'link';
  return [...shown.filter(isLink), ...shown.filter((each) => !isLink(each))].map(([name, field]) =>
    columnOf(view, name, field),
  );
};

/** A list that is grouped by a fact: a table for each group, all with the same columns. */
const GroupTables = ({ view, at, fields, by }: ListProps & { fields: Fields; by: string }) => {
  const { [by]: fact, ...rest } = fields;
  const groups = entriesAt(view, at);
  const rows = groups.flatMap((group) => entriesAt(view, group));
  const columns = columnsOf(view, rest, rows, (field) => 'required' in field && field.required);
  const caption = (value: string) =>
    fact?.type === 'fact' && fact.display === 'side' ? sideText(view.messages, value) : value;
  return (
    <>
      {groups.map((group) => (
        <Table
          caption={caption(group.slice(group.lastIndexOf('/') + 1))}
          rows={entriesAt(view, group)}
          columns={columns}
        />
      ))}
    </>
  );
};

/** The entries of other items' lists that link here, each with the item it is in. */
const EntriesTable = ({ view, at, field }: ListProps & { field: Extract<Field, { type: 'entries' }> }) => {
  const other = definitionOf(field.kind as Kind);
  const list = other.fields[field.list];
  if (list?.type !== 'list') return null;
  const { [field.relation]: _, ...fields } = list.fields;
  const rows = entriesAt(view, at);
  const item = columnOf(view, field.as, { type: 'link', kind: field.kind, required: true });
  const repeated = Object.entries(repeatedFields(other, field.list)).map(([name, each]) => columnOf(view, name, each));
  return (
    <Table
      under={at.slice(1)}
      rows={rows}
      columns={[item, ...repeated, ...columnsOf(view, fields, rows, () => false)]}
    />
  );
};

/** Links to pages of other sites, each after its publisher. */
const PageLinks = ({ view, at }: ListProps) => (
  <ul>
    {entriesAt(view, at).map((entry) => (
      <li>
        {has(view, `${entry}/publisher/name`) ? <Reference view={view} at={`${entry}/publisher`} /> : null}{' '}
        <Citation
          view={view}
          href={textAt(view, `${entry}/href`) ?? ''}
          language={textAt(view, `${entry}/language`) ?? ''}
          withPublisher={false}
        />
      </li>
    ))}
  </ul>
);

/** Entries as paragraphs, each after its status and before its facts. `name` is also the class of the list. */
const EntryList = ({ view, at, name, fields }: ListProps & { name: string; fields: Fields }) => {
  const all = Object.entries(fields);
  const status = all.find(([, field]) => field.type === 'fact' && field.codeList === 'status')?.[0];
  const texts = all.filter(([, field]) => isParagraph(field)).map(([each]) => each);
  const facts = all.filter(([each, field]) => each !== status && isFact(field, fields)).map(([each]) => each);
  return (
    <ul class={name}>
      {entriesAt(view, at).map((entry) => (
        <li>
          {texts.map((text, index) => (
            <p>
              {status && index === 0 && (
                <>
                  <CodeLabel view={view} at={`${entry}/${status}`} of="status" />{' '}
                </>
              )}
              <LocalizedText view={view} at={`${entry}/${text}`} />
            </p>
          ))}
          <Facts view={view} at={entry} fields={fields} names={facts} inline />
        </li>
      ))}
    </ul>
  );
};

/** The list at a pointer, which is the field `name` of a kind, as its definition says. */
export const List = ({ view, at, kind, name }: ListProps & { kind: Kind; name: string }) => {
  const field = definitionOf(kind).fields[name];
  if (field?.type === 'incoming') return <References view={view} at={at} />;
  if (field?.type === 'entries') return <EntriesTable view={view} at={at} field={field} />;
  if (field?.type !== 'list') return null;
  const { fields, by, display } = field;
  if (by) return <GroupTables view={view} at={at} fields={fields} by={by} />;
  if (display === 'links') return <PageLinks view={view} at={at} />;
  return <EntryList view={view} at={at} name={name} fields={fields} />;
};
