import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const pdfjs = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
const { build } = createRequire(createRequire(import.meta.url).resolve('@web/dev-server-esbuild'))('esbuild');

/** What the strictest host that we support sends; docs/embedding.md asks for nothing beyond it. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "font-src 'self'",
  "worker-src 'self'",
  "connect-src 'self'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html jse',
].join('; ');

const page = `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Strict</title>
<script type="module" src="/__strict/elements.js"></script></head><body></body></html>`;

/**
 * A plugin of @web/test-runner that serves `/__strict/` under a strict Content-Security-Policy with Trusted Types, the
 * elements being one bundle of the sources; pdf.js's files lie under `/__strict/pdfjs/`. A test opens it in a frame.
 */
export function strictPage() {
  let bundle;
  const make = async () => {
    const { outputFiles } = await build({
      entryPoints: ['src/define.ts'],
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'browser',
      target: 'es2022',
      conditions: ['@jse/source'],
      logLevel: 'error',
    });
    return outputFiles[0].text;
  };

  return {
    name: 'strict-page',
    async serve(context) {
      if (context.path === '/__strict/elements.js') {
        bundle ??= make();
        return { body: await bundle, type: 'js' };
      }
      if (!context.path.startsWith('/__strict/')) return undefined;
      // A worker is under the policy that its own file comes with.
      context.set('Content-Security-Policy', policy);
      if (context.path === '/__strict/') return { body: page, type: 'html' };
      const file = context.path.slice('/__strict/pdfjs/'.length);
      return { body: await readFile(join(pdfjs, file)), type: /js$/.test(file) ? 'js' : 'application/octet-stream' };
    },
  };
}
