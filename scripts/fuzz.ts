// Long runs of the platform's fuzzer: node --conditions=@jse/source scripts/fuzz.ts [--runs 20000] [--walks 100] [--steps 25] [--seed N]
// It prints figures and the seed, which makes the same calls again; it fails where anything was found.
import { parseArgs } from 'node:util';
import { runCalls } from '../packages/sandbox/test/fuzz/run.ts';
import { walkAtRandom } from '../packages/sandbox/test/fuzz/walk.ts';
import { foundWorld } from '../packages/sandbox/test/fuzz/world.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '20000' },
    walks: { type: 'string', default: '100' },
    steps: { type: 'string', default: '25' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
  },
});
const seed = Number(values.seed);
const [runs, walks, steps] = [Number(values.runs), Number(values.walks), Number(values.steps)];
console.log(`seed ${seed}`);

const world = await foundWorld();
const faults: string[] = [];
if (runs > 0) {
  const started = performance.now();
  const report = await runCalls(world, { runs, seed });
  const seconds = (performance.now() - started) / 1000;
  const statuses = Object.entries(report.statuses).map(([status, count]) => `${status}: ${count}`);
  console.log(
    `${report.made} calls in ${seconds.toFixed(0)} s (${report.impossible} not makeable): ${statuses.join(', ')}`,
  );
  faults.push(...report.faults);
}
if (walks > 0) {
  const report = await walkAtRandom(world, { walks, steps, seed });
  const moves = Object.entries(report.moves).toSorted(([one], [other]) => (one < other ? -1 : 1));
  console.log(`${report.steps} steps: ${moves.map(([move, count]) => `${move} ${count}`).join(', ')}`);
  faults.push(...report.faults);
}
await world.platform.sandbox.close();
for (const fault of faults) console.error(fault);
console.log(`${faults.length} faults`);
process.exitCode = faults.length > 0 ? 1 : 0;
