import type { ChangeReport, SignatureReport, VerificationReport } from '@jse/verify';

/** What a revision brought, the gravest first. */
export type RevisionKind =
  'forbidden' | 'doubtful' | 'signature' | 'timestamp' | 'completed' | 'validation' | 'prepared' | 'start';

/** A revision on the line: what it is, whose signatures it holds, and what it changed in what was signed before. */
export interface TimelineEntry {
  readonly index: number;
  readonly kind: RevisionKind;
  /** Where it ends, in bytes from the start of the file. */
  readonly end: number;
  /** How many bytes it added. */
  readonly size: number;
  readonly signatures: readonly SignatureReport[];
  readonly changes: readonly ChangeReport[];
}

/** The revisions of a file, oldest first, as a line in time. */
export function timelineOf({ revisions, signatures }: VerificationReport): TimelineEntry[] {
  const first = Math.min(...signatures.map(({ revision }) => revision ?? 0));
  return revisions.map(({ index, end }, at) => {
    const made = signatures.filter(({ revision }) => revision === index);
    const changes = distinct(signatures.flatMap((one) => one.changes.filter(({ revision }) => revision === index)));
    const size = end - (revisions[at - 1]?.end ?? 0);
    return { index, kind: kindOf(index, made, changes, index < first), end, size, signatures: made, changes };
  });
}

function kindOf(
  index: number,
  made: readonly SignatureReport[],
  changes: readonly ChangeReport[],
  unsigned: boolean,
): RevisionKind {
  if (changes.some(({ verdict }) => verdict === 'forbidden')) return 'forbidden';
  if (changes.some(({ verdict }) => verdict === 'undetermined')) return 'doubtful';
  if (made.some(({ kind }) => kind === 'signature')) return 'signature';
  if (made.length > 0) return 'timestamp';
  if (index === 0) return 'start';
  if (unsigned) return 'prepared';
  return changes.some(({ level }) => level !== 'long-term-validation') ? 'completed' : 'validation';
}

/** Each change once, although several signatures tell of it; the gravest verdict stands. */
function distinct(changes: readonly ChangeReport[]): ChangeReport[] {
  const graver = ['permitted', 'undetermined', 'forbidden'];
  const known = new Map<string, ChangeReport>();
  for (const change of changes) {
    const key = `${change.code} ${change.path} ${change.object ?? ''}`;
    const other = known.get(key);
    if (!other || graver.indexOf(change.verdict) > graver.indexOf(other.verdict)) known.set(key, change);
  }
  return [...known.values()];
}
