import type { Child } from 'hono/jsx';
import { label } from '../../i18n/messages.ts';
import type { Field } from '../../kinds/fields.ts';
import { definitionOf, type Kind } from '../../kinds/index.ts';
import { DateText, Facts } from '../fields.tsx';
import { has, type PageView, textAt } from '../pointer.ts';
import { ListSection } from '../section.tsx';
import { LocalizedText, Marks, type PointerProps, Reference, References } from '../text.tsx';

/** A row of facts: its label, the pointer to its value, the value as it is displayed. */
export type Fact = readonly [label: string, at: string, shown: Child];

const Value = ({ view, at, name, field }: PointerProps & { name: string; field: Field }) => {
  if (field.type === 'link') return <Reference view={view} at={at} />;
  if (field.type === 'fact' && field.worded === 'date') return <DateText view={view} at={at} />;
  const text = textAt(view, at) ?? '';
  return (
    <>
      {field.type === 'fact' && field.codes ? label(view.messages.t, 'codes', `${name}.${text}`) : text}
      <Marks view={view} at={at} />
    </>
  );
};

/** Returns the facts and links among the fields of a kind that `names` lists, as rows; `at` is the pointer above them. */
export const definedFacts = (view: PageView, names: readonly string[], at: string, kind: Kind): Fact[] =>
  names.flatMap((name) => {
    const field = definitionOf(kind).fields[name];
    const isRow = field?.type === 'link' || (field?.type === 'fact' && !field.hidden);
    if (!isRow) return [];
    const inner = `${at}/${name}`;
    const shown = <Value view={view} at={inner} name={name} field={field} />;
    return [[label(view.messages.t, 'label', name), inner, shown] as const];
  });

/** The part of a page that follows from the definition of its kind: facts, texts, and lists of items that link to it. */
export const DefinedFields = ({ view }: { view: PageView }) => {
  const { fields } = definitionOf(view.kind);
  const named = (type: Field['type']) => Object.keys(fields).filter((name) => fields[name]?.type === type);
  return (
    <>
      <Facts view={view} rows={definedFacts(view, Object.keys(fields), '', view.kind)} />
      {named('text')
        .filter((name) => has(view, `/${name}`))
        .map((name) => (
          <p class="lead">
            <LocalizedText view={view} at={`/${name}`} />
          </p>
        ))}
      {named('incoming').map((name) => (
        <ListSection view={view} at={`/${name}`} title={label(view.messages.t, 'label', name)}>
          <References view={view} at={`/${name}`} />
        </ListSection>
      ))}
    </>
  );
};
