/**
 * Mutated corpus files: no crash, no hang, no false intact, judged by node:crypto's digest of the bytes that each
 * signature covers. Seeded and resumable: `node test/fuzz.ts [--from N] [--count N] [--seed N]`.
 */
import { createHash } from 'node:crypto';
import { parseArgs } from 'node:util';
import { concatBytes } from '../src/asn1/values.ts';
import { VerifyError, verifyPdf, type VerificationReport } from '../src/index.ts';
import { corpusFile, corpusJson } from './corpus.ts';

const { values } = parseArgs({
  options: {
    from: { type: 'string', default: '0' },
    count: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
  },
});
const limitMs = 3000;
const files = (corpusJson('manifest.json') as { file: string; bytes: number }[]).filter(({ bytes }) => bytes < 200_000);
const originals = new Map<string, { bytes: Uint8Array; digests: Set<string> }>();
const first = Number(values.from);
const summary = { runs: 0, crashes: 0, slow: 0, falseIntact: 0, stillIntact: 0 };

for (let run = first; run < first + Number(values.count); run++) {
  const random = generator(Number(values.seed) * 1_000_003 + run);
  const { file } = files[random(files.length)] as { file: string };
  const original = await load(file);
  const mutated = mutate(original.bytes, random);
  const started = performance.now();
  summary.runs++;
  try {
    const report = await verifyPdf(mutated, { trustAnchors: [] });
    if (report.conclusion === 'intact') judge(run, file, mutated, report, original.digests);
  } catch (error) {
    if (!(error instanceof VerifyError)) {
      summary.crashes++;
      console.log(`run ${run} ${file}: ${error instanceof Error ? error.stack : String(error)}`);
    }
  }
  const elapsed = performance.now() - started;
  if (elapsed > limitMs) {
    summary.slow++;
    console.log(`run ${run} ${file}: ${Math.round(elapsed)} ms`);
  }
}
console.log(JSON.stringify({ seed: Number(values.seed), from: first, ...summary }));
process.exitCode = summary.crashes || summary.slow || summary.falseIntact ? 1 : 0;

async function load(file: string): Promise<{ bytes: Uint8Array; digests: Set<string> }> {
  const known = originals.get(file);
  if (known) return known;
  const bytes = corpusFile(file);
  const report = await verifyPdf(bytes, { trustAnchors: [] });
  const intact = report.signatures.filter(({ integrity }) => integrity === 'intact');
  const digests = new Set(intact.map(({ byteRange }) => digestOf(bytes, byteRange ?? [])));
  originals.set(file, { bytes, digests });
  return { bytes, digests };
}

function judge(run: number, file: string, bytes: Uint8Array, report: VerificationReport, digests: Set<string>): void {
  const sound = report.signatures.every(({ byteRange }) => digests.has(digestOf(bytes, byteRange ?? [])));
  if (sound) summary.stillIntact++;
  else {
    summary.falseIntact++;
    console.log(`run ${run} ${file}: false intact`);
  }
}

function digestOf(bytes: Uint8Array, [start = 0, length = 0, second = 0, secondLength = 0]: number[]): string {
  const hash = createHash('sha256').update(bytes.subarray(start, start + length));
  return hash.update(bytes.subarray(second, second + secondLength)).digest('hex');
}

function mutate(original: Uint8Array, random: (limit: number) => number): Uint8Array {
  let bytes: Uint8Array = original.slice();
  for (let count = 1 + random(4); count > 0 && bytes.length > 16; count--) {
    const at = random(bytes.length);
    const size = 1 + random(random(8) === 0 ? 4096 : 8);
    const kind = random(6);
    if (kind === 0) bytes[at]! ^= 1 << random(8);
    else if (kind === 1) bytes = concatBytes([bytes.subarray(0, at), bytes.subarray(at + size)]);
    else if (kind === 2) bytes = concatBytes([bytes.subarray(0, at), noise(size, random), bytes.subarray(at)]);
    else if (kind === 3) bytes.copyWithin(at, random(bytes.length), random(bytes.length));
    else if (kind === 4) digitNear(bytes, at, random);
    else bytes = bytes.slice(0, Math.max(16, at));
  }
  return bytes;
}

/** Numbers steer a parser: offsets, lengths, counts, references. */
function digitNear(bytes: Uint8Array, at: number, random: (limit: number) => number): void {
  for (let index = at; index < Math.min(bytes.length, at + 400); index++) {
    if (bytes[index]! >= 0x30 && bytes[index]! <= 0x39) {
      bytes[index] = 0x30 + random(10);
      return;
    }
  }
}

function noise(size: number, random: (limit: number) => number): Uint8Array {
  return Uint8Array.from({ length: size }, () => random(256));
}

/** A small seeded generator (mulberry32); not for secrets. */
function generator(seed: number): (limit: number) => number {
  let state = seed | 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) % limit;
  };
}
