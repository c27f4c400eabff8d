// What a page loads holds no secret-bearing module and needs no Node: follows every import, lazy ones too, of each
// browser entry and names the chain that leads to a forbidden module.
import { globSync } from 'node:fs';
import { bundle } from './bundle.mjs';
import { root } from './run.mjs';

const entries = [
  'packages/sdk/src/browser.ts',
  'packages/sdk/src/index.ts',
  'packages/sdk/src/webhooks/index.ts',
  'packages/verify/src/index.ts',
  'packages/verify/src/areas/index.ts',
  'packages/verify/src/worker/index.ts',
  'packages/verify/src/worker/verify.worker.ts',
  'packages/elements/src/index.ts',
  'packages/elements/src/define.ts',
  ...globSync('packages/elements/src/*/*.harness.ts', { cwd: root }),
];

/** Modules that hold or send office tokens, the platform itself, and whatever only Node has. */
const forbidden = [
  [/^packages\/sdk\/src\/(server|handshake)\.ts$/, 'holds secrets'],
  [/^packages\/sdk\/src\/http\/authentication\.ts$/, 'sends office tokens'],
  [/^packages\/sandbox\//, 'is the platform'],
  [/^packages\/[^/]+\/(src\/testing|test)\//, 'is for tests'],
  [/node_modules\/@peculiar\/webcrypto\//, 'is for Node'],
];

let faults = 0;
for (const entry of entries) {
  const { metafile } = await bundle(entry);
  const from = new Map([[entry, undefined]]);
  for (const path of from.keys()) {
    for (const next of metafile.inputs[path]?.imports ?? []) {
      if (!next.external && !from.has(next.path)) from.set(next.path, path);
      const ours = path.startsWith('packages/') && !path.includes('node_modules');
      if (next.external && ours && next.path !== '<runtime>') {
        faults += 1;
        console.log(`${entry}: ${path} imports ${next.path}, which no page has`);
      }
    }
  }
  for (const path of from.keys()) {
    const [, reason] = forbidden.find(([pattern]) => pattern.test(path)) ?? [];
    if (reason === undefined) continue;
    faults += 1;
    const chain = [];
    for (let step = path; step !== undefined; step = from.get(step)) chain.unshift(step);
    console.log(`${entry}: ${path} ${reason}, reached by ${chain.join(' → ')}`);
  }
}
console.log(`${entries.length} browser entries followed, ${faults} faults`);
process.exitCode = faults > 0 ? 1 : 0;
