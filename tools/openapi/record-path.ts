import type { Format } from '../../src/formats/format.ts';
import type { Kind } from '../../src/kinds/index.ts';
import { multilingual } from '../../src/languages.ts';
import type { ViewType } from '../../src/url.ts';
import type { UrlForm } from './messages.ts';

/** A path of the record: what it gives, at a form of a URL, in a format. Where `Accept` decides, the format is JSON. */
export interface RecordPath {
  kind: Kind;
  viewType: ViewType;
  form: UrlForm;
  format: Format;
}

/** Whether `Accept` decides the format at a form of a URL. */
export const isByAccept = (form: UrlForm): boolean => form === 'language' || form === 'bare';

/** A word with a capital letter, for names of operations and schemas. */
export const capital = (word: string): string => word[0]?.toUpperCase() + word.slice(1);

/** The end of the `operationId` of a path. */
export const operationSuffix = (form: UrlForm, { extension }: Format): string =>
  ({
    full: capital(extension),
    format: `${capital(extension)}ByLanguage`,
    language: 'InLanguage',
    bare: '',
    multilingual: 'InAllLanguages',
  })[form];

/** The template of a path: `/{language}/actions/{slug}.json`. */
export const pathTemplate = (name: string, viewType: ViewType, form: UrlForm, { extension }: Format): string =>
  [
    ...(form === 'full' || form === 'language' ? ['/{language}'] : []),
    ...(form === 'multilingual' ? [`/${multilingual}`] : []),
    `/${name}`,
    ...(viewType === 'item' ? ['/{slug}'] : []),
    ...(isByAccept(form) ? [] : [`.${extension}`]),
  ].join('');
