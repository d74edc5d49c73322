import { followed } from '../public/collections.ts';
import type { Recording } from '../recording.ts';
import type { Service } from '../service.ts';
import { guards, haste, strangers } from './access.ts';
import { publications } from './bulk-publications.ts';
import { publishing } from './commands.ts';
import { drafts } from './drafts.ts';
import { after, broken, cutOff } from './effects.ts';
import { deskOf } from './session.ts';

/** Changes the record as editors do, one command at a time, and reads what has become of it; at last, breaks it. */
export const edited = async (recording: Recording, service: Service, say: (what: string) => void): Promise<void> => {
  const desk = deskOf(recording);
  await recording.all([...strangers(), ...cutOff()]);
  await guards(desk);
  say('who may ask');
  await drafts(desk, recording);
  say('drafts');
  await publishing(desk);
  say('commands');
  await publications(desk);
  for (const path of [
    '/events?limit=100',
    '/events?limit=100&before=150',
    '/drafts',
    '/archive?limit=100&after=terms/c',
  ])
    await desk.ask('GET', path);
  say('sets');
  await recording.all(after());
  for (const first of ['/en/terms.json?limit=40', '/ja/roles.json?organisation=agency&limit=20', '/ja/terms.json'])
    await followed(recording, first);
  say('what readers see');
  await service.drop();
  await recording.all(broken());
  await haste(recording);
};
