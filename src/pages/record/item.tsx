import type { Child } from 'hono/jsx';
import { unverifiedText } from '../../i18n/annotations.ts';
import { definitionOf, type Kind } from '../../kinds/index.ts';
import type { ItemView, Urls } from '../../model/view.ts';
import { headLinks } from '../head.tsx';
import { page } from '../layout.tsx';
import { itemPageView, type PageView, pathTo, plainAt, textAt } from '../pointer.ts';
import { LocalizedText } from '../text.tsx';
import { WrappedText } from '../wrapped-text.tsx';
import { DataBlock } from './data-block.tsx';
import { Action } from './kinds/actions.tsx';
import { Council } from './kinds/councils.tsx';
import { Partnership } from './kinds/partnerships.tsx';
import { DefaultParts, textNames } from './parts.tsx';
import { Provenance } from './provenance.tsx';
import { RubyName } from './ruby-name.tsx';
import { ShareAside } from './share.tsx';

type Parts = (props: { view: PageView }) => Child;

/** The parts between the name and the sources, of kinds whose definition alone would not make the page they need. */
const partsByKind: Readonly<Partial<Record<Kind, Parts>>> = {
  partnerships: Partnership,
  councils: Council,
  actions: Action,
};

/** The paths of a page by language: its alternates and the page itself. */
export const pathsInLanguages = (view: PageView) => {
  const { alternates, self } = view.urls;
  const paths = Object.entries(alternates).map(([tag, href]) => [tag, pathTo(view, href)] as const);
  return { ...Object.fromEntries(paths), [view.language]: pathTo(view, self) };
};

/** Renders the page of an item. */
export const itemPage = (item: ItemView, urls: Urls): string => {
  const view = itemPageView(item, urls);
  const { kind, language, messages } = view;
  const { t } = messages;
  const name = plainAt(view, '/name');
  const Parts = partsByKind[kind] ?? DefaultParts;
  const texts = textNames(kind).map((text) => textAt(view, `/${text}`));
  const description = texts.find((text) => text != null) ?? t('about.page', { name });
  const fallback = view.fallbacks['/name'];
  return page({
    language,
    title: name,
    description,
    head: (
      <>
        {headLinks(view, { title: name, description, languages: item.languages, item: true })}
        <DataBlock item={item} urls={urls} />
      </>
    ),
    collection: kind,
    trail: [[t(`kinds.${kind}`), `/${language}/${kind}.html`]],
    here: (
      <span {...(fallback && { lang: fallback })}>
        <WrappedText text={name} />
      </span>
    ),
    inLanguages: pathsInLanguages(view),
    main: (
      <>
        <article class={`item item-${kind}`}>
          <p class="kind">
            {view.unverified.has('/kind') ? unverifiedText(messages, kind, '/kind') : t(`card.kinds.${kind}`)}
          </p>
          <h1>
            <LocalizedText view={view} at="/name" briefly>
              {definitionOf(kind).naming === 'names' ? <RubyName view={view} /> : <WrappedText text={name} />}
            </LocalizedText>
          </h1>
          <Parts view={view} />
          <Provenance view={view} item={item} />
        </article>
        <ShareAside view={view} name={name} />
      </>
    ),
  });
};
