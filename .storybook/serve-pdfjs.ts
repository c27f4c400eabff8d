import { createReadStream, existsSync } from 'node:fs';
import { extname, join, normalize, sep } from 'node:path';
import type { Plugin } from 'vite';

const types: Record<string, string> = { '.mjs': 'text/javascript', '.wasm': 'application/wasm' };

/**
 * Serves pdf.js's own files, laid out as in the published package, below any `…/pdfjs/` of the development server:
 * Vitest's pages have another base than Storybook's, and its Storybook plugin serves whole folders only.
 */
export function servePdfjs(folder: string): Plugin {
  return {
    name: 'serve-pdfjs',
    configureServer({ middlewares }) {
      middlewares.use((request, response, next) => {
        const asked = /\/pdfjs\/([^?]+)/.exec(request.url ?? '')?.[1];
        if (asked === undefined) return next();
        const place = asked === 'pdf.worker.min.mjs' ? `legacy/build/${asked}` : decodeURIComponent(asked);
        const file = normalize(join(folder, place));
        if (!file.startsWith(folder + sep) || !existsSync(file)) return next();
        response.setHeader('Content-Type', types[extname(file)] ?? 'application/octet-stream');
        createReadStream(file).pipe(response);
      });
    },
  };
}
