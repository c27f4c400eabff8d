import type { VerificationReport } from '../index.ts';

/** The columns of the CSV: one line a signature, or one a file that has none or can't be read. */
export const csvColumns = [
  'file',
  'conclusion',
  'verdict',
  'field',
  'kind',
  'signer',
  'signatureKind',
  'level',
  'claimedTime',
  'bestSignatureTime',
  'indication',
  'subIndication',
  'error',
] as const;

type Row = Partial<Record<(typeof csvColumns)[number], string | null | undefined>>;

/** The head line, RFC 4180. */
export const csvHead = csvColumns.join(',');

/** The lines of one file. */
export function csvLines(file: string, result: VerificationReport | { readonly error: string }): string[] {
  if ('error' in result) return [line({ file, error: result.error })];
  const { conclusion, verdict, signatures } = result;
  const base = { file, conclusion, verdict: verdict.indication };
  if (signatures.length === 0) return [line(base)];
  return signatures.map((signature) => {
    const { field, kind, signer, name, signatureKind, level, claimedTime, bestSignatureTime, trust } = signature;
    const proven = bestSignatureTime?.source === 'validation-time' ? null : bestSignatureTime?.time;
    return line({
      ...base,
      field,
      kind,
      signer: (signatureKind === 'simple' ? name : null) ?? signer?.commonName ?? signer?.organization,
      signatureKind,
      level,
      claimedTime,
      bestSignatureTime: proven,
      indication: trust.indication,
      subIndication: trust.subIndication,
    });
  });
}

const line = (row: Row): string => csvColumns.map((column) => cell(row[column] ?? '')).join(',');

/** A spreadsheet must not take a name for a formula. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
