/** Lays a `.br` and a `.gz` beside every file of the build that is worth it, for the server to hand out as they are. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const LEAST = 1024;
const WORTH = /\.(js|css|html|svg|json|txt)$/;

function squeezeFile(file: string): void {
  const whole = readFileSync(file);
  if (whole.length < LEAST) return;
  const params = { [constants.BROTLI_PARAM_QUALITY]: 10, [constants.BROTLI_PARAM_SIZE_HINT]: whole.length };
  writeFileSync(`${file}.br`, brotliCompressSync(whole, { params }));
  writeFileSync(`${file}.gz`, gzipSync(whole, { level: 9 }));
}

export function squeeze(): Plugin {
  let folder = '';
  return {
    name: 'huawu-squeeze',
    apply: 'build',
    configResolved: (config) => {
      folder = resolve(config.root, config.build.outDir);
    },
    closeBundle: () => {
      const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
      names
        .filter((name) => WORTH.test(name) && !name.startsWith('.vite'))
        .forEach((name) => squeezeFile(join(folder, name)));
    },
  };
}
