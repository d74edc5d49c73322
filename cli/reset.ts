import { rm } from 'node:fs/promises';

// npm run reset: forgets the embedded local database; the next start makes it anew from migrations/ and content/.
await rm('.wrangler/state', { recursive: true, force: true });
console.log('The local database is gone. npm start makes it anew.');
