import { type AppContext, factory } from '../env.ts';
import { problem } from '../responses.ts';

const tooManyRequests = (c: AppContext): Response =>
  problem(c, { code: 'too-many-requests', headers: { 'Retry-After': '60' } });

// What one subscriber has of IPv6 is a network, /64.
const networkOf = (address: string): string => {
  if (!address.includes(':')) return address;
  const [before = [], after = []] = address.split('::').map((half) => half.split(':').filter((group) => group !== ''));
  const omitted = Math.max(0, 8 - before.length - after.length);
  return [...before, ...Array<string>(omitted).fill('0'), ...after].slice(0, 4).join(':');
};

/**
 * Limits the rate of requests from one address that authenticate nobody; undefined while there are not too many. Those who
 * are authenticated are not counted, so that nobody at their address can lock them out. Problem: too-many-requests.
 */
export const limitUnauthenticated = async (c: AppContext): Promise<Response | undefined> => {
  // The address is the edge's word; where there is no edge, all are counted together.
  const network = networkOf(c.req.header('CF-Connecting-IP') ?? '');
  const { success } = await c.env.EDITOR_RATE.limit({ key: `address ${network}` });
  return success ? undefined : tooManyRequests(c);
};

/** Limits the rate of each person's requests by the platform's rate limiter. Problem: too-many-requests. */
export const rateLimit = factory.createMiddleware(async (c, next) => {
  const { success } = await c.env.EDITOR_RATE.limit({ key: c.var.identity.who });
  return success ? next() : tooManyRequests(c);
});
