// @ts-check
import astro from 'eslint-plugin-astro';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { downward } from './scripts/lib/rooms.mjs';

export default defineConfig(
  globalIgnores([
    'dist/',
    '.astro/',
    '.cache/',
    'labs/.runs/',
    'test-results/',
    'playwright-report/',
    // Broken on purpose: what a lab does with code that does not parse.
    'tests/fixtures/**/broken*',
  ]),
  tseslint.configs.strictTypeChecked,
  {
    plugins: { rooms: { rules: { downward } } },
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.astro'],
      },
    },
    rules: {
      'rooms/downward': 'error',
      eqeqeq: 'error',
      'no-console': 'off',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'separate-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Numbers and booleans read well in a template; objects and undefined do not.
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      // `() => void` where a callback is wanted is the normal case, and the value is not used.
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // process.env.NAME and records keyed by a program's own names are reached by name in both ways.
      '@typescript-eslint/dot-notation': 'off',
    },
  },
  astro.configs.recommended,
  {
    // Astro's own types reach these files as `any` in part; `astro check` checks them.
    files: ['**/*.astro', '**/*.astro/*.ts'],
    extends: [tseslint.configs.disableTypeChecked],
  },
  {
    // What a learner reads and edits: a plain style, without the ceremony of a service's code.
    files: ['labs/*/*.ts', 'labs/*/solution/**/*.ts'],
    ignores: ['labs/kit/**'],
    rules: { '@typescript-eslint/restrict-template-expressions': 'off' },
  },
  {
    // A test may be sure of what it has just made, and reads JSON to compare it.
    files: ['tests/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
    },
  },
  {
    // Run before anything is installed, on whatever Node is there.
    files: ['scripts/**/*.mjs'],
    rules: { '@typescript-eslint/no-unnecessary-condition': 'off' },
  },
);
