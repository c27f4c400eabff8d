import { spawnSync } from 'node:child_process';
import { type SignatureReport, verifyPdf } from '@jse/verify';
import { checkEvidenceLog, EvidenceBundle } from '@jse/verify/evidence';
import type { Document } from '@jse/sdk';
import type { Signed } from './people.ts';

/** One line of the closing table. */
export interface Row {
  readonly what: string;
  readonly check: string;
  readonly found: string;
  readonly ok: boolean;
}

interface SignedFile {
  readonly document: Document;
  readonly bytes: Uint8Array;
  /** As it was uploaded; it may carry signatures already. */
  readonly original: Uint8Array;
  readonly path: string;
}

/** Checks each signed file: with our verifier, with pdfsig where it is installed, and against what each person read. */
export async function checkDocuments(
  files: readonly SignedFile[],
  signed: readonly Signed[],
  steps: number,
  root: Uint8Array,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const file of files) {
    const report = await verifyPdf(file.bytes, { trustAnchors: [root] });
    const { conclusion: before } = await verifyPdf(file.original, { trustAnchors: [], revocation: 'off' });
    const wanted = before === 'unsigned' ? 'intact' : before;
    const what = file.document.name;
    const own = report.signatures.filter(({ field }) => field?.startsWith('JSE-'));
    const found = before === 'unsigned' ? report.conclusion : `${report.conclusion} (as uploaded: ${before})`;
    rows.push({ what, check: 'verify: file', found, ok: report.conclusion === wanted });
    rows.push({ what, check: 'verify: signatures', found: String(own.length), ok: own.length === steps });
    for (const signature of own)
      rows.push({
        what,
        check: `verify: ${signature.name ?? signature.signer?.commonName ?? '?'}`,
        found: verdict(signature),
        ok: passes(signature),
      });
    rows.push(...pdfsigRows(file, own.length));
    rows.push(...signed.map((person) => whatYouSee(file, person)));
  }
  return rows;
}

const verdict = ({ integrity, laterChanges, trust, level }: SignatureReport) =>
  [integrity, `later: ${laterChanges}`, [trust.indication, trust.subIndication].filter(Boolean).join('/'), level]
    .filter(Boolean)
    .join(', ');

const passes = ({ integrity, laterChanges, trust }: SignatureReport) =>
  integrity === 'intact' &&
  (laterChanges === 'none' || laterChanges === 'permitted') &&
  trust.indication === 'TOTAL-PASSED';

/** poppler's verdict: every signature of ours valid. */
function pdfsigRows({ document, path }: SignedFile, expected: number): Row[] {
  const { stdout, error } = spawnSync('pdfsig', ['-nocert', path], { encoding: 'utf8' });
  const row = { what: document.name, check: 'pdfsig' };
  if (error) return [{ ...row, found: 'not installed, not checked', ok: true }];
  const blocks = stdout
    .split(/^Signature #/m)
    .slice(1)
    .filter((block) => block.includes('JSE-') || expected === countOf(stdout));
  const valid = blocks.filter((block) => block.includes('Signature is Valid.')).length;
  return [{ ...row, found: `${valid} of ${blocks.length} valid`, ok: valid === blocks.length && valid >= expected }];
}

const countOf = (stdout: string) => stdout.split(/^Signature #/m).length - 1;

/** What the person read is an exact prefix of what came back after his signature, which is a prefix of the final file. */
function whatYouSee({ document, bytes }: SignedFile, { who, reviewed, received }: Signed): Row {
  const read = reviewed.get(document.id);
  const got = received.get(document.id);
  const ok =
    read !== undefined && got !== undefined && isPrefix(read, got) && isPrefix(got, bytes) && got.length > read.length;
  return { what: document.name, check: `read = signed: ${who}`, found: ok ? 'exact prefix' : 'other bytes', ok };
}

function isPrefix(prefix: Uint8Array, whole: Uint8Array): boolean {
  return Buffer.compare(prefix, whole.subarray(0, prefix.length)) === 0;
}

/** Checks the evidence log, and that the check would notice a change. */
export async function checkEvidence(evidence: unknown): Promise<Row[]> {
  const bundle = EvidenceBundle.parse(evidence);
  const { valid } = await checkEvidenceLog(bundle);
  const altered = structuredClone(bundle);
  const entry = altered.entries[1];
  if (entry) entry.actor = `${entry.actor}?`;
  const noticed = !(await checkEvidenceLog(altered)).valid;
  return [
    {
      what: 'Evidence',
      check: `chain of ${bundle.entries.length} entries`,
      found: valid ? 'whole' : 'broken',
      ok: valid,
    },
    { what: 'Evidence', check: 'one entry altered', found: noticed ? 'noticed' : 'not noticed', ok: noticed },
  ];
}

/** Prints the rows in columns. */
export function printTable(rows: readonly Row[]): void {
  const width = (pick: (row: Row) => string) => Math.max(...rows.map((row) => pick(row).length));
  const [first, second] = [width(({ what }) => what), width(({ check }) => check)];
  for (const { what, check, found, ok } of rows)
    console.log(`${ok ? '✓' : '✗'} ${what.padEnd(first)}  ${check.padEnd(second)}  ${found}`);
}
