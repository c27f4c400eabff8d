// Under which licences comes what we publish, with what it depends on: those of the list, and no other.
import { bundled } from './bundled.mjs';
import { pnpm, run } from './run.mjs';

/** Permissive ones, that ask for no more than their text. A new one is a decision: docs/support.md. */
const allowed = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'MIT-0',
  'OFL-1.1',
  'Zlib',
]);

const { code, output } = await run([...pnpm(), 'licenses', 'list', '--recursive', '--prod', '--json'], {
  seconds: 120,
});
const json = output.slice(output.indexOf('{'), output.lastIndexOf('}') + 1);
if (code !== 0 || json === '') {
  console.log(`pnpm could not list the licences:\n${output}`);
  process.exit(1);
}
const listed = Object.values(JSON.parse(json)).flat();
const carried = Object.values(await bundled()).flat();
const all = [
  ...listed.map(({ name, versions, license }) => ({ name, version: versions.join(', '), license })),
  ...carried,
];
const refused = all.filter(({ license = '' }) => {
  // Every name in an expression has to be on the list, whichever way AND and OR stand.
  const names = license.match(/[\w.+-]+/g)?.filter((word) => !['AND', 'OR', 'WITH'].includes(word)) ?? [];
  return names.length === 0 || !names.every((name) => allowed.has(name));
});
for (const { name, version, license } of refused) console.log(`${name} ${version} is under ${license || 'no licence'}`);
console.log(`${all.length} packages, ${refused.length} under a licence that is not allowed`);
process.exitCode = refused.length > 0 ? 1 : 0;
