import { followPages } from '../public/collections.ts';
import type { Recording } from '../recording.ts';
import type { Service } from '../service.ts';
import { access, rateLimited, unauthenticated } from './access.ts';
import { bulkPublications } from './bulk-publications.ts';
import { commands } from './commands.ts';
import { drafts } from './drafts.ts';
import { effects, withoutDatabase, withoutReads } from './effects.ts';
import { openSession } from './session.ts';

/** Changes the record as editors do, one command at a time, and reads the effects; at last drops the database. */
export const recordEditing = async (
  recording: Recording,
  service: Service,
  log: (what: string) => void,
): Promise<void> => {
  const session = openSession(recording);
  await recording.recordAll([...unauthenticated(), ...withoutReads()]);
  await access(session);
  log('access');
  await drafts(session, recording);
  log('drafts');
  await commands(session);
  log('commands');
  await bulkPublications(session);
  for (const path of [
    '/events?limit=100',
    '/events?limit=100&before=150',
    '/drafts',
    '/archive?limit=100&after=terms/c',
  ])
    await session.send('GET', path);
  log('bulk publications');
  await recording.recordAll(effects());
  for (const first of ['/en/terms.json?limit=40', '/ja/roles.json?organisation=agency&limit=20', '/ja/terms.json'])
    await followPages(recording, first);
  log('what readers see');
  await service.drop();
  await recording.recordAll(withoutDatabase());
  await rateLimited(recording);
};
