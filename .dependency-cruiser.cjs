/**
 * Holds the layers of the architecture: a file imports only from its own layer or a lower one, and each foreign package
 * has one owner. `import type` counts like any other import. `npm run layers` fails on a breach, and also when it could
 * not see the code.
 */
const typescript = require('typescript');

// With no compiler API at hand (TypeScript 7 has none) dependency-cruiser falls back, without a word, to a parser
// for JavaScript that overlooks `export type … from` and `import('…').T`.
if (typeof typescript.createSourceFile !== 'function') {
  throw new Error(`typescript ${typescript.version} has no compiler API: 'typescript' must be @typescript/typescript6`);
}

// dependency-cruiser exits with the number of breaches, of which the shell keeps a byte: 256 would pass for none.
process.on('exit', (code) => {
  if (code > 255) process.exitCode = 255;
});

/** From the bottom up: the modules of each layer. A folder ends in '/', all else is a single file. */
const layers = [
  ['partnership.ts', 'languages.ts', 'operator.ts', 'problem-codes.ts', 'config.ts', 'lib/', 'negotiation/'],
  ['kinds/', 'i18n/', 'url.ts'],
  ['model/'],
  ['commands/'],
  ['database/'],
  ['pages/', 'embeds/', 'formats/'],
  ['http/'],
  ['app.ts', 'index.ts', 'env.generated.d.ts'],
];

const file = (path) => `^src/${path.replaceAll('.', '\\.')}${path.endsWith('/') ? '' : '$'}`;
const files = (paths) => paths.map(file);
const npm = (name) => `^(node_modules/)?${name}(/|$)`;

const hono = {
  all: [npm('hono'), npm('@hono')],
  accept: '^(node_modules/)?hono/(dist/)?(types/)?utils/accept([./]|$)',
  jsx: '^(node_modules/)?hono/(dist/)?(types/)?jsx([./]|$)',
};

/** A file of src/ that is in no layer. */
const unknownFile = { path: '^src/', pathNot: files(layers.flat()) };

/** Where JSX is written. */
const jsxModules = ['^src/(pages|embeds|formats)/', '^src/http/editor'];

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });
const owner = (name, to, owners, comment) => forbid(name, comment, { path: '^src/', pathNot: owners }, to);

module.exports = {
  forbidden: [
    ...layers
      .map((modules, layer) =>
        forbid(
          `layer-${layer}-upwards`,
          `Layer ${layer} imports only from its own layer and lower ones: move what is shared down, or pass it as an argument.`,
          { path: files(modules) },
          { path: files(layers.slice(layer + 1).flat()) },
        ),
      )
      .filter((rule) => rule.to.path.length > 0),
    // Three times, as a file may import, be imported, or stand alone.
    ...[
      [unknownFile, {}],
      [{}, unknownFile],
      [{ ...unknownFile, orphan: true }, {}],
    ].map(([from, to]) =>
      forbid('unknown-module', 'A file in no layer: move it into a module, or add the module here.', from, to),
    ),
    forbid(
      'kinds-apart',
      'A kind never imports another kind: only index.ts lists them; the other files are their base.',
      { path: '^src/kinds/', pathNot: '^src/kinds/index\\.ts$' },
      {
        path: '^src/kinds/',
        pathNot: '^src/kinds/(definition|fields|schema-org|(value|record|answer)-schemas?)\\.ts$',
      },
    ),
    forbid(
      'negotiation-is-pure',
      'negotiation/ imports nothing from outside but hono/utils/accept.',
      { path: '^src/negotiation/' },
      { pathNot: ['^src/negotiation/', hono.accept] },
    ),
    owner('kysely-owner', { path: npm('kysely') }, '^src/database/', 'Only database/ builds SQL.'),
    owner('i18next-owner', { path: npm('i18next') }, '^src/i18n/', 'Only i18n/ uses i18next.'),
    owner(
      'locales-owner',
      { path: '^locales/' },
      ['^src/i18n/', file('languages.ts')],
      'Locale files are read by i18n/ alone; languages.ts takes the type of a language from their index.',
    ),
    owner(
      'config-owner',
      { path: '^config\\.json$' },
      file('partnership.ts'),
      'config.json is read by partnership.ts alone.',
    ),
    owner(
      'hono-owner',
      { path: hono.all, pathNot: [hono.accept, hono.jsx] },
      files(['http/', 'app.ts', 'index.ts']),
      "Hono's Context is used in http/ and app.ts, and nowhere below.",
    ),
    owner(
      'jsx-owner',
      { path: hono.jsx },
      jsxModules,
      'JSX belongs to pages/, embeds/, formats/ and the editor pages.',
    ),
    // A .tsx file imports hono/jsx/jsx-runtime without a line that says so.
    ...[
      [{}, { path: '^src/.*\\.tsx$', pathNot: jsxModules }],
      [{ path: '^src/.*\\.tsx$', pathNot: jsxModules }, {}],
    ].map(([from, to]) =>
      forbid('tsx-owner', 'A .tsx file belongs to pages/, embeds/, formats/ or the editor pages.', from, to),
    ),
    owner(
      'bindings-owner',
      { path: '^cloudflare:' },
      files(['index.ts', 'config.ts', 'database/connection.ts', 'http/']),
      'Bindings are used by index.ts, config.ts, database/connection.ts and http/ only.',
    ),
    forbid(
      'src-stands-alone',
      'The product never imports its tests, tools or benchmarks.',
      { path: '^src/' },
      { path: '^(tests|tools|cli|bench)/' },
    ),
    forbid('no-cycles', 'Two files that need each other are one, or lack a third below them.', {}, { circular: true }),
    forbid(
      'not-resolved',
      'A path that does not resolve cannot be checked.',
      { path: '^src/' },
      { couldNotResolve: true, pathNot: '^cloudflare:' },
    ),
  ],
  required: [
    {
      name: 'sees-the-code',
      comment:
        'From the entrypoint every module reaches the lowest layer. If this fails and the code is sound, the check is blind: it no longer parses the files.',
      severity: 'error',
      module: { path: file('index.ts') },
      to: { path: file('languages.ts'), reachable: true },
    },
  ],
  options: {
    parser: 'tsc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    // Types for other people's projects, which have the frameworks that they name.
    exclude: { path: '^src/embeds/types/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
