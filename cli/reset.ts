import { rm } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { counted } from './counted.ts';
import { localContents, stateFolder } from './local-state.ts';

// npm run reset [-- --yes]: deletes the embedded local database; the next start makes it anew from migrations/ and content/.
// Exit codes: 0 it is gone, or there was none; 1 it stays.

const { values } = parseArgs({ options: { yes: { type: 'boolean' } } });
const contents = localContents('.');

const isSure = async (question: string): Promise<boolean> => {
  if (values.yes) return true;
  if (!process.stdin.isTTY) {
    console.error(`${question}\nNobody can be asked here: say --yes (npm run reset -- --yes). Nothing was deleted.`);
    return false;
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`${question} Delete it? (yes/no) `);
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
};

if (!contents) console.log('There is no local database.');
else {
  const { items, drafts, events } = contents;
  const goes = `The local database goes, with ${counted(items, 'published item')} and all editions, ${counted(drafts, 'draft')} and ${counted(events, 'event')}.
To keep them: npm run content -- export backup.ndjson, while npm start runs.`;
  if (await isSure(goes)) {
    await rm(stateFolder, { recursive: true, force: true });
    console.log('The local database is gone. npm start makes a new one.');
  } else process.exitCode = 1;
}
