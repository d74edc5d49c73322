import images from '../../locales/share-images.generated.json' with { type: 'json' };
import type { Kind } from '../kinds/index.ts';
import type { Language } from '../languages.ts';

/** The width and the height of every picture, in pixels: 1.91 to 1, which the large previews of networks are. */
export const shareImageSize = { width: 1200, height: 630 } as const;

const paths: Readonly<Record<string, Readonly<Record<string, string>>>> = images.paths;

/**
 * The path of the picture that is shown with a link to a page: that of its collection, else that of the service.
 * `npm run share-images` makes them from the words of a partnership, which may have none.
 */
export const shareImage = (language: Language, kind?: Kind): string | undefined =>
  paths[language]?.[kind ?? 'site'] ?? paths[language]?.site;
