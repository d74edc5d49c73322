import { type Language, languages, languageTags } from '../languages.ts';
import { oembedPath } from '../url.ts';
import type { PageView } from './pointer.ts';
import { SharePreview } from './share-preview.tsx';

/** The canonical URL and the alternates of a page that every language has; `path` follows the language. */
export const Translations = ({ origin, language, path }: { origin: string; language: Language; path: string }) => (
  <>
    <link rel="canonical" href={`${origin}/${language}${path}`} />
    {languages.map(({ tag }) => (
      <link rel="alternate" hreflang={tag} href={`${origin}/${tag}${path}`} />
    ))}
    <link rel="alternate" hreflang="x-default" href={`${origin}${path || '/'}`} />
  </>
);

/**
 * The links of a page's head: its canonical URL, its alternates in other languages and formats, what a preview of it
 * shows (Open Graph) and, for an item, its oEmbed endpoints (oEmbed §4). `languages` are those the content is published
 * in: a page in any other consists of fallbacks, is no alternate of those, and names none.
 */
export const headLinks = (
  view: PageView,
  {
    title,
    description,
    languages,
    item,
  }: { title: string; description: string; languages: readonly Language[]; item?: boolean },
) => {
  const { origin, id, self, canonical, alternates, formats, mediaTypes } = view.urls;
  const query = new URL(self).search;
  // A cursor is of one language: in another, the collection begins at its first page, which is no alternate of this one.
  const own = languages.includes(view.language) && !new URLSearchParams(query).has('after');
  const everywhere: typeof alternates = own ? { [view.language]: self, ...alternates } : {};
  const others = Object.entries(formats).filter(([, href]) => href !== self);
  return (
    <>
      <link rel="canonical" href={canonical} />
      {Object.entries(everywhere).map(([tag, href]) => (
        <link rel="alternate" hreflang={tag} href={href} />
      ))}
      {own && <link rel="alternate" hreflang="x-default" href={`${id}.html${query}`} />}
      {others.map(([extension, href]) => (
        <link rel="alternate" type={mediaTypes[extension]} href={href} title={title} />
      ))}
      {item && (
        <>
          <link rel="alternate" type="application/json+oembed" href={origin + oembedPath(self, 'json')} title={title} />
          <link rel="alternate" type="text/xml+oembed" href={origin + oembedPath(self, 'xml')} title={title} />
        </>
      )}
      <SharePreview
        origin={origin}
        language={view.language}
        title={title}
        description={description}
        url={canonical}
        type={item ? 'article' : 'website'}
        kind={view.kind}
        others={languageTags.filter((tag) => tag !== view.language && everywhere[tag])}
      />
    </>
  );
};
