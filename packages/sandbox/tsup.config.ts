import { writeFile } from 'node:fs/promises';
import { defineConfig } from 'tsup';
import { codeFrameScript } from '../../scripts/code-frame.mjs';

export default defineConfig({
  entry: { index: 'src/index.ts', node: 'src/node.ts', cli: 'src/cli.ts' },
  format: ['esm'],
  target: 'es2022',
  dts: !process.env.WITHOUT_TYPES,
  sourcemap: true,
  clean: true,
  treeshake: true,
  onSuccess: async () => writeFile('dist/code-frame.js', await codeFrameScript()),
});
