// A software bill of materials for each published package (CycloneDX 1.6) in out/sbom: what it depends on by pnpm, which
// knows the lockfile, and what it carries inside, which no lockfile tells.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundled } from './bundled.mjs';
import { pnpm, root, run } from './run.mjs';

const folder = join(root, 'out/sbom');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const { code, output } = await run(
  [
    ...[...pnpm(), '--filter', './packages/*', 'sbom', '--sbom-format', 'cyclonedx', '--sbom-spec-version', '1.6'],
    ...['--prod', '--split', '--out', join(folder, '%s.cdx.json')],
  ],
  { seconds: 120 },
);
if (code !== 0) {
  console.log(output);
  process.exit(1);
}
for (const [name, carried] of Object.entries(await bundled())) {
  const path = join(folder, `jse-${name}.cdx.json`);
  const bom = JSON.parse(readFileSync(path, 'utf8'));
  const known = new Set(bom.components.map(({ purl }) => purl));
  for (const { name: of, version, license, what } of carried) {
    const npm = !of.includes(' ');
    const purl = npm ? `pkg:npm/${of.replace('@', '%40')}@${version}` : undefined;
    if (purl !== undefined && known.has(purl)) continue;
    bom.components.push({
      type: npm ? 'library' : 'file',
      name: of,
      version,
      ...(purl === undefined ? {} : { purl }),
      'bom-ref': purl ?? `bundled:${of.replaceAll(' ', '-')}`,
      description: `Bundled: ${what.replaceAll('`', '')}`,
      licenses: [license.includes(' ') ? { expression: license } : { license: { id: license } }],
    });
  }
  writeFileSync(path, `${JSON.stringify(bom, undefined, 2)}\n`);
  console.log(`out/sbom/jse-${name}.cdx.json: ${bom.components.length} components`);
}
