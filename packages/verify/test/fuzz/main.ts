// Mutated files: no crash, no hang over 3 s, no false intact. Seeded, and resumed by the file that keeps the totals:
//   node --conditions=@jse/source packages/verify/test/fuzz/main.ts [--seed 1] [--count 100000] [--state FILE]
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { corpusOriginals, ownOriginals } from './originals.ts';
import { fuzz, type FuzzSummary } from './run.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
    count: { type: 'string', default: '2000' },
    state: { type: 'string' },
  },
});
const slice = 500;
const seed = Number(values.seed);
const end = Number(values.from) + Number(values.count);
const total: FuzzSummary & { seed: number; next: number } = resumed() ?? {
  ...{ seed, next: Number(values.from), runs: 0, crashes: 0, slow: 0, falseIntact: 0, stillIntact: 0, sameText: 0 },
  faults: [],
};
const originals = [...(await ownOriginals()), ...corpusOriginals()];
while (total.next < end) {
  const count = Math.min(slice, end - total.next);
  const { faults, ...counts } = await fuzz(originals, seed, total.next, count);
  for (const [key, number] of Object.entries(counts)) total[key as keyof typeof counts] += number;
  total.faults.push(...faults);
  total.next += count;
  for (const fault of faults) console.log(fault);
  if (values.state !== undefined) writeFileSync(values.state, JSON.stringify(total));
}
console.log(JSON.stringify(total));
process.exitCode = total.faults.length > 0 ? 1 : 0;

function resumed(): (FuzzSummary & { seed: number; next: number }) | null {
  if (values.state === undefined || !existsSync(values.state)) return null;
  const known = JSON.parse(readFileSync(values.state, 'utf8')) as FuzzSummary & { seed: number; next: number };
  if (known.seed !== seed) throw new Error(`${values.state} is of seed ${known.seed}`);
  return known;
}
