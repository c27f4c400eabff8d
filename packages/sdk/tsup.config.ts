import { defineConfig } from 'tsup';

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    browser: 'src/browser.ts',
    server: 'src/server.ts',
    schemas: 'src/schemas/index.ts',
    rules: 'src/rules/index.ts',
    contract: 'src/contract/index.ts',
  },
  format: ['esm'],
  target: 'es2022',
  dts: true,
  sourcemap: true,
  clean: true,
  // Chunks have no side effects: without this, entries import some for nothing, and vendors' bundlers warn of it.
  treeshake: { preset: 'recommended', moduleSideEffects: false },
});
