import type { Plugin } from 'vite';
export function pretend(mode: string | undefined): Plugin {
  return { name: 'huawu-pretend', apply: () => mode !== undefined };
}
