// Builds what a script runs on, and is quiet unless it fails: `node scripts/build.mjs [packages] [--without-types]` (the
// packages and the examples of the workspace when nothing is named). What stands already, built from the very same files, is
// left alone. Declarations take most of the time and nothing runs on them: a script that only runs does without.
import { createHash } from 'node:crypto';
import { globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pnpm, root, run } from './run.mjs';

const shared = [
  'package.json',
  'pnpm-lock.yaml',
  'pnpm-workspace.yaml',
  'tsconfig*.json',
  'scripts/*.mjs',
  'packages/*/**',
];

/** What is built together, in order: what it is made of, and what it makes. */
const groups = [
  { filter: './packages/*', sources: shared, made: ['packages/*/dist/**'] },
  {
    filter: './examples/accounting-app',
    sources: [...shared, 'examples/accounting-app/**'],
    made: ['examples/accounting-app/dist/**'],
  },
];
const apart = ['**/node_modules/**', '**/api/**/*.txt', '**/test/**', '**/*.test.ts', '**/{dist,dist-types,out}/**'];

/** One hash over the names and contents of all files that the patterns find. */
function fingerprint(patterns, exclude = []) {
  const hash = createHash('sha256');
  for (const path of globSync(patterns, { cwd: root, exclude }).sort()) {
    const file = join(root, path);
    if (statSync(file).isFile()) hash.update(`${path}\0`).update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

const notes = join(root, 'node_modules/.cache/jse-build.json');

/** What was built, by group; nothing where it can't be read. */
function readNotes() {
  try {
    return JSON.parse(readFileSync(notes, 'utf8'));
  } catch {
    return {};
  }
}

function writeNotes(built) {
  mkdirSync(dirname(notes), { recursive: true });
  writeFileSync(notes, JSON.stringify(built));
}

const asked = process.argv.slice(2);
const types = !asked.includes('--without-types');
for (const { filter, sources, made } of asked.includes('packages') ? groups.slice(0, 1) : groups) {
  const built = readNotes();
  const before = fingerprint(sources, apart);
  const known = built[filter];
  if (known?.sources === before && (known.types || !types) && known.made === fingerprint(made)) continue;
  console.log(`building ${filter} …`);
  delete built[filter];
  writeNotes(built);
  const { code, output, overtime, seconds } = await run([...pnpm(), '--filter', filter, 'run', 'build'], {
    seconds: 600,
    variables: types ? {} : { WITHOUT_TYPES: '1' },
  });
  if (code !== 0) {
    console.error(output);
    console.error(overtime ? 'the build was killed after 600 s' : `the build ended with code ${code}`);
    process.exit(1);
  }
  writeNotes({ ...built, [filter]: { sources: before, types, made: fingerprint(made) } });
  console.log(`built in ${seconds.toFixed(0)} s\n`);
}
