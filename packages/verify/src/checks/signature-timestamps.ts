import { Asn1Fault, rawOf } from '../asn1/tlv.ts';
import { oids } from '../cms/oids.ts';
import type { Attribute, SignedData, SignerInfo } from '../cms/signed-data.ts';
import { verifyTimestamp, type TimestampInfo, type TimestampVerdict } from '../cms/timestamp.ts';
import type { SignedContent } from '../cms/verify-signed-data.ts';
import type { HashName } from '../crypto/algorithms.ts';
import type { CryptoDoor } from '../crypto/crypto-door.ts';
import type { SignatureAlgorithm } from '../crypto/verify-signature.ts';
import type { Notice } from '../finding-code.ts';
import type { Certificate } from '../x509/certificate.ts';
import { contentOfBytes } from './signed-content.ts';

/** A time-stamp token whose own signature and imprint were checked; whom to trust is judged apart. */
export interface TimestampCheck {
  readonly kind: 'content' | 'signature' | 'document';
  readonly integrity: 'intact' | 'broken' | 'undetermined';
  readonly info: TimestampInfo | null;
  readonly data: SignedData | null;
  readonly signer: Certificate | null;
  readonly hash: HashName | null;
  readonly algorithm: SignatureAlgorithm | null;
  readonly notices: readonly Notice[];
}

/** More tokens than this in one signature are not looked at. */
const maxTokens = 32;

/**
 * Question: which time-stamp tokens does a signature carry, and do they hold? Content timestamps stamp what is signed
 * (EN 319 122-1, 5.2.8), signature timestamps the signature's value (5.3).
 */
export async function checkSignatureTimestamps(
  door: CryptoDoor,
  signer: SignerInfo,
  content: SignedContent,
  extra: readonly Certificate[],
): Promise<TimestampCheck[]> {
  const value = contentOfBytes(door, signer.signature);
  const checks: TimestampCheck[] = [];
  for (const token of tokensIn(signer.signedAttributes ?? [], oids.contentTimeStamp)) {
    checks.push(asCheck('content', await verifyTimestamp(door, token, content, extra)));
  }
  for (const token of tokensIn(signer.unsignedAttributes, oids.signatureTimeStamp)) {
    checks.push(asCheck('signature', await verifyTimestamp(door, token, value, extra)));
  }
  return checks;
}

/** A verified token as a check. */
export function asCheck(kind: TimestampCheck['kind'], verdict: TimestampVerdict): TimestampCheck {
  const { integrity, info, data, signer, hash, algorithm, failure } = verdict;
  const notices: Notice[] = integrity === 'intact' ? [] : [{ code: 'TIMESTAMP_INVALID', detail: failure ?? '' }];
  return { kind, integrity, info, data, signer, hash, algorithm, notices };
}

function tokensIn(attributes: readonly Attribute[], oid: string): Uint8Array[] {
  const values = attributes.filter((attribute) => attribute.oid === oid).flatMap((attribute) => attribute.values);
  return values.slice(0, maxTokens).flatMap((value) => {
    try {
      return [rawOf(value)];
    } catch (error) {
      if (error instanceof Asn1Fault) return [];
      throw error;
    }
  });
}
