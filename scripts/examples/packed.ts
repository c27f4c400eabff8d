import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pnpm, root, run } from '../run.mjs';

const names = ['sdk', 'verify', 'elements', 'sandbox'] as const;

/** Runs a command to its end in a folder; throws with what it said when it fails. Returns what it said. */
export async function must(
  command: readonly string[],
  cwd: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { code, output } = await run(command, { cwd, variables, seconds: 240 });
  if (code !== 0) throw new Error(`${command.join(' ')} ended with ${code} in ${cwd}\n${output}`);
  return output;
}

/** A clean folder outside of the repository, with the packages in it as they would be published. */
export async function packAll(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'jse-examples-'));
  for (const name of names)
    await must([...pnpm(), 'pack', '--out', join(folder, `${name}.tgz`)], join(root, 'packages', name));
  return folder;
}

/** Copies an example beside the tarballs and installs it by npm, every package of ours from its tarball. */
export async function install(folder: string, example: string): Promise<string> {
  const to = join(folder, example);
  await cp(join(root, 'examples', example), to, {
    recursive: true,
    filter: (path) => !/[/\\](node_modules|dist|dist-types)$/.test(path),
  });
  const file = join(to, 'package.json');
  const manifest = JSON.parse(await readFile(file, 'utf8')) as Record<string, Record<string, string>>;
  for (const list of [manifest['dependencies'], manifest['devDependencies']])
    for (const [name] of Object.entries(list ?? {}).filter(([name]) => name.startsWith('@jse/')))
      if (list) list[name] = tarball(name.slice('@jse/'.length));
  // What our packages need of each other comes from the tarballs as well.
  const overrides = Object.fromEntries(names.map((name) => [`@jse/${name}`, tarball(name)]));
  await writeFile(file, JSON.stringify({ ...manifest, overrides }, null, 2));
  await npmInstall(to);
  return to;
}

/** Installs the sandbox alone: the platform that the examples talk to. */
export async function installPlatform(folder: string): Promise<string> {
  const to = join(folder, 'platform');
  await cp(join(root, 'LICENSE'), join(to, 'LICENSE'));
  const dependencies = Object.fromEntries(['sdk', 'verify', 'sandbox'].map((name) => [`@jse/${name}`, tarball(name)]));
  await writeFile(join(to, 'package.json'), JSON.stringify({ private: true, dependencies, overrides: dependencies }));
  await npmInstall(to);
  return to;
}

const tarball = (name: string) => `file:../${name}.tgz`;
const npmInstall = (folder: string) =>
  must(['npm', 'install', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'], folder);
