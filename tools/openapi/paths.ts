import { definitionOf, type Kind } from '../../src/kinds/index.ts';
import type { ViewType } from '../../src/url.ts';
import type { Draft, Node } from './builder.ts';
import { type Form, tellingOf } from './messages.ts';
import { parametersFor } from './parameters.ts';
import { responsesFor } from './responses.ts';

const forms: readonly Form[] = ['full', 'language', 'format', 'bare'];
const suffixes: Record<Form, string> = {
  full: 'InLanguageAndFormat',
  language: 'InLanguage',
  format: 'InFormat',
  bare: '',
};

const capital = (kind: string) => kind[0]?.toUpperCase() + kind.slice(1);

const templateOf = (kind: Kind, what: ViewType, form: Form): string =>
  [
    ...(form === 'full' || form === 'language' ? ['/{language}'] : []),
    `/${kind}`,
    ...(what === 'item' ? ['/{slug}'] : []),
    ...(form === 'full' || form === 'format' ? ['.{format}'] : []),
  ].join('');

const operation = (draft: Draft, kind: Kind, what: ViewType, form: Form): Node => {
  const { words } = draft;
  const values = { ...words.kinds[kind], order: words.orders[definitionOf(kind).order.by] };
  return {
    operationId: `${what === 'item' ? 'read' : 'list'}${capital(kind)}${suffixes[form]}`,
    tags: [kind],
    ...tellingOf(words, words.operations[what === 'item' ? 'item' : 'collection'], form, values),
    parameters: parametersFor(draft, kind, what, form),
    responses: responsesFor(draft, kind, what, form),
  };
};

/** The literal paths of a kind: its items and its collection, each in the four forms of a URL. */
export const pathsOf = (draft: Draft, kind: Kind): Node =>
  Object.fromEntries(
    (['item', 'collection'] as const).flatMap((what) =>
      forms.map((form) => [templateOf(kind, what, form), { get: operation(draft, kind, what, form) }]),
    ),
  );
