import { vi } from 'vitest';
import { jwk } from './identity.ts';

/** The key set of the tests' issuer. */
export const keySet = () => Response.json({ keys: [jwk] });

/** A network that has nothing in it but a key set; `answer` may be replaced, and `asked` has the URLs that were fetched. */
export const stubKeys = () => {
  const stub = {
    answer: (): Response | Promise<Response> => keySet(),
    asked: [] as string[],
    /** Replaces the network of the Worker; returns the undoing. */
    install: () => {
      vi.stubGlobal('fetch', async (input: string | URL | Request) => {
        stub.asked.push(input instanceof Request ? input.url : String(input));
        return stub.answer();
      });
      const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
      return () => {
        vi.unstubAllGlobals();
        warn.mockRestore();
      };
    },
  };
  return stub;
};
