// Writes packages/*/THIRD_PARTY_NOTICES.md: the licence texts of what a package carries of others. With --check it compares
// instead, and holds the built modules against it: whose code their source maps name is listed.
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundled } from './bundled.mjs';
import { root } from './run.mjs';

const check = process.argv.includes('--check');
let faults = 0;
function fault(words) {
  faults += 1;
  console.log(words);
}

/** The page of one package; a text that several share stands once. */
function pageOf(name, carried) {
  const by = new Map();
  for (const { name: of, version, texts } of carried)
    for (const text of texts) by.set(text, [...(by.get(text) ?? []), `${of} ${version}`]);
  const list = carried.map(({ name: of, version, license, what }) => `- **${of}** ${version} (${license}): ${what}`);
  const texts = [...by].map(([text, of]) => `## ${of.join(', ')}\n\n~~~text\n${text.replaceAll(/[ \t]+$/gm, '')}\n~~~`);
  return `# What @jse/${name} carries of others

Written by \`scripts/notices.mjs\`. What it depends on is not in it, and comes with licences of its own.

${list.join('\n')}

${texts.join('\n\n')}
`;
}

for (const [name, carried] of Object.entries(await bundled())) {
  const path = join(root, 'packages', name, 'THIRD_PARTY_NOTICES.md');
  const page = carried.length === 0 ? undefined : pageOf(name, carried);
  const there = existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  if (check && there !== page)
    fault(`packages/${name}/THIRD_PARTY_NOTICES.md is not what the build carries: node scripts/notices.mjs`);
  if (!check && page !== undefined) writeFileSync(path, page);
  const { files } = JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8'));
  if (page !== undefined && !files.includes('THIRD_PARTY_NOTICES.md'))
    fault(`packages/${name} does not publish its notices`);
  const listed = new Set(carried.map((one) => one.name));
  const maps = globSync('dist/**/*.map', { cwd: join(root, 'packages', name) });
  for (const map of check ? maps : []) {
    const { sources } = JSON.parse(readFileSync(join(root, 'packages', name, map), 'utf8'));
    for (const source of sources) {
      const of = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1];
      if (of !== undefined && !listed.has(of))
        fault(`packages/${name}/${map} carries ${of}, which scripts/bundled.mjs does not know`);
    }
  }
}
console.log(`${faults} faults`);
process.exitCode = faults > 0 ? 1 : 0;
