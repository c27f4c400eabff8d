import type { VerificationReport } from '../../src/index.ts';
import { generator, type Random } from '../fuzz/mutate.ts';
import { evidenceCases, type Case, type Piece } from './cases.ts';

/** What was tried and what was found; `stillPassed` are mutations after which a file that passed still does. */
export interface EvidenceSummary {
  runs: number;
  stillPassed: number;
  faults: string[];
}

/** Mutates pieces of evidence at random, from `from` on: each run has its own seed, and so can be made again alone. */
export async function mutateEvidence(seed: number, from: number, count: number): Promise<EvidenceSummary> {
  const judged = await baselines();
  const summary: EvidenceSummary = { runs: 0, stillPassed: 0, faults: [] };
  for (let run = from; run < from + count; run++) {
    const random = generator(seed * 1_000_003 + run);
    const one = pick(judged, random);
    const piece = pick(one.case.pieces, random);
    const others = judged.flatMap((other) => other.case.pieces.filter(({ kind }) => kind === piece.kind));
    await tryOne(one, piece, mutated(piece, others, random), `run ${run}`, summary);
  }
  return summary;
}

/** Changes each byte of each piece once, by a bit that goes round. */
export async function changeEveryByte(told: (done: string) => void = () => undefined): Promise<EvidenceSummary> {
  const summary: EvidenceSummary = { runs: 0, stillPassed: 0, faults: [] };
  for (const one of await baselines()) {
    for (const piece of one.case.pieces) {
      for (let index = 0; index < piece.bytes.length; index++) {
        const bytes = piece.bytes.slice();
        bytes[index]! ^= 1 << (index % 8);
        await tryOne(one, piece, bytes, `byte ${index}`, summary);
      }
    }
    told(one.case.name);
  }
  return summary;
}

interface Judged {
  readonly case: Case;
  readonly before: Verdicts;
}

async function baselines(): Promise<Judged[]> {
  return Promise.all(
    (await evidenceCases()).map(async (one) => ({ case: one, before: verdictsOf(await one.judge()) })),
  );
}

async function tryOne(
  { case: one, before }: Judged,
  piece: Piece,
  bytes: Uint8Array,
  how: string,
  summary: EvidenceSummary,
): Promise<void> {
  summary.runs++;
  const where = `${one.name}, ${piece.name}, ${how}`;
  try {
    const after = verdictsOf(await one.judge(piece, bytes));
    if (before.passed.size > 0 && after.passed.size === before.passed.size) summary.stillPassed++;
    const raised = whatRose(before, after);
    if (raised) summary.faults.push(`${where}: ${raised}`);
  } catch (error) {
    summary.faults.push(`${where}: ${error instanceof Error ? error.stack : String(error)}`);
  }
}

/** What a mutation must not better: which signatures and tokens pass, since when they are proven, the level, the file. */
interface Verdicts {
  readonly passed: ReadonlySet<string>;
  readonly proven: ReadonlyMap<string, number>;
  readonly levels: ReadonlyMap<string, number>;
  readonly intact: boolean;
}

const levels = ['PAdES_BASELINE_B', 'PAdES_BASELINE_T', 'PAdES_BASELINE_LT', 'PAdES_BASELINE_LTA'];

function verdictsOf({ conclusion, signatures }: VerificationReport): Verdicts {
  const passed = new Set<string>();
  const proven = new Map<string, number>();
  const reached = new Map<string, number>();
  for (const { field, trust, timestamps, bestSignatureTime, level } of signatures) {
    const name = String(field);
    if (trust.indication === 'TOTAL-PASSED') passed.add(name);
    for (const { kind, trust: own } of timestamps) if (own.indication === 'TOTAL-PASSED') passed.add(`${name} ${kind}`);
    if (bestSignatureTime && bestSignatureTime.source !== 'validation-time') {
      proven.set(name, Date.parse(bestSignatureTime.time));
    }
    reached.set(name, levels.indexOf(level ?? ''));
  }
  return { passed, proven, levels: reached, intact: conclusion === 'intact' };
}

function whatRose(before: Verdicts, after: Verdicts): string | null {
  for (const name of after.passed) if (!before.passed.has(name)) return `${name} passes`;
  for (const [name, time] of after.proven) {
    if (time < (before.proven.get(name) ?? Number.POSITIVE_INFINITY)) return `${name} is proven earlier`;
  }
  for (const [name, level] of after.levels)
    if (level > (before.levels.get(name) ?? -1)) return `${name} has a higher level`;
  return after.intact && !before.intact ? 'intact' : null;
}

function mutated(piece: Piece, others: readonly Piece[], random: Random): Uint8Array {
  const bytes = piece.bytes.slice();
  // What stands in the file can't change its length there.
  const fixed = piece.kind === 'cms' || piece.kind === 'stream';
  for (let count = 1 + random(3); count > 0; count--) {
    const index = random(bytes.length);
    const kind = random(fixed ? 4 : 7);
    if (kind === 0) bytes[index]! ^= 1 << random(8);
    else if (kind === 1) bytes[index] = random(256);
    else if (kind === 2) bytes.copyWithin(index, random(bytes.length), random(bytes.length));
    else if (kind === 3) splice(bytes, pick(others, random).bytes, random);
    else if (kind === 4) return bytes.slice(0, index);
    else if (kind === 5)
      return Uint8Array.from([...bytes.subarray(0, index), ...bytes.subarray(index + 1 + random(8))]);
    else return Uint8Array.from([...bytes.subarray(0, index), random(256), ...bytes.subarray(index)]);
  }
  return bytes;
}

/** A part of another piece of the same kind, in the same place: another's signature, serial number or time. */
function splice(bytes: Uint8Array, other: Uint8Array, random: Random): void {
  const from = random(Math.min(bytes.length, other.length));
  const length = Math.min(1 + random(200), bytes.length - from);
  bytes.set(other.subarray(from, from + length), from);
}

const pick = <T>(list: readonly T[], random: Random): T => list[random(list.length)] as T;
