import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VerifyError, verifyPdf, type SignatureReport, type VerificationReport } from '../../src/index.ts';
import { generator, mutate } from './mutate.ts';

/** A file to be mutated. */
export interface Original {
  readonly name: string;
  readonly bytes: () => Uint8Array;
}

/** What a range of runs came to; `faults` say which run over which file, so that it can be made again. */
export interface FuzzSummary {
  runs: number;
  crashes: number;
  slow: number;
  falseIntact: number;
  stillIntact: number;
  /** Of the intact ones: files with a revision more, whose text poppler finds unchanged. */
  sameText: number;
  readonly faults: string[];
}

const limitMs = 3000;

/**
 * Verifies mutated files. A file that is called intact is judged by others: node:crypto hashes what each signature covers,
 * which must be what one of the original's intact signatures covers, and where nothing but data for validation came
 * later, poppler's text must be that of the signed revision.
 */
export async function fuzz(
  originals: readonly Original[],
  seed: number,
  from: number,
  count: number,
): Promise<FuzzSummary> {
  const faults: string[] = [];
  const summary: FuzzSummary = { runs: 0, crashes: 0, slow: 0, falseIntact: 0, stillIntact: 0, sameText: 0, faults };
  const digests = new Map<string, Set<string>>();
  for (let run = from; run < from + count; run++) {
    const random = generator(seed * 1_000_003 + run);
    const { name, bytes } = originals[random(originals.length)] as Original;
    const original = bytes();
    const known = digests.get(name) ?? (await digestsOf(original));
    digests.set(name, known);
    const mutated = mutate(original, random);
    // Time of the processor, not of the clock: a busy machine is no hang.
    const started = process.cpuUsage();
    let spent = started;
    summary.runs++;
    try {
      const report = await verifyPdf(mutated, { trustAnchors: [] });
      spent = process.cpuUsage(started);
      if (report.conclusion === 'intact') judge(report, mutated, known, `run ${run} ${name}`, summary);
    } catch (error) {
      spent = process.cpuUsage(started);
      if (!(error instanceof VerifyError)) {
        summary.crashes++;
        faults.push(`run ${run} ${name}: ${error instanceof Error ? error.stack : String(error)}`);
      }
    }
    const elapsed = (spent.user + spent.system) / 1000;
    if (elapsed > limitMs) {
      summary.slow++;
      faults.push(`run ${run} ${name}: ${Math.round(elapsed)} ms of the processor`);
    }
  }
  return summary;
}

async function digestsOf(bytes: Uint8Array): Promise<Set<string>> {
  const { signatures } = await verifyPdf(bytes, { trustAnchors: [] });
  const intact = signatures.filter(({ integrity }) => integrity === 'intact');
  return new Set(intact.map(({ byteRange }) => digestOf(bytes, byteRange ?? [])));
}

function judge(
  report: VerificationReport,
  bytes: Uint8Array,
  digests: ReadonlySet<string>,
  what: string,
  summary: FuzzSummary,
): void {
  summary.stillIntact++;
  if (!report.signatures.every(({ byteRange }) => digests.has(digestOf(bytes, byteRange ?? [])))) {
    summary.falseIntact++;
    summary.faults.push(`${what}: false intact`);
    return;
  }
  const [oldest] = report.signatures as [SignatureReport];
  const end = (oldest.byteRange?.[2] ?? 0) + (oldest.byteRange?.[3] ?? 0);
  const shows = oldest.changes.some(({ code }) => /^(FIELD|SIGNATURE|ANNOTATION|WIDGET|XFA)_/.test(code));
  if (end >= bytes.length - 16 || shows) return;
  const [before, after] = [textOf(bytes.subarray(0, end)), textOf(bytes)];
  // What poppler guesses from a signed revision whose table does not satisfy it says nothing of the table.
  if (before === null || after === null || before.guessed) return;
  if (before.text === after.text) summary.sameText++;
  else {
    summary.falseIntact++;
    summary.faults.push(`${what}: intact, with another text`);
  }
}

function digestOf(bytes: Uint8Array, [start = 0, length = 0, second = 0, secondLength = 0]: number[]): string {
  const hash = createHash('sha256').update(bytes.subarray(start, start + length));
  return hash.update(bytes.subarray(second, second + secondLength)).digest('hex');
}

/** The text that poppler finds on the pages, and whether it had to rebuild the table; null where it can't read the file. */
function textOf(bytes: Uint8Array): { text: string; guessed: boolean } | null {
  const folder = mkdtempSync(join(tmpdir(), 'jse-fuzz-'));
  try {
    writeFileSync(join(folder, 'file.pdf'), bytes);
    const { status, stdout, stderr } = spawnSync('pdftotext', [join(folder, 'file.pdf'), '-'], { encoding: 'utf8' });
    return status === 0 ? { text: stdout, guessed: stderr.includes('reconstruct') } : null;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
