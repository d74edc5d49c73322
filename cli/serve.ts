import { resolve } from 'node:path';
import { build } from './production/build.ts';
import { serve } from './serve/serve.ts';

// npm run serve: the production build on this machine, on the database that npm start fills. Nothing is loaded.

const root = resolve(import.meta.dirname, '..');
await serve(build, { data: resolve(root, '.wrangler/state/v3'), assets: resolve(root, 'public') });
