import { definitionOf, type Kind } from '../../kinds/index.ts';
import { CodeLabel } from '../fields.tsx';
import { entriesAt, has, type PageView } from '../pointer.ts';
import { LocalizedText, Reference } from '../text.tsx';
import { Facts, isFact, isParagraph } from './facts.tsx';
import { List } from './lists.tsx';

/** The cards at a pointer, made from the definition of their kind, each under a heading that links to its item. */
export const Cards = ({ view, at, kind, level }: { view: PageView; at: string; kind: Kind; level: 2 | 3 }) => {
  const Heading = level === 2 ? 'h2' : 'h3';
  const { fields, card: names, status, cardFacts } = definitionOf(kind);
  const shown = names.flatMap((name) => (fields[name] ? [{ name, field: fields[name] }] : []));
  const texts = shown.filter(({ field }) => isParagraph(field));
  const lists = shown.filter(({ field }) => field.type === 'list');
  const facts = shown.filter(({ name, field }) => name !== status && isFact(field, fields));
  return (
    <ul class={`cards cards-${kind}`}>
      {entriesAt(view, at).map((card) => (
        <li>
          <Heading>
            <Reference view={view} at={card} />
          </Heading>
          {status && has(view, `${card}/${status}`) && (
            <p>
              <CodeLabel view={view} at={`${card}/${status}`} of="status" />
            </p>
          )}
          {texts
            .filter(({ name }) => has(view, `${card}/${name}`))
            .map(({ name }) => (
              <p>
                <LocalizedText view={view} at={`${card}/${name}`} />
              </p>
            ))}
          <Facts view={view} at={card} fields={fields} names={cardFacts ?? facts.map(({ name }) => name)} inline />
          {lists.map(({ name }) => (
            <List view={view} at={`${card}/${name}`} kind={kind} name={name} />
          ))}
        </li>
      ))}
    </ul>
  );
};
