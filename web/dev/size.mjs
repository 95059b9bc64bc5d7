/** The budget of the first load: what the agent's page needs before it works, gzipped, must stay below 400 kB. */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const BUDGET = 400 * 1024;
const ENTRIES = ['index.html', 'src/features/desk/DeskPage.tsx', 'src/shared/phone/jssip-phone.ts'];
const dist = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));

const files = new Set();
function follow(name) {
  const chunk = manifest[name];
  if (!chunk || files.has(chunk.file)) return;
  files.add(chunk.file);
  (chunk.imports ?? []).forEach(follow);
}
ENTRIES.forEach(follow);

const bytes = [...files]
  .filter((file) => file.endsWith('.js'))
  .reduce((sum, file) => sum + gzipSync(readFileSync(new URL(file, dist))).length, 0);
const kilobytes = (bytes / 1024).toFixed(0);
console.log(
  `first load of the agent's page: ${kilobytes} kB of JavaScript, gzipped (budget ${BUDGET / 1024} kB)`,
);
if (bytes > BUDGET) process.exit(1);
