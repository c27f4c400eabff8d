import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { defineConfig } from 'vite';

const here = import.meta.dirname;

export default defineConfig({
  root: join(here, 'web'),
  build: {
    outDir: join(here, 'dist'),
    emptyOutDir: true,
    target: 'es2022',
    rollupOptions: { input: { index: join(here, 'web/index.html'), signer: join(here, 'web/signer.html') } },
  },
  plugins: [
    {
      name: 'pdfjs-files',
      apply: 'build',
      closeBundle: () =>
        cp(join(here, 'node_modules/@jse/elements/dist/pdfjs'), join(here, 'dist/pdfjs'), { recursive: true }),
    },
  ],
});
