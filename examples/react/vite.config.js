import { cp } from 'node:fs/promises';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const { PORT: port = '4000', BACK_END: backEnd = 'http://localhost:4001' } = process.env;
const proxy = { '/api': backEnd, '/sign-in': backEnd, '/signed-in': backEnd };

export default defineConfig({
  server: { port: Number(port), strictPort: true, proxy },
  preview: { port: Number(port), strictPort: true, proxy },
  build: { target: 'es2022' },
  plugins: [
    react(),
    {
      name: 'pdfjs-files', // pdf.js's worker, decoders, character maps and fonts are served by you, never from a CDN
      apply: 'build',
      closeBundle: () => cp('node_modules/@jse/elements/dist/pdfjs', 'dist/pdfjs', { recursive: true }),
    },
  ],
});
