import { Asn1Fault } from '../asn1/tlv.ts';
import { isArray, isName, isString, type PdfDict } from '../pdf/objects.ts';
import type { OpenDocument } from '../pdf/open-document.ts';
import type { SignatureCandidate } from '../pdf/signature-candidates.ts';
import { parseCertificate, type Certificate } from '../x509/certificate.ts';
import { checkByteRange } from './byte-range.ts';
import { checkCoverage } from './coverage.ts';
import { docMdpOf } from './doc-mdp.ts';
import { numberOf, type LaterChanges } from './later-changes.ts';
import { checkSignatureTime } from './signature-time.ts';
import { checkSignatureValue } from './signature-value.ts';
import { contentOfRange } from './signed-content.ts';
import { checkTrust, type TrustContext } from './trust.ts';
import type { VerifiedSignature } from './verified-signature.ts';

/** All questions about one signature, in the order of EN 319 102-1: format, coverage, cryptography, time, trust. */
export async function verifyCandidate(
  document: OpenDocument,
  candidate: SignatureCandidate,
  context: Omit<TrustContext, 'certificates'> & { readonly laterChanges: LaterChanges },
): Promise<VerifiedSignature> {
  const { door } = context;
  const subFilter = nameIn(document, candidate.dict, 'SubFilter');
  const isTimestamp = subFilter === 'ETSI.RFC3161' || nameIn(document, candidate.dict, 'Type') === 'DocTimeStamp';
  const byteRange = checkByteRange(document, candidate);
  const coverage = checkCoverage(document, byteRange);
  const docMdp = docMdpOf(document.view, candidate.dict);
  const signed = { dict: candidate.dict, fieldNumber: numberOf(candidate.field), docMdp };
  const later = context.laterChanges.check(byteRange, coverage, signed);
  const base = { candidate, subFilter, isTimestamp, byteRange, coverage, later };
  if (!byteRange.range || !byteRange.contents) return { ...base, docMdp, value: null, time: null, trust: null };
  const content = contentOfRange(door, document.file.bytes, byteRange.range);
  const certificates = certificateStrings(document, candidate.dict);
  const value = await checkSignatureValue(door, { subFilter, contents: byteRange.contents, certificates }, content);
  const bag = [...(value.data?.certificates ?? []), ...certificates.flatMap(readable)];
  const trustContext = { ...context, certificates: bag };
  const time = value.signerInfo && !isTimestamp ? await checkSignatureTime(trustContext, value.signerInfo) : null;
  const purpose = isTimestamp ? 'timestamp' : 'signature';
  const trust = value.signer ? await checkTrust(trustContext, value.signer, purpose) : null;
  return { ...base, docMdp, value, time, trust };
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
