import { expect, it } from 'vitest';
import { reach, type Known } from './chunks';

const antd = '/node_modules/antd/es/index.js';
const part = (name: string): string => `/node_modules/antd/es/${name}/index.js`;
const MODULES: Record<string, Known> = {
  '/src/main.tsx': {
    code: "import { Button, DatePicker as Pick } from 'antd'",
    importedIds: [antd, '/src/a.ts'],
  },
  '/src/a.ts': { code: '', importedIds: ['/src/main.tsx', '/src/b.ts'] },
  '/src/b.ts': { code: "import {Table} from 'elsewhere'", importedIds: [antd] },
  [antd]: { code: '', importedIds: [part('button'), part('table'), part('date-picker')] },
  [part('button')]: { code: '', importedIds: ['/node_modules/rc/motion.js'] },
};

it('follows every import, and of a counter only what is taken over it', () => {
  const found = reach('/src/main.tsx', (id) => MODULES[id] ?? null);
  expect([...found].sort()).toEqual(
    [
      '/src/main.tsx',
      '/src/a.ts',
      '/src/b.ts',
      antd,
      part('button'),
      part('date-picker'),
      '/node_modules/rc/motion.js',
    ].sort(),
  );
});
