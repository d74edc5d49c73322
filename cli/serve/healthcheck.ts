import { env, exit } from 'node:process';

// Exits 0 where the service of this machine answers at PORT, 1 where it does not: for a container's HEALTHCHECK.

const response = await fetch(`http://127.0.0.1:${env.PORT || 8787}/healthz`, {
  signal: AbortSignal.timeout(5000),
}).catch(() => undefined);
exit(response?.status === 200 ? 0 : 1);
