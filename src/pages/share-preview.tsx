import { messagesFor } from '../i18n/messages.ts';
import { shareImage, shareImageSize } from '../i18n/share-images.ts';
import type { Kind } from '../kinds/index.ts';
import { type Language, localeOf } from '../languages.ts';

/** What a page says of itself where a link to it is shared. */
export interface SharePreviewProps {
  origin: string;
  language: Language;
  title: string;
  description: string;
  url: string;
  type?: 'website' | 'article';
  /** The collection whose picture is shown; else it is that of the service. */
  kind?: Kind;
  /** The other languages that the page is there in. */
  others: readonly Language[];
}

/**
 * The preview of a shared link: Open Graph, with a picture where there is one, and the size of it that networks choose by
 * `twitter:card`.
 */
export const SharePreview = ({
  origin,
  language,
  title,
  description,
  url,
  type = 'website',
  kind,
  others,
}: SharePreviewProps) => {
  const { t } = messagesFor(language);
  const site = t('home.title');
  const image = shareImage(language, kind);
  return (
    <>
      <meta property="og:title" content={title} />
      <meta property="og:description" content={description} />
      <meta property="og:type" content={type} />
      <meta property="og:url" content={url} />
      <meta property="og:locale" content={localeOf(language)} />
      {others.map((tag) => (
        <meta property="og:locale:alternate" content={localeOf(tag)} />
      ))}
      <meta property="og:site_name" content={site} />
      {image && (
        <>
          <meta property="og:image" content={origin + image} />
          <meta property="og:image:type" content="image/png" />
          <meta property="og:image:width" content={String(shareImageSize.width)} />
          <meta property="og:image:height" content={String(shareImageSize.height)} />
          <meta
            property="og:image:alt"
            content={kind ? t('page.named', { what: site, value: t(`kinds.${kind}`) }) : site}
          />
        </>
      )}
      <meta name="twitter:card" content={image ? 'summary_large_image' : 'summary'} />
    </>
  );
};
