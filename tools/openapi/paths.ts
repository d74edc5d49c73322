import type { Format } from '../../src/formats/format.ts';
import { formatsIn } from '../../src/formats/index.ts';
import { definitionOf, type Kind } from '../../src/kinds/index.ts';
import { multilingual } from '../../src/languages.ts';
import type { ViewType } from '../../src/url.ts';
import type { DocumentBuilder, Node } from './builder.ts';
import { operationText, type UrlForm } from './messages.ts';
import { parametersFor } from './parameters.ts';
import { capital, isByAccept, operationSuffix, pathTemplate, type RecordPath } from './record-path.ts';
import { responsesFor } from './responses.ts';

const forms: readonly UrlForm[] = ['full', 'format', 'language', 'bare', 'multilingual'];

const operation = (builder: DocumentBuilder, path: RecordPath): Node => {
  const { kind, viewType, form, format } = path;
  const { messages } = builder;
  const values = {
    ...messages.kinds[kind],
    order: messages.orders[definitionOf(kind).order.by],
    extension: `.${format.extension}`,
  };
  return {
    operationId: `${viewType === 'item' ? 'read' : 'list'}${capital(kind)}${operationSuffix(form, format)}`,
    tags: [kind],
    ...operationText(messages, messages.operations[viewType === 'item' ? 'item' : 'collection'], form, values),
    parameters: parametersFor(builder, path),
    responses: responsesFor(builder, path),
  };
};

const formatsAt = (kind: Kind, viewType: ViewType, form: UrlForm): readonly Format[] => {
  const formats = formatsIn(form === 'multilingual' ? multilingual : undefined, viewType, kind);
  return isByAccept(form) ? formats.slice(0, 1) : formats;
};

/** The paths of a kind: its items and its collection, each in every form of a URL, with a path for each format. */
export const kindPaths = (builder: DocumentBuilder, kind: Kind): Node =>
  Object.fromEntries(
    (['item', 'collection'] as const).flatMap((viewType) =>
      forms.flatMap((form) =>
        formatsAt(kind, viewType, form).map((format) => {
          const path = { kind, viewType, form, format };
          return [pathTemplate(kind, viewType, form, format), { get: operation(builder, path) }];
        }),
      ),
    ),
  );
