import { createServer, type Server } from 'node:http';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { extname, join, normalize } from 'node:path';
import { bundle } from '../bundle.mjs';

const types: Readonly<Record<string, string>> = {
  '.mjs': 'text/javascript',
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
  '.css': 'text/css',
  '.pdf': 'application/pdf',
};

/** Serves a page that runs a bench's browser side: isolated across origins, as measuring its memory demands. */
export async function serveBench(entry: string, given: Readonly<Record<string, Uint8Array>>): Promise<Server> {
  const { files } = await bundle(entry);
  const scripts = new Map(files.map(({ path, contents }) => [`/${path.split('/').at(-1)}`, contents]));
  const require = createRequire(join(import.meta.dirname, '../../packages/elements/package.json'));
  const pdfjs = join(require.resolve('pdfjs-dist/package.json'), '..');
  const html =
    '<!doctype html><meta charset="utf-8"><div id="stage" style="width:1000px"></div><script type="module" src="/entry.js"></script>';
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const answer = async (): Promise<[string, Uint8Array | string]> => {
      if (path === '/') return ['text/html', html];
      const type = types[extname(path)] ?? 'application/octet-stream';
      if (given[path]) return [type, given[path]];
      if (path.startsWith('/pdfjs/')) return [type, await readFile(join(pdfjs, normalize(path.slice(7))))];
      return [type, scripts.get(path) ?? ''];
    };
    answer().then(
      ([type, body]) => {
        response.writeHead(200, {
          'content-type': type,
          'cross-origin-opener-policy': 'same-origin',
          'cross-origin-embedder-policy': 'require-corp',
        });
        response.end(body);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
