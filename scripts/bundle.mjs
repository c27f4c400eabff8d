// Bundles an entry of the packages as a page would load it, from the sources, in memory.
import { createRequire } from 'node:module';
import { isAbsolute, join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { litCss } from './lit-css.mjs';
import { root } from './run.mjs';

const { build } = createRequire(join(root, 'packages/sdk/package.json'))('esbuild');

/**
 * Bundles for browsers, lazily loaded parts in files of their own unless told not to; gives esbuild's outputs and metafile. With names, what
 * a page loads that imports only those.
 */
export async function bundle(entry, plugins = [], names = undefined, { splitting = true } = {}) {
  const only = names && {
    name: 'only-names',
    setup(on) {
      on.onResolve({ filter: /^only-names$/ }, () => ({ path: 'only-names', namespace: 'names' }));
      const contents = `export { ${names.join(', ')} } from './${entry}';`;
      on.onLoad({ filter: /./, namespace: 'names' }, () => ({ contents, resolveDir: root }));
    },
  };
  const result = await build({
    entryPoints: { entry: only ? 'only-names' : join(root, entry) },
    absWorkingDir: root,
    outdir: join(root, 'out/bundle'),
    write: false,
    bundle: true,
    splitting,
    minify: true,
    metafile: true,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    conditions: ['@jse/source', 'browser', 'production'],
    external: ['node:*'],
    legalComments: 'none',
    logLevel: 'silent',
    plugins: [litCss, ...(only ? [only] : []), ...plugins],
  });
  return { files: result.outputFiles, metafile: result.metafile };
}

/**
 * Kilobytes (1000 bytes, gzip -9) of what an entry loads at once: its own file and those that it imports statically.
 * `parts` lists what weighs in it, the heaviest first, in minified kilobytes.
 */
export async function initialSize(entry, names) {
  const { files, metafile } = await bundle(entry, [], names);
  const name = (path) => (isAbsolute(path) ? relative(root, path) : path).replaceAll('\\', '/');
  const texts = new Map(files.map((file) => [name(file.path), file.contents]));
  const wanted = new Set(['out/bundle/entry.js']);
  for (const path of wanted) {
    for (const one of metafile.outputs[path].imports) {
      if (one.kind === 'import-statement' && !one.external) wanted.add(one.path);
    }
  }
  const parts = new Map();
  let size = 0;
  for (const path of wanted) {
    size += gzipSync(texts.get(path), { level: 9 }).length / 1000;
    for (const [input, { bytesInOutput }] of Object.entries(metafile.outputs[path].inputs)) {
      if (input.startsWith('names:')) continue;
      const library = input.split('node_modules/').at(-1).split('/');
      const owner = input.includes('node_modules/')
        ? library.slice(0, library[0].startsWith('@') ? 2 : 1).join('/')
        : input.split('/').slice(1, 2).join('/');
      parts.set(owner, (parts.get(owner) ?? 0) + bytesInOutput / 1000);
    }
  }
  return { size, parts: [...parts].sort((a, b) => b[1] - a[1]) };
}
