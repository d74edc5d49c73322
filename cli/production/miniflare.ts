import { createRequire } from 'node:module';

// The one that wrangler brings, and `npm start` runs on: another may stand beside it, at another version.
const fromWrangler = createRequire(createRequire(import.meta.url).resolve('wrangler/package.json'));

/** miniflare, which gives workerd its D1. */
export const { Miniflare, convertV4MiniflareOptions } = fromWrangler('miniflare') as typeof import('miniflare');

/** Options as miniflare declares them, without the index signature that lets any other name pass. */
export type Declared<Options> = { [Name in keyof Options as string extends Name ? never : Name]: Options[Name] };
