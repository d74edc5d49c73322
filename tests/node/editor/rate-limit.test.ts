import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { codeOf, edit, signed, stubAccess } from '../../support/editor/identity.ts';

let restore: () => void;
beforeAll(() => {
  restore = stubAccess();
});
afterAll(() => restore());

/** A rate limiter of three requests for each key, and the keys that it has counted. */
const limiter = () => {
  const counts = new Map<string, number>();
  const limit = async ({ key }: { key: string }) => {
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return { success: count <= 3 };
  };
  return { counts, bindings: { EDITOR_RATE: { limit } } };
};

const garbage = { 'Cf-Access-Jwt-Assertion': 'a.b.c' };
const from = (address: string): Record<string, string> => ({ 'CF-Connecting-IP': address });

describe('somebody sends many requests with bad tokens', () => {
  const statuses = async (bindings: ReturnType<typeof limiter>['bindings'], addresses: readonly string[]) => {
    const found: number[] = [];
    for (const address of addresses) {
      const headers = { ...garbage, ...(address && from(address)) };
      found.push((await edit('/editor/api/drafts', { headers }, 'nobody', { bindings })).status);
    }
    return found;
  };

  it.each<[string, string[]]>([
    ['one IPv4 address', Array(5).fill('203.0.113.7')],
    ['one IPv6 address', Array(5).fill('2001:db8::7')],
    ['one IPv6 network', ['2001:db8::1', '2001:db8::2', '2001:db8:0:0:1::', '2001:db8:0:0:ff::9', '2001:db8::']],
    ['no address that the edge names', Array(5).fill('')],
  ])('from %s → 401, then 429 with Retry-After', async (_, addresses) => {
    const warn = vi.spyOn(console, 'warn');
    warn.mockClear();
    const { bindings } = limiter();
    expect(await statuses(bindings, addresses)).toEqual([401, 401, 401, 429, 429]);
    expect(warn).toHaveBeenCalledTimes(3);
    const headers = { ...garbage, ...(addresses[0] && from(addresses[0])) };
    const answer = await edit('/editor/api/terms/x/draft', { method: 'PUT', headers, json: {} }, 'nobody', {
      bindings,
    });
    expect([answer.status, codeOf(answer), answer.headers.get('Retry-After')]).toEqual([
      429,
      'too-many-requests',
      '60',
    ]);
  });

  it('others, and editors at the same address, are served', async () => {
    const { bindings } = limiter();
    expect(await statuses(bindings, Array(4).fill('203.0.113.7'))).toEqual([401, 401, 401, 429]);
    expect(await statuses(bindings, ['203.0.113.8', '2001:db8::7'])).toEqual([401, 401]);
    const headers = from('203.0.113.7');
    expect((await edit('/editor/api/drafts', { headers }, 'editor', { bindings })).status).toBe(200);
  });

  it('while the keys cannot be fetched → 503, then 429', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const unreachable = 'https://down.cloudflareaccess.com';
    const bindings = { ...limiter().bindings, ACCESS_ISSUER: unreachable };
    const token = await signed({ iss: unreachable });
    const found: number[] = [];
    for (const _ of Array(4))
      found.push((await edit('/editor/api/drafts', { headers: from('203.0.113.7') }, token, { bindings })).status);
    expect(found).toEqual([503, 503, 503, 429]);
    log.mockRestore();
  });
});

it('an editor is counted by identity, whatever the address', async () => {
  const { bindings, counts } = limiter();
  const found: number[] = [];
  for (const address of ['203.0.113.7', '203.0.113.8', '203.0.113.9', '203.0.113.10'])
    found.push((await edit('/editor/api/drafts', { headers: from(address) }, 'editor', { bindings })).status);
  expect([found, [...counts.keys()]]).toEqual([[200, 200, 200, 429], ['smith@example.gov.uk']]);
});
