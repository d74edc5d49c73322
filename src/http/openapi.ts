import { kinds } from '../resources/index.ts';
import { wordsOf } from '../words.ts';
import { changesPaths } from './openapi/changes.ts';
import { inChapters } from './openapi/chapters.ts';
import { beginDraft, type Node, type Sources } from './openapi/draft.ts';
import { editorPaths } from './openapi/editor.ts';
import { embedPaths } from './openapi/embeds.ts';
import { manualPaths } from './openapi/manual.ts';
import { pathsOf } from './openapi/paths.ts';
import { servicePaths, shareEverywhere } from './openapi/service.ts';

const sorted = (shelf: Node): Node =>
  Object.fromEntries(Object.entries(shelf).sort(([one], [other]) => (one < other ? -1 : 1)));

/**
 * The API as an OpenAPI 3.1 document in one language, made from what answers it: the definitions of the kinds and
 * their schemas, the parameters, the formats, the languages and the problems. The Worker never loads this: the
 * document is written when the service is built.
 * @throws Error when a language lacks a word.
 */
export const openapiDocument = (sources: Sources): Node => {
  const draft = beginDraft(sources);
  const { language, words, version } = draft;
  const { t } = wordsOf(language);
  const record = kinds.map((kind) => pathsOf(draft, kind));
  const paths = {
    ...servicePaths(draft),
    ...manualPaths(draft),
    ...embedPaths(draft),
    ...changesPaths(draft),
    ...Object.assign({}, ...record),
    ...editorPaths(draft),
  };
  shareEverywhere(draft);
  const tags = [
    ...kinds.map((kind) => ({
      name: kind,
      description: words.kinds[kind].description,
      'x-displayName': t(`kinds.${kind}`),
    })),
    ...(['embeds', 'service', 'editor', 'editor-live', 'editor-all'] as const).map((name) => ({
      name,
      description: words[name].description,
      'x-displayName': words[name].title,
    })),
  ];
  const names = tags.map(({ name }) => name);
  return {
    openapi: '3.1.1',
    info: {
      title: words.title,
      summary: words.summary,
      description: words.description.join('\n\n'),
      version,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    externalDocs: { description: words.documentation, url: '/docs' },
    servers: [{ url: '/' }],
    security: [],
    tags,
    paths,
    components: Object.fromEntries(
      Object.entries(inChapters(draft.components, paths, names)).map(([shelf, all]) => [shelf, sorted(all)]),
    ),
  };
};
