import js from '@eslint/js';
import globals from 'globals';
import hooks from 'eslint-plugin-react-hooks';
import { readdirSync } from 'node:fs';
import ts from 'typescript-eslint';

const rooms = readdirSync(new URL('./src/features', import.meta.url));

/** A feature is a stranger to every other feature; what two of them need lives in shared. */
const fences = rooms.map((room) => ({
  files: [`src/features/${room}/**`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            regex: `^(@/features/(?!${room}(/|$))|(\\.\\./)+(?!${room}(/|$))(${rooms.join('|')})(/|$))`,
            message: 'Features never import each other: move what both need to shared.',
          },
          { regex: '^(@|(\\.\\./)+)/?app(/|$)', message: 'The app knows the features, never the other way.' },
        ],
      },
    ],
  },
}));

export default ts.config(
  { ignores: ['dist', 'src/api/schema.d.ts'] },
  js.configs.recommended,
  ...ts.configs.recommended,
  hooks.configs.flat['recommended-latest'],
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      'max-lines': ['error', { max: 250 }],
      complexity: ['error', 12],
      'max-params': ['error', 4],
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  { files: ['dev/**'], rules: { 'no-console': 'off', complexity: 'off' } },
  {
    files: ['src/shared/**', 'src/api/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: '^@/(features|app)(/|$)', message: 'Shared code knows no feature.' }] },
      ],
    },
  },
  ...fences,
);
