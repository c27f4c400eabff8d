import { Asn1Fault } from '../asn1/tlv.ts';
import { docMdpOf } from '../changes/doc-mdp.ts';
import type { CryptoDoor } from '../crypto/crypto-door.ts';
import { isArray, isName, isString, type PdfDict } from '../pdf/objects.ts';
import type { OpenDocument } from '../pdf/open-document.ts';
import type { PdfView } from '../pdf/pdf-view.ts';
import type { SignatureCandidate } from '../pdf/signature-candidates.ts';
import { parseCertificate, type Certificate } from '../x509/certificate.ts';
import { checkAlgorithmStrength } from './algorithm-strength.ts';
import { checkArchiveAttributes } from './archive-attributes.ts';
import { checkByteRange, type ByteRangeCheck } from './byte-range.ts';
import { checkCoverage, type CoverageCheck } from './coverage.ts';
import { numberOf, type LaterChanges } from './later-changes.ts';
import { checkSignatureTimestamps } from './signature-timestamps.ts';
import { checkSignatureValue } from './signature-value.ts';
import type { RangeHasher } from './signed-content.ts';
import type { VerifiedSignature } from './verified-signature.ts';

/** What all signatures of a document are examined with. */
export interface DocumentContext {
  readonly door: CryptoDoor;
  readonly at: Date;
  readonly laterChanges: LaterChanges;
  readonly hasher: RangeHasher;
}

/** All questions about one signature but that of trust: format, coverage, later changes, cryptography, timestamps. */
export async function verifyCandidate(
  document: OpenDocument,
  candidate: SignatureCandidate,
  context: DocumentContext,
): Promise<VerifiedSignature> {
  const { door, hasher } = context;
  const { budget } = document.file;
  budget.resume();
  const subFilter = nameIn(document, candidate.dict, 'SubFilter');
  const isTimestamp = subFilter === 'ETSI.RFC3161' || nameIn(document, candidate.dict, 'Type') === 'DocTimeStamp';
  const byteRange = checkByteRange(document, candidate);
  const coverage = checkCoverage(document, byteRange);
  const view = signedView(document, byteRange, coverage);
  const docMdp = docMdpOf(view, candidate.dict);
  const { dict, replaced } = candidate;
  // In an encrypted file the fields may be out of reach: that nothing leads to a signature says nothing then.
  const linked = candidate.linked || (document.view.encrypted && !document.view.decryptor) || document.repaired;
  const signed = { view, dict, fieldNumber: numberOf(candidate.field), docMdp, replaced, linked };
  const later = context.laterChanges.check(coverage, signed);
  const strings = certificateStrings(document, candidate.dict);
  const certificates = strings.flatMap(readable);
  const base = { candidate, subFilter, isTimestamp, byteRange, coverage, later, docMdp, certificates };
  if (!byteRange.range || !byteRange.contents) return { ...base, value: null, timestamps: [] };
  const content = hasher.contentOf(byteRange.range);
  budget.pause();
  const given = { subFilter, contents: byteRange.contents, certificates: strings };
  const value = await checkSignatureValue(door, given, content);
  value.notices.push(...checkAlgorithmStrength(value, context.at));
  if (value.signerInfo) value.notices.push(...checkArchiveAttributes(value.signerInfo));
  const timestamps =
    value.signerInfo && !isTimestamp
      ? await checkSignatureTimestamps(door, value.signerInfo, content, certificates)
      : [];
  return { ...base, value, timestamps };
}

/** The document as it was signed: what a later revision says of permissions and locks does not count. */
function signedView(document: OpenDocument, { range }: ByteRangeCheck, { revision }: CoverageCheck): PdfView {
  const chain = revision === null ? undefined : document.revisions[revision]?.chain;
  if (!chain || !range) return document.view;
  return document.view.earlier(chain, range[2] + range[3]);
}

function nameIn(document: OpenDocument, dict: PdfDict | null, key: string): string | null {
  const value = document.view.get(dict, key);
  return isName(value) ? value.value : null;
}

/** /Cert: one DER string, or an array of them (ISO 32000-2, table 255). */
function certificateStrings(document: OpenDocument, dict: PdfDict | null): Uint8Array[] {
  const value = document.view.get(dict, 'Cert');
  const items = isArray(value) ? value.items.map((item) => document.view.resolve(item)) : [value];
  return items.filter(isString).map((item) => item.bytes);
}

function readable(der: Uint8Array): Certificate[] {
  try {
    return [parseCertificate(der)];
  } catch (error) {
    if (error instanceof Asn1Fault) return [];
    throw error;
  }
}
