import { definitionOf, type Kind } from '../../src/kinds/index.ts';
import { multilingual } from '../../src/languages.ts';
import type { ViewType } from '../../src/url.ts';
import type { DocumentBuilder, Node } from './builder.ts';
import { operationText, type UrlForm } from './messages.ts';
import { parametersFor } from './parameters.ts';
import { responsesFor } from './responses.ts';

const forms: readonly UrlForm[] = ['full', 'language', 'format', 'bare', 'multilingual'];
const suffixes: Record<UrlForm, string> = {
  full: 'InLanguageAndFormat',
  language: 'InLanguage',
  format: 'InFormat',
  bare: '',
  multilingual: 'InAllLanguages',
};

const capital = (kind: string) => kind[0]?.toUpperCase() + kind.slice(1);

const pathTemplate = (kind: Kind, viewType: ViewType, form: UrlForm): string =>
  [
    ...(form === 'full' || form === 'language' ? ['/{language}'] : []),
    ...(form === 'multilingual' ? [`/${multilingual}`] : []),
    `/${kind}`,
    ...(viewType === 'item' ? ['/{slug}'] : []),
    ...(form === 'full' || form === 'format' ? ['.{format}'] : []),
    ...(form === 'multilingual' ? ['.json'] : []),
  ].join('');

const operation = (builder: DocumentBuilder, kind: Kind, viewType: ViewType, form: UrlForm): Node => {
  const { messages } = builder;
  const values = { ...messages.kinds[kind], order: messages.orders[definitionOf(kind).order.by] };
  return {
    operationId: `${viewType === 'item' ? 'read' : 'list'}${capital(kind)}${suffixes[form]}`,
    tags: [kind],
    ...operationText(messages, messages.operations[viewType === 'item' ? 'item' : 'collection'], form, values),
    parameters: parametersFor(builder, kind, viewType, form),
    responses: responsesFor(builder, kind, viewType, form),
  };
};

/** The paths of a kind: its items and its collection, each in the five forms of a URL. */
export const kindPaths = (builder: DocumentBuilder, kind: Kind): Node =>
  Object.fromEntries(
    (['item', 'collection'] as const).flatMap((viewType) =>
      forms.map((form) => [pathTemplate(kind, viewType, form), { get: operation(builder, kind, viewType, form) }]),
    ),
  );
