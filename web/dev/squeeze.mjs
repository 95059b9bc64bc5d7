/** Lays a `.br` and a `.gz` beside every file of the build that is worth it, for the server to hand out as they are. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const LEAST = 1024;
const WORTH = /\.(js|css|html|svg|json|txt)$/;
const dist = fileURLToPath(new URL('../dist/', import.meta.url));

for (const name of readdirSync(dist, { recursive: true })) {
  if (!WORTH.test(name) || name.startsWith('.vite')) continue;
  const whole = readFileSync(join(dist, name));
  if (whole.length < LEAST) continue;
  const params = { [constants.BROTLI_PARAM_QUALITY]: 10, [constants.BROTLI_PARAM_SIZE_HINT]: whole.length };
  writeFileSync(join(dist, `${name}.br`), brotliCompressSync(whole, { params }));
  writeFileSync(join(dist, `${name}.gz`), gzipSync(whole, { level: 9 }));
}
