import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { serve } from './serve.ts';

// What a machine without this repository runs: `npm run build:server` has put the build and public/ beside it.

const here = import.meta.dirname;
await serve(async () => JSON.parse(await readFile(join(here, 'build.json'), 'utf8')), {
  data: join(here, 'data'),
  assets: join(here, 'public'),
});
