import { defineConfig } from 'tsup';

export default defineConfig({
  entry: { index: 'src/index.ts', browser: 'src/browser.ts', server: 'src/server.ts', schemas: 'src/schemas/index.ts', rules: 'src/rules/index.ts', contract: 'src/contract/index.ts' },
  format: ['esm'],
  target: 'es2022',
  dts: true,
  sourcemap: true,
  clean: true,
  treeshake: true,
});
