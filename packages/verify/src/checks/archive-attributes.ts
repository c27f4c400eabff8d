import type { SignerInfo } from '../cms/signed-data.ts';
import type { Notice } from '../finding-code.ts';

/** What archives a CMS from within: CAdES archive timestamps (RFC 5126, 6.4; EN 319 122-1, 5.5), evidence records (RFC 4998). */
const archiving: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.9.16.2.27': 'archive-time-stamp',
  '1.2.840.113549.1.9.16.2.48': 'archive-time-stamp-v2',
  '0.4.0.1733.2.4': 'archive-time-stamp-v3',
  '0.4.0.1733.2.2': 'long-term-validation',
  '1.2.840.113549.1.9.16.2.49': 'evidence record',
  '1.2.840.113549.1.9.16.2.50': 'evidence record',
};

/**
 * Question: does the CMS carry proofs of existence that are not counted here? PAdES archives by document timestamps
 * (EN 319 142-1, 5.4.3), and what can't be checked against them proves nothing: it is told.
 */
export function checkArchiveAttributes({ unsignedAttributes }: SignerInfo): Notice[] {
  const found = unsignedAttributes.flatMap(({ oid }) => archiving[oid] ?? []);
  return found.length ? [{ code: 'ARCHIVE_EVIDENCE_NOT_COUNTED', detail: [...new Set(found)].join(', ') }] : [];
}
