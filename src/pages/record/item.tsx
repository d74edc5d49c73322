import type { Child } from 'hono/jsx';
import type { Kind } from '../../kinds/index.ts';
import type { Reading } from '../../model/edition.ts';
import { discovery } from '../head.tsx';
import { page } from '../layout.tsx';
import { pathTo, plainAt, textAt, type View, viewOfItem, type Whereabouts } from '../pointer.ts';
import { Name, Said } from '../text.tsx';
import { Action } from './kinds/actions.tsx';
import { Council } from './kinds/councils.tsx';
import { Document } from './kinds/documents.tsx';
import { Organisation } from './kinds/organisations.tsx';
import { Outcome } from './kinds/outcomes.tsx';
import { Participant, RubyName } from './kinds/participants.tsx';
import { Partnership } from './kinds/partnerships.tsx';
import { Role } from './kinds/roles.tsx';
import { Term } from './kinds/terms.tsx';
import { Provenance } from './provenance.tsx';
import { Onward } from './share.tsx';

type Part = (props: { view: View }) => Child;

/** What the page of each kind shows of its own, between its name and its sources. */
const parts: Readonly<Record<Kind, Part>> = {
  partnerships: Partnership,
  councils: Council,
  actions: Action,
  outcomes: Outcome,
  participants: Participant,
  organisations: Organisation,
  roles: Role,
  documents: Document,
  terms: Term,
};

/** Where a page is in each language, as paths: the alternates and the page itself. */
export const pathsInLanguages = (view: View) => {
  const { alternates, self } = view.places;
  const paths = Object.entries(alternates).map(([tag, href]) => [tag, pathTo(view, href)] as const);
  return { ...Object.fromEntries(paths), [view.language]: pathTo(view, self) };
};

/** The page of an item. */
export const itemPage = (reading: Reading, places: Whereabouts): string => {
  const view = viewOfItem(reading, places);
  const { kind, language, words } = view;
  const { t } = words;
  const name = plainAt(view, '/name');
  const Part = parts[kind];
  const description = textAt(view, '/summary') ?? textAt(view, '/definition') ?? t('about.page', { name });
  const borrowed = view.fallbacks['/name'];
  return page({
    language,
    title: name,
    description,
    head: discovery(view, { title: name, description, languages: reading.languages, item: true }),
    trail: [[t(`kinds.${kind}`), `/${language}/${kind}`]],
    here: (
      <span {...(borrowed && { lang: borrowed })}>
        <Name text={name} />
      </span>
    ),
    inLanguages: pathsInLanguages(view),
    main: (
      <>
        <article class={`item item-${kind}`}>
          <p class="kind">{t(`kinds.${kind}`)}</p>
          <h1>
            <Said view={view} at="/name" briefly>
              {kind === 'participants' ? <RubyName view={view} /> : <Name text={name} />}
            </Said>
          </h1>
          <Part view={view} />
          <Provenance view={view} reading={reading} />
        </article>
        <Onward view={view} name={name} />
      </>
    ),
  });
};
