// `npm run release`, in CI: packs each package whose version is not published yet, and publishes it to npm with its
// provenance; then tags. `-- --dry-run` packs and has npm say what it would publish, and asks the registry nothing.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { node, pnpm, root, run } from './run.mjs';

const dry = process.argv.includes('--dry-run');
/** Dependencies first. */
const packages = ['sdk', 'verify', 'sandbox', 'elements'];
const folder = join(root, 'out/release');

/** Runs a command and shows what it says; ends the release where it fails. */
async function must(command, options = {}) {
  const { code, output } = await run(command, { seconds: 300, ...options });
  console.log(output.trim());
  if (code !== 0) process.exit(1);
  return output;
}

const isPublished = async (name, version) => (await run(['npm', 'view', `${name}@${version}`, 'version'])).code === 0;

/** Provenance is checked against the repository that a package names: the one that runs this. */
function nameRepository(path) {
  const repository = process.env.GITHUB_REPOSITORY;
  if (repository === undefined) return;
  const manifest = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
  manifest.repository = {
    type: 'git',
    url: `git+https://github.com/${repository}.git`,
    directory: `packages/${path.split('/').at(-1)}`,
  };
  writeFileSync(join(path, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
}

if (!dry && process.env.GITHUB_REPOSITORY === undefined) {
  console.error(
    'Releases are made by .github/workflows/release.yml; here there is only `npm run release -- --dry-run`.',
  );
  process.exit(2);
}
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
await must([node, join(root, 'scripts/sbom.mjs')]);
for (const short of packages) {
  const path = join(root, 'packages', short);
  const { name, version } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
  if (!dry && (await isPublished(name, version))) {
    console.log(`${name}@${version} is published already`);
    continue;
  }
  nameRepository(path);
  const tarball = join(folder, `jse-${short}-${version}.tgz`);
  await must([...pnpm(), 'pack', '--out', tarball], { cwd: path });
  await must(['npm', 'publish', tarball, '--access', 'public', ...(dry ? ['--dry-run'] : ['--provenance'])]);
}
// The action that runs this makes a release of each line “New tag: …”.
if (!dry) await must([join(root, 'node_modules/.bin/changeset'), 'git-tag']);
