import config from '../../config.json' with { type: 'json' };
import { kinds } from '../../src/kinds/index.ts';
import { definitionTemplate, recordTemplate } from './kind-templates.ts';
import { camelCase, checkName, readEditorSegments, words } from './names.ts';
import { addElement, addImport, insertAfterLine, type Plan, PlanError, TODO } from './plan.ts';

// What else the paths of the service have where a kind would be.
const segments = [
  'about',
  'accessibility',
  'card',
  'changes',
  'docs',
  'editor',
  'embed',
  'embed-builder',
  'healthz',
  'oembed',
  'openapi',
  'privacy',
  'problems',
  'readyz',
  'robots',
  'share',
  'sitemap',
  'styles',
];

const partnershipSlug = config.examples.partnerships;
const tags = config.languages.map(({ tag }) => tag);

type Table = Record<string, Record<string, unknown>>;

const addWords = async (plan: Plan, kind: string): Promise<void> => {
  const many = words(kind);
  for (const tag of tags) {
    const todo = (text: string) => `${TODO} ${text}`;
    await plan.changeJson<Table & { card: Table }>(`locales/${tag}/ui.json`, (ui) => {
      Object.assign(ui.kinds ?? {}, { [kind]: todo(many) });
      Object.assign(ui.card.kinds ?? {}, { [kind]: todo(`one of ${many}`) });
      Object.assign(ui.about ?? {}, { [kind]: todo(`what ${many} are`) });
    });
    await plan.changeJson<Table>(`locales/${tag}/api.json`, (api) => {
      const description = todo(`what ${many} are`);
      Object.assign(api.kinds ?? {}, { [kind]: { one: todo(`one of ${many}`), many: todo(many), description } });
    });
  }
};

const addDocs = async (plan: Plan, kind: string): Promise<void> => {
  const last = `| \`${kinds.at(-1)}\` |`;
  for (const [language, newest] of [
    ['en', 'newest first'],
    ['ja', '新しい順'],
  ] as const) {
    const row = `| \`${kind}\` | ${TODO} what they are | ${newest} | \`partnership\` |`;
    await plan.change(`docs/${language}/guide.md`, (text) => {
      const members = insertAfterLine(text, last, `| \`${kind}\` | \`date\`, \`summary\`, \`partnership\`? |`);
      const start = members.indexOf(`\n${last}`);
      const end = members.indexOf('\n', start + 1);
      return start < 0 ? text : `${members.slice(0, end)}\n${row}${members.slice(end)}`;
    });
    const facts = `| \`${kind}\` | \`date\`, \`partnership\`? | \`name\`, \`summary\` |`;
    await plan.change(`docs/${language}/editing.md`, (text) => insertAfterLine(text, last, facts));
  }
};

/** Plans a kind: its definition, its places in lists, its words in every language, and an example. */
export const planKind = async (plan: Plan, kind: string): Promise<void> => {
  checkName('kind', kind, [...kinds, ...segments, ...tags, ...(await readEditorSegments())]);
  const name = camelCase(kind);
  if (!partnershipSlug) throw new PlanError('config.json: examples.partnerships is missing; the example links to it');
  plan.create(`src/kinds/${kind}.ts`, definitionTemplate(kind));
  await plan.change('src/kinds/index.ts', (text) =>
    addElement(addImport(text, `import { ${name} } from './${kind}.ts';`), 'const all = [', name),
  );
  await plan.changeJson<{ kinds: string[]; examples: Record<string, string> }>('config.json', (value) => {
    value.kinds.push(kind);
    value.examples[kind] = 'example';
  });
  plan.createJson(`content/${kind}/example.json`, recordTemplate(kind, tags, partnershipSlug));
  await addWords(plan, kind);
  await addDocs(plan, kind);
  plan.leave(`src/kinds/${kind}.ts: the fields that the kind has, its card, order and filters`);
  plan.leave(`locales/{${tags}}/ui.json and api.json: the name of the kind, and label.* and fields.* of new fields`);
  plan.leave(`content/${kind}/example.json: a record with a source, at its own slug (config.json: examples.${kind})`);
  plan.leave('docs/{en,ja}/guide.md and editing.md: the rows of the kind');
  plan.leave('npm run examples && npm run openapi');
};
