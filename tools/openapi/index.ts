import { messagesFor } from '../../src/i18n/messages.ts';
import { kinds } from '../../src/kinds/index.ts';
import { type Api, apis, editorChapters } from '../../src/pages/site/docs/openapi.ts';
import { createBuilder, type DocumentBuilder, type Node, type Sources } from './builder.ts';
import { assignChapters } from './chapters.ts';
import { docsPaths } from './docs.ts';
import { editorPaths } from './editor.ts';
import { embedPaths } from './embeds.ts';
import { addExchanges } from './exchanges.ts';
import { homePaths } from './home.ts';
import { openAnswers } from './open-answers.ts';
import { kindPaths } from './paths.ts';
import { recentChangesPaths } from './recent-changes.ts';
import { servicePaths, shareCommonPathItems } from './service.ts';
import { tablePaths } from './tables.ts';

export { type Api, apis };

const sortByKey = (node: Node): Node =>
  Object.fromEntries(Object.entries(node).sort(([one], [other]) => (one < other ? -1 : 1)));

const readingPaths = (builder: DocumentBuilder): Node => {
  const recordPaths = kinds.map((kind) => kindPaths(builder, kind));
  const paths = {
    ...homePaths(builder),
    ...servicePaths(builder),
    ...docsPaths(builder),
    ...embedPaths(builder),
    ...recentChangesPaths(builder),
    ...Object.assign({}, ...recordPaths),
    ...tablePaths(builder),
  };
  shareCommonPathItems(builder);
  return paths;
};

const tag = (
  { messages }: DocumentBuilder,
  name: 'embeds' | 'service' | 'pages' | (typeof editorChapters)[number],
): Node => ({
  name,
  description: messages[name].description,
  'x-displayName': messages[name].title,
});

const readingTags = (builder: DocumentBuilder): Node[] => [
  ...kinds.map((kind) => ({
    name: kind,
    description: builder.messages.kinds[kind].description,
    'x-displayName': messagesFor(builder.language).t(`kinds.${kind}`),
  })),
  tag(builder, 'embeds'),
  tag(builder, 'service'),
  tag(builder, 'pages'),
];

/**
 * Builds the OpenAPI 3.1 document of an API in one language, from what the service itself uses: the definitions of the
 * kinds and their schemas, query parameters, formats, languages, problem codes. It runs at build time only. The origin
 * of the service is not known then: `servers` and `externalDocs` are relative, and the service completes them.
 * @throws Error if the language lacks a message.
 */
export const openapiDocument = (sources: Sources, api: Api): Node => {
  const builder = createBuilder(sources);
  const { messages, version, licence } = builder;
  const { title, summary, description } = messages[api];
  const built = api === 'reading' ? readingPaths(builder) : editorPaths(builder);
  const tags = api === 'reading' ? readingTags(builder) : editorChapters.map((name) => tag(builder, name));
  const names = tags.map(({ name }) => String(name));
  addExchanges(builder, built, builder.exchanges);
  const { paths, components } = openAnswers(built, assignChapters(builder.components, built, names));
  const used = Object.entries(components).filter(([, all]) => Object.keys(all).length > 0);
  return {
    openapi: '3.1.1',
    info: { title, summary, description: description.join('\n\n'), version, license: licence },
    externalDocs: { description: messages.documentation, url: '/docs' },
    servers: [{ url: '/' }],
    security: [],
    tags,
    paths,
    components: Object.fromEntries(used.map(([type, all]) => [type, sortByKey(all)])),
  };
};
