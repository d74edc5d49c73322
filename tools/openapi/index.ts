import { messagesFor } from '../../src/i18n/messages.ts';
import { kinds } from '../../src/kinds/index.ts';
import { beginDraft, type Node, type Sources } from './builder.ts';
import { inChapters } from './chapters.ts';
import { manualPaths } from './docs.ts';
import { editorPaths } from './editor.ts';
import { embedPaths } from './embeds.ts';
import { pathsOf } from './paths.ts';
import { changesPaths } from './recent-changes.ts';
import { servicePaths, shareEverywhere } from './service.ts';

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
  const { t } = messagesFor(language);
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
