import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { chunks } from './dev/chunks.ts';
import { pretend } from './dev/pretend/plugin.ts';
import { shell } from './dev/shell.ts';
import { squeeze } from './dev/squeeze.ts';

/** Where `npm run dev` finds a running Huawu; the pretend centre answers instead when HUAWU_PRETEND is set. */
const backend = `http://127.0.0.1:${process.env.HUAWU_HTTP_PORT ?? '8000'}`;

/** Libraries whose files do nothing but define; they do not say so themselves, and all of them would be shipped. */
const PURE =
  /[\\/]node_modules[\\/](@rc-component|@ant-design|antd|react-router|jssip|sdp-transform|stylis|@tanstack|@emotion|is-mobile)[\\/]/;
const PACKED = ['antd', '@ant-design/icons'];
const { plugin: cut, groups } = chunks();

export default defineConfig({
  plugins: [react(), pretend(process.env.HUAWU_PRETEND), cut, shell(), squeeze()],
  define: { __PRETEND_PHONE__: JSON.stringify(process.env.HUAWU_PRETEND !== undefined) },
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  server: {
    host: '127.0.0.1',
    proxy: process.env.HUAWU_PRETEND
      ? {}
      : {
          '/api': backend,
          '/health': backend,
          '/live': { target: backend, ws: true },
          '/sip': { target: backend, ws: true },
        },
  },
  build: {
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    manifest: true,
    chunkSizeWarningLimit: 800,
    rolldownOptions: {
      output: { codeSplitting: { groups } },
      treeshake: { moduleSideEffects: [{ test: PURE, sideEffects: false }] },
    },
  },
  test: {
    environment: 'jsdom',
    setupFiles: ['./test/setup.ts'],
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'test/**/*.test.ts', 'dev/**/*.test.ts'],
    css: false,
    // As one file each instead of some thousand: every test file reads them anew.
    alias: PACKED.map((name) => ({ find: new RegExp(`^${name}$`), replacement: `${name}/es` })),
    deps: { optimizer: { client: { enabled: true, include: PACKED.map((name) => `${name}/es`) } } },
    // By default one processor is kept free; nothing else runs beside these tests.
    maxWorkers: '100%',
    testTimeout: 30_000,
  },
});
