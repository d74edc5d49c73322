/**
 * Copies Swagger UI, which shows the API reference, from its package into public/docs/, with its licence: the page
 * asks nothing of a third party. npm runs this after every install.
 */
import { copyFile, mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const files = {
  'swagger-ui-bundle.js': 'swagger-ui-bundle.js',
  'swagger-ui-bundle.js.LICENSE.txt': 'swagger-ui-bundle.js.LICENSE.txt',
  'swagger-ui.css': 'swagger-ui.css',
  LICENSE: 'swagger-ui.LICENSE.txt',
  NOTICE: 'swagger-ui.NOTICE.txt',
};

const from = dirname(fileURLToPath(import.meta.resolve('swagger-ui-dist/package.json')));
const to = resolve(import.meta.dirname, '../public/docs');
await mkdir(to, { recursive: true });
await Promise.all(Object.entries(files).map(([file, name]) => copyFile(join(from, file), join(to, name))));
console.log(`public/docs: ${Object.keys(files).length} files of Swagger UI`);
