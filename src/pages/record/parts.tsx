import { labelOf } from '../../i18n/values.ts';
import type { Field } from '../../kinds/fields.ts';
import { definitionOf } from '../../kinds/index.ts';
import { StatusNote } from '../fields.tsx';
import { has, type PageView } from '../pointer.ts';
import { ListSection } from '../section.tsx';
import { LocalizedText } from '../text.tsx';
import { Facts, isFact, isParagraph } from './facts.tsx';
import { List } from './lists.tsx';

/** The names of a kind's texts that are paragraphs, in the order of its definition. */
export const textNames = (kind: PageView['kind']): string[] =>
  Object.entries(definitionOf(kind).fields).flatMap(([name, field]) => (isParagraph(field) ? [name] : []));

/** The facts at the head of an item's page. */
export const PageFacts = ({ view }: { view: PageView }) => {
  const { fields, pageFacts, status } = definitionOf(view.kind);
  const names = pageFacts ?? Object.keys(fields).filter((name) => fields[name] && isFact(fields[name], fields));
  return (
    <>
      <Facts view={view} fields={fields} names={names} />
      {status && <StatusNote view={view} />}
    </>
  );
};

/** A list of an item under a heading of its own: the field's label. */
export const FieldSection = ({ view, name }: { view: PageView; name: string }) => {
  const field = definitionOf(view.kind).fields[name];
  if (!field) return null;
  return (
    <ListSection view={view} at={`/${name}`} title={labelOf(view.messages, name, field)}>
      <List view={view} at={`/${name}`} kind={view.kind} name={name} />
    </ListSection>
  );
};

/** The parts of an item's page, made from the definition of its kind: facts, texts, and a section for each list. */
export const DefaultParts = ({ view }: { view: PageView }) => {
  const { fields } = definitionOf(view.kind);
  const isList = ({ type }: Field) => type === 'list' || type === 'incoming' || type === 'entries';
  return (
    <>
      <PageFacts view={view} />
      {textNames(view.kind)
        .filter((name) => has(view, `/${name}`))
        .map((name) => (
          <p class="lead">
            <LocalizedText view={view} at={`/${name}`} />
          </p>
        ))}
      {Object.entries(fields)
        .filter(([, field]) => isList(field))
        .map(([name]) => (
          <FieldSection view={view} name={name} />
        ))}
    </>
  );
};
