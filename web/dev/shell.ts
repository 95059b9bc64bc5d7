/**
 * Writes into the page what its first picture needs: the script of src/app/first.ts and the styles it names. The
 * server lets exactly this script run, by its hash (platform/web/pages.py). The sheets go to the end of the page,
 * where the picture does not wait for them but scripts do; the desk's files are fetched along with the page's.
 */
import { resolve } from 'node:path';
import { build, type Plugin, type Rolldown } from 'vite';

const SHEET = /\s*<link rel="stylesheet"[^>]*>/g;
const DESK = '/features/desk/DeskPage.tsx';

type Bundle = Rolldown.OutputBundle;

/** The script and the styles of the first picture, small. */
async function firstPicture(root: string): Promise<{ script: string; style: string }> {
  const built = await build({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: resolve(root, 'src/app/first.ts'), formats: ['iife'], name: 'first' },
    },
  });
  const files = (Array.isArray(built) ? built : [built]).flatMap((one) =>
    'output' in one ? one.output : [],
  );
  const code = files.map((file) => (file.type === 'chunk' ? file.code : '')).join('');
  const sheets = files.map((file) => (file.type === 'asset' ? String(file.source) : ''));
  return {
    script: code.trim(),
    style: sheets
      .join('')
      .replace(/\/\*\$vite\$:\d+\*\//, '')
      .trim(),
  };
}

/** Every script and sheet that the desk needs. */
function deskFiles(bundle: Bundle): string[] {
  const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
  const desk = chunks.find((chunk) => chunk.facadeModuleId?.endsWith(DESK));
  const files = new Set<string>();
  const left = desk ? [desk.fileName] : [];
  for (let name = left.pop(); name !== undefined; name = left.pop()) {
    const chunk = bundle[name];
    if (files.has(name) || chunk?.type !== 'chunk') continue;
    files.add(name);
    chunk.viteMetadata?.importedCss.forEach((sheet) => files.add(sheet));
    left.push(...chunk.imports);
  }
  return [...files];
}

const tagOf = (file: string): string =>
  file.endsWith('.css')
    ? `<link rel="stylesheet" crossorigin href="/${file}">`
    : `<link rel="modulepreload" crossorigin href="/${file}">`;

export function shell(): Plugin {
  let root = '';
  return {
    name: 'huawu-shell',
    configResolved: (config) => {
      root = config.root;
    },
    transformIndexHtml: {
      order: 'post',
      handler: async (html, { bundle }) => {
        const { script, style } = await firstPicture(root);
        const sheets = html.match(SHEET) ?? [];
        const also = (bundle ? deskFiles(bundle) : [])
          .filter((file) => !html.includes(`/${file}"`))
          .map(tagOf);
        const scripts = also.filter((tag) => !tag.includes('stylesheet'));
        const last = [...sheets.map((tag) => tag.trim()), ...also.filter((tag) => !scripts.includes(tag))];
        return html
          .replace(SHEET, '')
          .replace('</title>', () => `</title>\n    <script>${script}</script>\n    <style>${style}</style>`)
          .replace('</head>', `  ${scripts.join('\n    ')}\n  </head>`)
          .replace('</body>', `  ${last.join('\n    ')}\n  </body>`);
      },
    },
  };
}
