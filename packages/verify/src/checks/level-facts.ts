import { oidOf } from '../asn1/values.ts';
import { Asn1Fault } from '../asn1/tlv.ts';
import { equalBytes } from '../asn1/values.ts';
import { oids } from '../cms/oids.ts';
import { essCertificateId } from '../cms/signing-certificate.ts';
import { UnsupportedAlgorithm } from '../crypto/public-key.ts';
import type { PdfView } from '../pdf/pdf-view.ts';
import type { VerifiedSignature } from './verified-signature.ts';

/** Why a signature is not of a level, by the clauses of EN 319 142-1; its sentences are in `report/level-reasons.ts`. */
export type LevelReason =
  | 'SUBFILTER_NOT_PADES'
  | 'CMS_NOT_READABLE'
  | 'SIGNER_COUNT'
  | 'CONTENT_ENCAPSULATED'
  | 'CONTENT_TYPE_NOT_DATA'
  | 'MESSAGE_DIGEST_MISSING'
  | 'SIGNING_CERTIFICATE_ATTRIBUTE_MISSING'
  | 'SIGNING_CERTIFICATE_V1_NOT_SHA1'
  | 'SIGNING_TIME_IN_CMS'
  | 'CLAIMED_TIME_MISSING'
  | 'CERTIFICATES_MISSING'
  | 'CERT_ENTRY_PRESENT'
  | 'REASON_WITH_COMMITMENT_TYPE'
  | 'REASON_WITH_POLICY'
  | 'COVERAGE_NOT_WHOLE'
  | 'TIMESTAMP_MISSING'
  | 'TIMESTAMP_NOT_INTACT'
  | 'SECURITY_STORE_MISSING'
  | 'CHAIN_NOT_COMPLETE'
  | 'REVOCATION_DATA_MISSING'
  | 'DOCUMENT_TIMESTAMP_MISSING';

/** What of a signature's format decides its level. */
export interface LevelFacts {
  /** Against any level of PAdES. */
  readonly notPades: readonly LevelReason[];
  /** Against the baseline alone: the profile of EN 319 142-2 is left. */
  readonly notBaseline: readonly LevelReason[];
  readonly hasPolicy: boolean;
  readonly hasReason: boolean;
}

/** Question: what does the format of a signature lack for PAdES, and for its baseline? (EN 319 142-1, 5 and 6.3) */
export function levelFactsOf(view: PdfView, verified: VerifiedSignature): LevelFacts {
  const { subFilter, value, candidate, coverage } = verified;
  const data = value?.data;
  const [signer, ...others] = data?.signerInfos ?? [];
  const hasReason = view.get(candidate.dict, 'Reason') !== null && view.get(candidate.dict, 'Reason') !== undefined;
  const oidsIn = new Set((signer?.signedAttributes ?? []).map(({ oid }) => oid));
  const hasPolicy = oidsIn.has(oids.signaturePolicy);
  const notPades: LevelReason[] = [];
  const notBaseline: LevelReason[] = [];
  if (subFilter !== 'ETSI.CAdES.detached') notPades.push('SUBFILTER_NOT_PADES');
  if (!data || !signer) notPades.push('CMS_NOT_READABLE');
  if (others.length) notPades.push('SIGNER_COUNT');
  if (data?.content) notPades.push('CONTENT_ENCAPSULATED');
  if (!oidsIn.has(oids.messageDigest)) notPades.push('MESSAGE_DIGEST_MISSING');
  const [v1, v2] = [oidsIn.has(oids.signingCertificate), oidsIn.has(oids.signingCertificateV2)];
  if (!v1 && !v2) notPades.push('SIGNING_CERTIFICATE_ATTRIBUTE_MISSING');
  if (oidsIn.has(oids.commitmentType) && hasReason) notPades.push('REASON_WITH_COMMITMENT_TYPE');
  if (data && (data.contentType !== oids.data || !contentTypeIsData(signer))) notBaseline.push('CONTENT_TYPE_NOT_DATA');
  if (v1 && !v2 && signer && !essIsSha1(signer)) notBaseline.push('SIGNING_CERTIFICATE_V1_NOT_SHA1');
  if (oidsIn.has(oids.signingTime)) notBaseline.push('SIGNING_TIME_IN_CMS');
  if (!view.get(candidate.dict, 'M')) notBaseline.push('CLAIMED_TIME_MISSING');
  if (!carriesSigner(verified)) notBaseline.push('CERTIFICATES_MISSING');
  if (view.get(candidate.dict, 'Cert')) notBaseline.push('CERT_ENTRY_PRESENT');
  if (hasPolicy && hasReason) notBaseline.push('REASON_WITH_POLICY');
  const whole = coverage.coverage === 'whole-file' || coverage.coverage === 'whole-revision';
  if (!whole) notBaseline.push('COVERAGE_NOT_WHOLE');
  return { notPades, notBaseline, hasPolicy, hasReason };
}

type Signer = NonNullable<NonNullable<VerifiedSignature['value']>['signerInfo']>;

function contentTypeIsData(signer: Signer | undefined): boolean {
  const value = signer?.signedAttributes?.find(({ oid }) => oid === oids.contentType)?.values[0];
  return value !== undefined && readable(() => oidOf(value)) === oids.data;
}

/** The first version of the attribute knows SHA-1 alone; that is the only hash with which it may be used (5.2.2.3). */
const essIsSha1 = (signer: Signer): boolean => readable(() => essCertificateId(signer)?.hash) === 'SHA-1';

function carriesSigner({ value }: VerifiedSignature): boolean {
  const { data, signer } = value ?? {};
  if (!data || data.certificates.length === 0) return false;
  return !signer || data.certificates.some(({ der }) => equalBytes(der, signer.der));
}

function readable<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof Asn1Fault || error instanceof UnsupportedAlgorithm) return null;
    throw error;
  }
}
