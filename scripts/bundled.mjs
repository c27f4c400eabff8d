// What the published packages carry of others: code that their builds take in, and files that they hand on. What is merely
// depended on comes by itself, with its own licence.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bundle } from './bundle.mjs';
import { root } from './run.mjs';

/**
 * @typedef Carried
 * @property {string} name
 * @property {string} version
 * @property {string} license SPDX
 * @property {string} what of it is in the package
 * @property {string[]} texts the licence texts, and notices
 */

const folderOf = (packageName, name) => join(root, 'packages', packageName, 'node_modules', name);
const read = (path) => readFileSync(path, 'utf8').trim();

/** A package of npm in a folder, with the licence texts that lie in it and in the given folders below. */
function fromNpm(folder, what, below = []) {
  const { name, version, license } = JSON.parse(read(join(folder, 'package.json')));
  const texts = ['', ...below].flatMap((part) =>
    globSync('{LICEN[CS]E,NOTICE}*', { cwd: join(folder, part), exclude: (path) => path.endsWith('.ts') })
      .toSorted()
      .map((file) => read(join(folder, part, file))),
  );
  if (texts.length === 0) throw new Error(`${name} has no licence text in ${folder}`);
  return { name, version, license: license.replace(/ AND /g, ' AND '), what, texts };
}

/** The packages whose code is in the worker of verify, which is one file. */
async function inVerifyWorker() {
  const { metafile } = await bundle('packages/verify/src/worker/verify.worker.ts');
  const paths = Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])),
  );
  const folders = new Set();
  for (const path of paths.filter((one) => one.includes('node_modules/'))) {
    let folder = dirname(join(root, path));
    while (!existsSync(join(folder, 'package.json')) || !JSON.parse(read(join(folder, 'package.json'))).version)
      folder = dirname(folder);
    folders.add(folder);
  }
  return [...folders].map((folder) => fromNpm(folder, 'in `verify.worker.js`'));
}

// pdf.js's build has it inside and does not hand on its text.
const coreJs = (pdfjs) => {
  const built = read(join(pdfjs, 'legacy/build/pdf.mjs'));
  const version = /version: '([\d.]+)',\s+mode: IS_PURE|version: '(3\.[\d.]+)'/.exec(built);
  const copyright = /copyright: '([^']+)'/.exec(built)?.[1];
  if (!version || !copyright) throw new Error('pdf.js has another core-js inside than this script knows');
  return {
    name: 'core-js',
    version: version[1] ?? version[2],
    license: 'MIT',
    what: 'inside the legacy build of pdf.js',
    texts: [`${copyright}\n\n${mit}`],
  };
};

const mit = read(join(root, 'LICENSE')).replace(/^[\s\S]*?(?=Permission is hereby granted)/, '');

/** What each published package carries. */
export async function bundled() {
  const worker = await inVerifyWorker();
  const pdfjs = folderOf('elements', 'pdfjs-dist');
  const noto = {
    name: 'Noto Sans',
    version: '2022',
    license: 'OFL-1.1',
    what: 'Regular and SemiBold, reduced, for the cartouche of signatures',
    texts: [read(join(root, 'packages/sandbox/src/signing/fonts/OFL.txt'))],
  };
  const pdfjsParts = ['wasm', 'cmaps', 'standard_fonts', 'iccs'];
  return {
    sdk: [],
    verify: worker,
    sandbox: [noto],
    elements: [
      fromNpm(
        pdfjs,
        'the display layer in the modules; worker, decoders, CMaps, fonts and profiles in `dist/pdfjs`',
        pdfjsParts,
      ),
      coreJs(pdfjs),
      ...worker.map((one) => ({ ...one, what: 'in `dist/pdfjs/verify.worker.js`' })),
    ],
  };
}
