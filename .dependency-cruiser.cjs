/**
 * Holds the floors of the house: a file imports only from lower floors, and on its own floor only inside its own
 * room; each foreign package has one owner. `import type` counts like any other import. `npm run floors` fails on
 * a breach, and also when it could not see the code.
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

/** From the ground up: the rooms of each floor. A folder ends in '/', all else is a single file. */
const floors = [
  ['languages.ts', 'problems.ts', 'collation.ts', 'once.ts', 'memory.ts', 'xml.ts', 'negotiate/'],
  ['resources/'],
  ['address.ts', 'change.ts', 'edition.ts', 'words.ts', 'words.resources.generated.d.ts', 'i18next.d.ts'],
  ['store/', 'editorial/', 'pages/'],
  ['formats/', 'embeds/'],
  ['http/'],
  ['app.ts', 'index.ts', 'env.generated.d.ts'],
];

/** The doors between two rooms on the same floor. */
const doors = {
  'change.ts': ['edition.ts'],
  'words.ts': ['edition.ts', 'words.resources.generated.d.ts'],
  'i18next.d.ts': ['words.resources.generated.d.ts'],
  'index.ts': ['app.ts'],
  'env.generated.d.ts': ['index.ts'],
};

const file = (path) => `^src/${path.replaceAll('.', '\\.')}${path.endsWith('/') ? '' : '$'}`;
const files = (paths) => paths.map(file);
const npm = (name) => `^(node_modules/)?${name}(/|$)`;

const hono = {
  all: [npm('hono'), npm('@hono')],
  accept: '^(node_modules/)?hono/(dist/)?(types/)?utils/accept([./]|$)',
  jsx: '^(node_modules/)?hono/(dist/)?(types/)?jsx([./]|$)',
};

/** A file of src/ which no floor knows. */
const offThePlan = { path: '^src/', pathNot: files(floors.flat()) };

/** Where JSX may stand. */
const jsxRooms = ['^src/(pages|embeds|formats)/', '^src/http/editor'];

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });
const owner = (name, to, owners, comment) => forbid(name, comment, { path: '^src/', pathNot: owners }, to);

module.exports = {
  forbidden: [
    ...floors.flatMap((rooms, floor) => {
      const above = floors.slice(floor + 1).flat();
      const upwards = forbid(
        `floor-${floor}-upwards`,
        `Floor ${floor} imports only from lower floors: move what is shared down, or hand it in as an argument.`,
        { path: files(rooms) },
        { path: files(above) },
      );
      const sideways = rooms.map((room) =>
        forbid(
          `floor-${floor}-sideways`,
          'Rooms on one floor do not know each other: meet on a lower floor, or in http/.',
          { path: file(room) },
          { path: files(rooms.filter((other) => other !== room && !doors[room]?.includes(other))) },
        ),
      );
      return [upwards, ...sideways].filter((rule) => rule.to.path.length > 0);
    }),
    // Three times, as a file may import, be imported, or stand alone.
    ...[
      [offThePlan, {}],
      [{}, offThePlan],
      [{ ...offThePlan, orphan: true }, {}],
    ].map(([from, to]) =>
      forbid('off-the-plan', 'A file in no room: put it in one, or draw the room in the plan and here.', from, to),
    ),
    forbid(
      'kinds-apart',
      'A kind never imports another kind: only index.ts lists them; resource.ts, fields.ts and vocabulary.ts are their base.',
      { path: '^src/resources/', pathNot: '^src/resources/index\\.ts$' },
      { path: '^src/resources/', pathNot: '^src/resources/(resource|fields|vocabulary)\\.ts$' },
    ),
    forbid(
      'negotiate-is-pure',
      'negotiate/ imports nothing from outside but hono/utils/accept.',
      { path: '^src/negotiate/' },
      { pathNot: ['^src/negotiate/', hono.accept] },
    ),
    owner('kysely-owner', { path: npm('kysely') }, '^src/store/', 'Only store/ speaks SQL.'),
    owner(
      'i18next-owner',
      { path: npm('i18next') },
      files(['words.ts', 'i18next.d.ts']),
      'Only words.ts knows i18next.',
    ),
    owner('locales-owner', { path: '^locales/' }, file('words.ts'), 'Words are read through words.ts alone.'),
    owner(
      'hono-owner',
      { path: hono.all, pathNot: [hono.accept, hono.jsx] },
      files(['http/', 'app.ts', 'index.ts']),
      "Hono's Context lives in http/ and nowhere below.",
    ),
    owner('jsx-owner', { path: hono.jsx }, jsxRooms, 'JSX belongs to pages/, embeds/, formats/ and the editor pages.'),
    // A .tsx file imports hono/jsx/jsx-runtime without a line that says so.
    ...[
      [{}, { path: '^src/.*\\.tsx$', pathNot: jsxRooms }],
      [{ path: '^src/.*\\.tsx$', pathNot: jsxRooms }, {}],
    ].map(([from, to]) =>
      forbid('tsx-owner', 'A .tsx file belongs to pages/, embeds/, formats/ or the editor pages.', from, to),
    ),
    owner(
      'bindings-owner',
      { path: '^cloudflare:' },
      files(['index.ts', 'store/database.ts', 'http/']),
      'Bindings are seen by index.ts, store/database.ts and http/ only.',
    ),
    forbid(
      'src-stands-alone',
      'The product never imports its tests, tools or benchmarks.',
      { path: '^src/' },
      { path: '^(tests|cli|bench)/' },
    ),
    forbid('no-cycles', 'Two files that need each other are one, or lack a third below them.', {}, { circular: true }),
    forbid(
      'not-resolved',
      'What cannot be resolved cannot be held to a floor.',
      { path: '^src/' },
      { couldNotResolve: true, pathNot: '^cloudflare:' },
    ),
  ],
  required: [
    {
      name: 'sees-the-house',
      comment:
        'From the roof every house reaches the ground. If this fails and the code is sound, the check is blind: it no longer parses the files.',
      severity: 'error',
      module: { path: file('index.ts') },
      to: { path: file('languages.ts'), reachable: true },
    },
  ],
  options: {
    parser: 'tsc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
