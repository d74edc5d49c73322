import { oneOf } from '../edge/random.ts';
import { count, type Log } from './log.ts';

const collections = ['terms', 'organisations', 'roles', 'councils', 'actions'];
const real = ['organisations/digital-agency', 'organisations/mic', 'councils/council-2-2024', 'roles/mic-minister'];

/** Eight readers of items and of pages in both languages, until the service no longer answers. */
export const readersFor = (origin: string, chance: () => number, log: Log): (() => Promise<void>)[] =>
  Array.from({ length: 8 }, () => async () => {
    for (;;) {
      const made = log.places.map(({ kind, slug }) => `${kind}/${slug}`);
      const path = oneOf(chance, [oneOf(chance, collections), oneOf(chance, [...real, ...made])]);
      const suffix = oneOf(chance, ['', '.json', '.json?fallback=none']);
      const url = `${origin}/${oneOf(chance, ['ja', 'en'])}/${path}${suffix}`;
      // On a connection of its own: one that was idle for five seconds is closed, perhaps at this very moment.
      const response = await fetch(url, { redirect: 'manual', headers: { Connection: 'close' } });
      const text = await response.text();
      count(log, `reads ${response.status}`);
      if (response.status >= 500) log.faults.push(`${url} answers ${response.status}: ${text.slice(0, 300)}`);
    }
  });
