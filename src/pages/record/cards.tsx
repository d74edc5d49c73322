import { definitionOf, type Kind } from '../../kinds/index.ts';
import { CodeLabel, DateText } from '../fields.tsx';
import { entriesAt, has, type PageView, textAt } from '../pointer.ts';
import { LocalizedText, Marks, type PointerProps, Reference } from '../text.tsx';
import { Commitments } from './commitments.tsx';
import { definedFacts, type Fact } from './defined.tsx';
import { documentFile } from './kinds/documents.tsx';

const Ordinal = ({ view, at }: PointerProps) => (
  <>
    {view.messages.ordinal(Number(textAt(view, at)))}
    <Marks view={view} at={at} />
  </>
);

const factsOf = (view: PageView, kind: Kind, at: string): readonly Fact[] => {
  const { t } = view.messages;
  const day = (name: string, label: string): Fact => [
    label,
    `${at}/${name}`,
    <DateText view={view} at={`${at}/${name}`} />,
  ];
  const ref = (name: string, label: string): Fact => [
    label,
    `${at}/${name}`,
    <Reference view={view} at={`${at}/${name}`} />,
  ];
  switch (kind) {
    case 'partnerships':
      return [
        [t('label.level'), `${at}/level`, <CodeLabel view={view} at={`${at}/level`} of="level" />],
        day('launched', t('label.launched')),
      ];
    case 'councils':
      return [
        day('date', t('label.date')),
        [t('label.ordinal'), `${at}/ordinal`, <Ordinal view={view} at={`${at}/ordinal`} />],
        [t('label.mode'), `${at}/mode`, <CodeLabel view={view} at={`${at}/mode`} of="mode" />],
      ];
    case 'outcomes':
      return [day('date', t('label.date'))];
    case 'participants':
      return [[t('label.reading'), `${at}/reading`, <LocalizedText view={view} at={`${at}/reading`} briefly />]];
    case 'organisations':
      return [
        [
          t('label.abbreviation'),
          `${at}/abbreviation`,
          <LocalizedText view={view} at={`${at}/abbreviation`} briefly />,
        ],
        [t('label.country'), `${at}/country`, view.messages.country(textAt(view, `${at}/country`) ?? '')],
      ];
    case 'roles':
      return [ref('organisation', t('label.organisation'))];
    case 'documents':
      return [
        [t('label.type'), `${at}/type`, <CodeLabel view={view} at={`${at}/type`} of="type" />],
        day('date', t('label.issued')),
        ref('publisher', t('label.publisher')),
        [t('label.file'), `${at}/mediaType`, documentFile(view, at)],
      ];
    case 'actions':
    case 'terms':
      return [];
    default:
      return definedFacts(view, definitionOf(kind).card, at, kind);
  }
};

/** The facts of a card in one line, each with its label. */
export const CardFacts = ({ view, kind, at }: { view: PageView; kind: Kind; at: string }) => {
  const there = factsOf(view, kind, at).filter(([, pointer]) => has(view, pointer));
  if (there.length === 0) return null;
  return (
    <dl class="inline">
      {there.map(([label, , shown]) => (
        <div>
          <dt>{label}</dt>
          <dd>{shown}</dd>
        </div>
      ))}
    </dl>
  );
};

/** The cards at a pointer, each under a heading of this level that leads to its item. */
export const Cards = ({ view, at, kind, level }: { view: PageView; at: string; kind: Kind; level: 2 | 3 }) => {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <ul class={`cards cards-${kind}`}>
      {entriesAt(view, at).map((card) => (
        <li>
          <Heading>
            <Reference view={view} at={card} />
          </Heading>
          {has(view, `${card}/status`) && (
            <p>
              <CodeLabel view={view} at={`${card}/status`} of="status" />
            </p>
          )}
          {['summary', 'definition']
            .filter((name) => has(view, `${card}/${name}`))
            .map((name) => (
              <p>
                <LocalizedText view={view} at={`${card}/${name}`} />
              </p>
            ))}
          <CardFacts view={view} kind={kind} at={card} />
          {kind === 'outcomes' && <Commitments view={view} at={`${card}/commitments`} />}
        </li>
      ))}
    </ul>
  );
};
