import { messagesFor } from '../../src/i18n/messages.ts';
import { kinds } from '../../src/kinds/index.ts';
import { editorChapters } from '../../src/pages/site/docs/openapi.ts';
import { createBuilder, type Node, type Sources } from './builder.ts';
import { assignChapters } from './chapters.ts';
import { docsPaths } from './docs.ts';
import { editorPaths } from './editor.ts';
import { embedPaths } from './embeds.ts';
import { homePaths } from './home.ts';
import { kindPaths } from './paths.ts';
import { recentChangesPaths } from './recent-changes.ts';
import { servicePaths, shareCommonPathItems } from './service.ts';

const sortByKey = (node: Node): Node =>
  Object.fromEntries(Object.entries(node).sort(([one], [other]) => (one < other ? -1 : 1)));

/**
 * Builds the OpenAPI 3.1 document of the API in one language, from what the service itself uses: the definitions of the
 * kinds and their schemas, query parameters, formats, languages, problem codes. It runs at build time only.
 * @throws Error if the language lacks a message.
 */
export const openapiDocument = (sources: Sources): Node => {
  const builder = createBuilder(sources);
  const { language, messages, version } = builder;
  const { t } = messagesFor(language);
  const recordPaths = kinds.map((kind) => kindPaths(builder, kind));
  const paths = {
    ...homePaths(builder),
    ...servicePaths(builder),
    ...docsPaths(builder),
    ...embedPaths(builder),
    ...recentChangesPaths(builder),
    ...Object.assign({}, ...recordPaths),
    ...editorPaths(builder),
  };
  shareCommonPathItems(builder);
  const tags = [
    ...kinds.map((kind) => ({
      name: kind,
      description: messages.kinds[kind].description,
      'x-displayName': t(`kinds.${kind}`),
    })),
    ...(['embeds', 'service', ...editorChapters] as const).map((name) => ({
      name,
      description: messages[name].description,
      'x-displayName': messages[name].title,
    })),
  ];
  const tagNames = tags.map(({ name }) => name);
  const components = assignChapters(builder.components, paths, tagNames);
  return {
    openapi: '3.1.1',
    info: {
      title: messages.title,
      summary: messages.summary,
      description: messages.description.join('\n\n'),
      version,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    externalDocs: { description: messages.documentation, url: '/docs' },
    servers: [{ url: '/' }],
    security: [],
    tags,
    paths,
    components: Object.fromEntries(Object.entries(components).map(([type, all]) => [type, sortByKey(all)])),
  };
};
