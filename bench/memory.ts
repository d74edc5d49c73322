import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

// Loaded before the importer: tells whoever has started it what is left on its heap after a full collection (bytes).
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

setInterval(() => {
  collect();
  process.send?.(process.memoryUsage().heapUsed);
}, 2000).unref();
