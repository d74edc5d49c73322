import config from '../../config.json' with { type: 'json' };
import { commandNames } from '../../src/commands/types.ts';
import { commandTemplate, handlerTemplate, routeTemplate, testTemplate } from './command-templates.ts';
import { camelCase, checkName, pascalCase, readEditorSegments, words } from './names.ts';
import { addElement, addImport, insertAfterLine, type Plan, TODO } from './plan.ts';

type Api = Record<'operations' | 'responses' | 'schemas', Record<string, unknown>> & {
  codes: { command: Record<string, string> };
};

const addWords = async (plan: Plan, name: string): Promise<void> => {
  const [id, todo] = [camelCase(name), (text: string) => `${TODO} ${text}`];
  for (const { tag } of config.languages)
    await plan.changeJson<Api>(`locales/${tag}/api.json`, ({ operations, responses, schemas, codes }) => {
      operations[id] = { summary: todo(words(name)), description: todo(`what ${words(name)} does`) };
      responses[id] = todo(`what has become of the item`);
      schemas[pascalCase(name)] = todo(`what ${words(name)} needs`);
      codes.command[name] = todo(`what ${words(name)} has done`);
    });
};

const addRoute = async (plan: Plan, name: string): Promise<void> => {
  const [id, pascal] = [camelCase(name), pascalCase(name)];
  await plan.change('src/http/editor/schemas.ts', (text) =>
    text.replace(
      /\n( +)publications: z\n/,
      `\n$1${id}: z.strictObject({}).meta({ id: '${pascal}' }),\n$1publications: z\n`,
    ),
  );
  await plan.change(
    'src/http/editor/handlers.ts',
    (text) => addImport(text, `import { ${id} } from '../../commands/${name}.ts';`) + handlerTemplate(name),
  );
  await plan.change('src/http/editor/routes.ts', (text) =>
    text.replace(/^import \{ (.*) \} from '\.\/handlers\.ts';$/m, `import { $1, post${pascal} } from './handlers.ts';`),
  );
  await plan.change('src/http/editor/routes.ts', (text) =>
    text.replace(/\n( +\{ method: 'GET', path: `\$\{item\}\/editions`)/, `\n${routeTemplate(name)}$1`),
  );
};

/** Plans a command: its file, its route with its handler and schema, its messages, its rows in the documents, a test. */
export const planCommand = async (plan: Plan, name: string): Promise<void> => {
  checkName('command', name, [...commandNames, ...(await readEditorSegments())]);
  plan.create(`src/commands/${name}.ts`, commandTemplate(name));
  await plan.change('src/commands/types.ts', (text) => addElement(text, 'export const commandNames = [', `'${name}'`));
  await addRoute(plan, name);
  await addWords(plan, name);
  plan.create(`tests/node/editor/${name}.test.ts`, testTemplate(name));
  for (const [language, edition] of [
    ['en', 'edition'],
    ['ja', '版'],
  ] as const)
    await plan.change(`docs/${language}/editor-api.md`, (text) =>
      insertAfterLine(
        text,
        '| `POST …/{kind}/{slug}/',
        `| \`POST …/{kind}/{slug}/${name}\` | ${TODO} what it does | ${edition} | none |`,
      ),
    );
  plan.leave(`src/commands/${name}.ts: what the command decides, with its problems`);
  plan.leave('src/http/editor/: its role, chapter and problems in routes.ts, its body in schemas.ts');
  plan.leave('locales/*/api.json: operations, responses, schemas and codes.command');
  plan.leave('docs/{en,ja}/editor-api.md: its row, and what it needs and does');
  plan.leave(`tests/node/editor/${name}.test.ts: what a user does with it`);
  plan.leave('npm run openapi');
};
