import jsdoc from 'eslint-plugin-jsdoc';
import { configs as lit } from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import wc from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';
import { imports } from './scripts/lint-imports.ts';

const noDefaultExport = { selector: 'ExportDefaultDeclaration', message: 'Export by name.' };
const cryptoDoor = [
  "MemberExpression[property.name='subtle']",
  "MemberExpression[property.value='subtle']",
  "ObjectPattern > Property[key.name='subtle']",
].map((selector) => ({ selector, message: "Cryptography passes through its package's one crypto file." }));
const clockDoor = [
  "NewExpression[callee.name='Date'][arguments.length=0]",
  "MemberExpression[object.name='Date'][property.name='now']",
].map((selector) => ({ selector, message: "The platform's time is deps.clock's: tests move it." }));
const scenarioDoor = {
  selector: "Property[key.name='loaders'] > ArrayExpression > :not(CallExpression[callee.name='scenario'])",
  message: 'Loaders run again with each change of a control: scenario(…) keeps what the visitor has done.',
};
const htmlSink = {
  selector: 'AssignmentExpression[left.property.name=/^(innerHTML|outerHTML|srcdoc)$/]',
  message: 'Hosts enforce Trusted Types: render with templates.',
};
// A later block replaces a rule, it does not add to it: every block states the whole list that it wants.
const syntax = (...rules) => ({ 'no-restricted-syntax': ['error', ...rules] });

const tests = ['packages/*/src/**/*.test.ts', 'packages/*/test/**', 'packages/elements/src/testing/**'];
const stories = ['packages/elements/src/**/*.stories.ts', '.storybook/**'];
const configFiles = ['**/*.config.{js,ts,mjs}', '.storybook/**', 'docs/.vitepress/**', 'scripts/test-reporter.mjs'];

export default tseslint.config(
  {
    ignores: ['**/dist/**', '**/dist-types/**', '**/out/**', 'storybook-static/**', '.test-results/**', 'coverage/**'],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  tseslint.configs.recommended,
  {
    files: ['**/*.{ts,js,mjs}'],
    plugins: { jse: { rules: { imports } } },
    rules: {
      'max-lines': ['error', { max: 350 }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-cond-assign': 'error',
      'no-constant-condition': 'error',
      'no-control-regex': 'error',
      'no-debugger': 'error',
      'no-empty': 'error',
      'no-eval': 'error',
      'no-fallthrough': 'error',
      'no-irregular-whitespace': ['error', { skipStrings: true, skipTemplates: true, skipComments: true }],
      'no-loss-of-precision': 'error',
      'no-self-compare': 'error',
      'no-unsafe-finally': 'error',
      'no-useless-escape': 'error',
      'prefer-const': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'jse/imports': 'error',
      ...syntax(noDefaultExport),
    },
  },
  {
    // Tables of words and of font bytes are as long as what they list.
    files: ['**/*.terms*.ts', '**/*.terms.*.ts', '**/fonts/**', '**/*.generated.ts', '**/noto-sans-*.ts'],
    rules: { 'max-lines': 'off' },
  },
  {
    files: ['packages/*/src/**/*.ts'],
    ignores: tests,
    plugins: { jsdoc },
    rules: {
      'jsdoc/require-jsdoc': [
        'error',
        {
          publicOnly: true,
          enableFixer: false,
          require: { ClassDeclaration: true, FunctionDeclaration: true },
          contexts: [
            'ExportNamedDeclaration > VariableDeclaration',
            'ExportNamedDeclaration > TSTypeAliasDeclaration',
            'ExportNamedDeclaration > TSInterfaceDeclaration',
          ],
        },
      ],
      'no-console': 'error',
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Chance comes from the CSPRNG.' },
      ],
      ...syntax(noDefaultExport, ...cryptoDoor, htmlSink),
    },
  },
  { files: ['packages/*/src/cli.ts', 'packages/*/src/cli/**'], rules: { 'no-console': 'off' } },
  {
    files: ['packages/sandbox/src/**/*.ts'],
    ignores: [...tests, '**/*.harness.ts', 'packages/sandbox/src/clock.ts'],
    rules: syntax(noDefaultExport, ...cryptoDoor, htmlSink, ...clockDoor),
  },
  {
    files: [
      'packages/elements/src/signer/sha256.ts',
      'packages/sdk/src/crypto.ts',
      'packages/sdk/src/http/dpop.ts',
      'packages/verify/src/crypto/**',
    ],
    rules: syntax(noDefaultExport, htmlSink),
  },
  {
    files: ['packages/sandbox/src/crypto.ts', 'packages/sandbox/src/certificates/web-crypto.ts'],
    rules: syntax(noDefaultExport, htmlSink, ...clockDoor),
  },
  {
    files: ['packages/elements/src/**/*.ts'],
    plugins: { lit: lit['flat/recommended'].plugins.lit, 'lit-a11y': litA11y, wc },
    settings: { litHtmlSources: true },
    rules: {
      ...lit['flat/recommended'].rules,
      ...litA11y.configs.recommended.rules,
      ...wc.configs['flat/recommended'].rules,
      'lit/lifecycle-super': 'error',
      'lit/no-this-assign-in-render': 'error',
      'lit/no-value-attribute': 'error',
      'lit/prefer-static-styles': 'error',
      'lit/quoted-expressions': ['error', 'never'],
      'wc/no-closed-shadow-root': 'error',
      'wc/no-customized-built-in-elements': 'error',
      'wc/no-invalid-element-name': 'error',
      'wc/no-typos': 'error',
      'wc/require-listener-teardown': 'error',
    },
  },
  { files: [...configFiles, ...stories], rules: { 'no-restricted-syntax': 'off' } },
  { files: ['packages/elements/src/**/*.stories.ts'], rules: syntax(scenarioDoor) },
);
