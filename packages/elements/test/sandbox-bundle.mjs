import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';

const { build } = createRequire(createRequire(import.meta.url).resolve('@web/dev-server-esbuild'))('esbuild');
const address = '/__sandbox/index.js';
const nothing = '/__sandbox/nothing.js';
const nodeModules =
  /^(node:)?(fs|fs\/promises|path|url|module|crypto|stream|stream\/promises|util|zlib|os|worker_threads)$/;

/**
 * A plugin of @web/test-runner that serves `@jse/sandbox` with its dependencies as one module, built from the sources
 * at the first request: the platform is some 800 files, several of them CommonJS. PGlite stays beside it, since it
 * finds its WebAssembly by its own address; what it would import under Node is empty in a page.
 */
export function sandboxBundle({ rootDir }) {
  let bundle;
  const sandbox = createRequire(new URL('../../sandbox/package.json', import.meta.url));
  const pglite = `/${relative(rootDir, dirname(sandbox.resolve('@electric-sql/pglite')))}/index.js`;
  const besides = {
    name: 'besides',
    setup({ onResolve }) {
      onResolve({ filter: /^@electric-sql\/pglite$/ }, () => ({ path: pglite, external: true }));
      onResolve({ filter: nodeModules }, () => ({ path: nothing, external: true }));
    },
  };
  const make = async () => {
    const { outputFiles } = await build({
      stdin: { contents: `export * from '@jse/sandbox';`, resolveDir: process.cwd() },
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'browser',
      target: 'es2022',
      conditions: ['@jse/source'],
      plugins: [besides],
      logLevel: 'error',
    });
    return outputFiles[0].text;
  };

  return {
    name: 'sandbox-bundle',
    resolveImport({ source, context }) {
      if (source === '@jse/sandbox') return address;
      return nodeModules.test(source) && context.path.includes('pglite') ? nothing : undefined;
    },
    async serve({ path }) {
      if (path === nothing) return { body: 'export default {};', type: 'js' };
      if (path !== address) return undefined;
      bundle ??= make();
      return { body: await bundle, type: 'js' };
    },
  };
}

/** Koa middleware that serves PGlite's file system image as it is: the dev server takes it for text and garbles it. */
export function pgliteImage({ rootDir }) {
  return async (context, next) => {
    if (!context.path.endsWith('/pglite.data') || context.path.includes('..')) return next();
    context.body = await readFile(join(rootDir, context.path));
    context.type = 'application/octet-stream';
  };
}
