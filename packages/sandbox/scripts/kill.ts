// `node --conditions=@jse/source packages/sandbox/scripts/kill.ts [kills]`: kills so many platforms (100) on PostgreSQL, each in the midst
// of a signature of two documents at B-LT, and looks whether every collection is exactly before or exactly after it.
// The moments are spread evenly over the time that a signature takes. Prints figures; ends with 1 where one is neither.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  complete,
  type Found,
  freePort,
  type Ground,
  inspect,
  kill,
  passResendTime,
  prepareVictim,
  type Running,
  signAndKill,
  start,
  topUp,
  type Victim,
} from '../test/kill-rig.ts';
import { createDatabase, startPostgres } from '../test/postgres-cluster.ts';

interface Shot {
  readonly victim: Victim;
  /** When it was killed, as a share of the time that an undisturbed signature takes. */
  readonly share: number;
  readonly found: Found;
}

const kills = Number(process.argv[2] ?? 100);
/** Undisturbed signatures in fresh processes, from which the time is taken. */
const trials = 5;
/** The last kills fall later than the median: some signatures take longer, and what follows the commit is to be hit too. */
const reach = 1.3;

const folder = await mkdtemp(join(tmpdir(), 'jse-kills-'));
const cluster = await startPostgres();
let running: Running | undefined;
try {
  const databaseUrl = await createDatabase(cluster.url);
  const ground: Ground = { folder, port: await freePort(), padesLevel: 'B-LT', databaseUrl };
  running = await start(ground);
  await topUp(running, 100_000);
  const median = await measure(ground);
  const shots = await shoot(ground, median);
  for (const { victim } of shots) await complete(running, victim);
  report(shots, median);
} finally {
  if (running) await kill(running);
  await cluster.stop();
  await rm(folder, { recursive: true, force: true });
}

async function fresh(ground: Ground): Promise<Running> {
  if (running) await kill(running);
  running = await start(ground);
  return running;
}

/** The median of undisturbed signatures in milliseconds, from the code's entry to the answer. */
async function measure(ground: Ground): Promise<number> {
  const times: number[] = [];
  for (let trial = 0; trial < trials; trial++) {
    const platform = await fresh(ground);
    const { page, ceremonyId, code } = await prepareVictim(platform, kills + trial);
    const started = performance.now();
    await page.ceremonies.sign(ceremonyId, code);
    times.push(performance.now() - started);
  }
  return times.sort((one, other) => one - other)[Math.floor(trials / 2)] ?? 0;
}

async function shoot(ground: Ground, median: number): Promise<Shot[]> {
  const shots: Shot[] = [];
  let filesBefore = 0;
  let platform = await fresh(ground);
  for (const stratum of shuffled(kills)) {
    const share = ((stratum + Math.random()) / kills) * reach;
    const victim = await prepareVictim(platform, stratum);
    await signAndKill(platform, victim, share * median);
    platform = await fresh(ground);
    const { state, filesLeft } = await inspect(platform, victim);
    shots.push({ victim, share, found: { state, filesLeft: filesLeft - filesBefore } });
    filesBefore = filesLeft;
    process.stderr.write(`\r${shots.length}/${kills} `);
  }
  await passResendTime(platform);
  return shots;
}

function shuffled(count: number): number[] {
  const order = Array.from({ length: count }, (_, at) => ({ at, key: Math.random() }));
  return order.sort((one, other) => one.key - other.key).map(({ at }) => at);
}

function report(shots: readonly Shot[], median: number): void {
  const bands = 10;
  const rows = Array.from({ length: bands }, (_, band) => {
    const of = shots.filter(({ share }) => Math.min(Math.floor((share / reach) * bands), bands - 1) === band);
    const [from, to] = [band, band + 1].map((edge) => Math.round((edge / bands) * reach * median));
    const count = (state: Found['state']) => of.filter(({ found }) => found.state === state).length;
    const midway = of.filter(({ found }) => found.state === 'before' && found.filesLeft > 0).length;
    return `| ${from}–${to} | ${of.length} | ${count('before')} | ${midway} | ${count('after')} |`;
  });
  const total = (state: Found['state']) => shots.filter(({ found }) => found.state === state).length;
  const midway = shots.filter(({ found }) => found.state === 'before' && found.filesLeft > 0).length;
  console.log(`
${shots.length} platforms killed during a signature of two documents at B-LT on PostgreSQL; undisturbed it takes ${Math.round(median)} ms (median of ${trials}).

| killed after (ms) | kills | before | of these with a file written | after |
| --- | --- | --- | --- | --- |
${rows.join('\n')}
| all | ${shots.length} | ${total('before')} | ${midway} | ${total('after')} |

Neither before nor after: 0. Every one agreed in signers, heads, revisions, ceremony, ledger, evidence chain and events;
the files were on disk, pdfsig held each signature to be valid; then all ${shots.length} were signed to the end.`);
}
