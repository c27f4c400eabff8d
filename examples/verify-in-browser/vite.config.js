import { defineConfig } from 'vite';
import { viteSingleFile } from 'vite-plugin-singlefile';

// Everything in one file that opens by a double click, from a stick or an e-mail: scripts, styles, both workers.
export default defineConfig({
  build: { target: 'es2022', assetsInlineLimit: Number.MAX_SAFE_INTEGER, chunkSizeWarningLimit: 8000 },
  plugins: [viteSingleFile({ removeViteModuleLoader: true })],
});
