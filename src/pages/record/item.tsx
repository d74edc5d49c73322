import type { Child } from 'hono/jsx';
import type { Kind } from '../../kinds/index.ts';
import type { ItemView, Urls } from '../../model/view.ts';
import { headLinks } from '../head.tsx';
import { page } from '../layout.tsx';
import { itemPageView, type PageView, pathTo, plainAt, textAt } from '../pointer.ts';
import { LocalizedText, WrappedText } from '../text.tsx';
import { DefinedFields } from './defined.tsx';
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
import { ShareAside } from './share.tsx';

type Part = (props: { view: PageView }) => Child;

/** What the page of a kind shows between its name and its sources, where that is not simply the fields of its definition. */
const parts: Readonly<Partial<Record<Kind, Part>>> = {
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
export const pathsInLanguages = (view: PageView) => {
  const { alternates, self } = view.urls;
  const paths = Object.entries(alternates).map(([tag, href]) => [tag, pathTo(view, href)] as const);
  return { ...Object.fromEntries(paths), [view.language]: pathTo(view, self) };
};

/** The page of an item. */
export const itemPage = (reading: ItemView, places: Urls): string => {
  const view = itemPageView(reading, places);
  const { kind, language, messages } = view;
  const { t } = messages;
  const name = plainAt(view, '/name');
  const Part = parts[kind] ?? DefinedFields;
  const description = textAt(view, '/summary') ?? textAt(view, '/definition') ?? t('about.page', { name });
  const borrowed = view.fallbacks['/name'];
  return page({
    language,
    title: name,
    description,
    head: headLinks(view, { title: name, description, languages: reading.languages, item: true }),
    trail: [[t(`kinds.${kind}`), `/${language}/${kind}`]],
    here: (
      <span {...(borrowed && { lang: borrowed })}>
        <WrappedText text={name} />
      </span>
    ),
    inLanguages: pathsInLanguages(view),
    main: (
      <>
        <article class={`item item-${kind}`}>
          <p class="kind">{t(`kinds.${kind}`)}</p>
          <h1>
            <LocalizedText view={view} at="/name" briefly>
              {kind === 'participants' ? <RubyName view={view} /> : <WrappedText text={name} />}
            </LocalizedText>
          </h1>
          <Part view={view} />
          <Provenance view={view} reading={reading} />
        </article>
        <ShareAside view={view} name={name} />
      </>
    ),
  });
};
