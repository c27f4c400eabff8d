import type { SignatureReport, VerificationReport } from '@jse/verify';
import type { Localize } from '../i18n/localize.ts';
import { typeset } from '../i18n/typeset.ts';
import type { ChangedPages } from './changed-pages.ts';
import { signerOf } from './report-model.ts';
import type { SignatureReportTerms } from './signature-report.terms.fr.ts';

/** What the parts of the report are drawn from, and the acts of the element. */
export interface ReportView {
  readonly t: Localize<SignatureReportTerms>;
  readonly name: string;
  readonly report: VerificationReport;
  readonly pages: ChangedPages;
  readonly password: string;
  /** Whether no other file can be put in. */
  readonly fixed: boolean;
  typePassword(password: string): void;
  verifyAgain(): void;
  another(): void;
  save(): void;
  saveData(): void;
  saveRevision(signature: SignatureReport): void;
  showPages(signature: SignatureReport): void;
}

/** A sentence of the report in the language of the element; the verifier writes typewriter's apostrophes. */
export const said = ({ t }: Pick<ReportView, 't'>, { fr, en }: { readonly fr: string; readonly en: string }): string =>
  t.language() === 'fr' ? typeset(fr, 'fr').replaceAll("'", '’') : en;

/** A moment as it is read: day, hour and zone; the sentences of the verifier are in UTC, a page is in its reader's. */
export const moment = ({ t }: Pick<ReportView, 't'>, time: string): string =>
  t.date(time, {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  });

/** A day. */
export const day = ({ t }: Pick<ReportView, 't'>, time: string): string => t.date(time, { dateStyle: 'medium' });

/** A number of bytes, in the unit that fits. */
export function sizeOf({ t }: Pick<ReportView, 't'>, bytes: number): string {
  const [value, unit] =
    bytes < 1000 ? [bytes, 'byte'] : bytes < 1_000_000 ? [bytes / 1000, 'kilobyte'] : [bytes / 1_000_000, 'megabyte'];
  return t.number(value as number, {
    style: 'unit',
    unit: unit as string,
    unitDisplay: unit === 'byte' ? 'long' : 'short',
    maximumFractionDigits: (value as number) < 10 && unit !== 'byte' ? 1 : 0,
  });
}

/** What a signature is called: whose it is, and whether it is a seal or a timestamp. */
export function nameOfSignature({ t }: Pick<ReportView, 't'>, signature: SignatureReport): string {
  const who = signerOf(signature) ?? t.term('unknown');
  if (signature.kind === 'document-timestamp') return t.term('timestampBy', who);
  return signature.signatureKind === 'seal' ? t.term('sealOf', who) : t.term('signatureBy', who);
}
