import { Asn1Fault, rawOf } from '../asn1/tlv.ts';
import { oids } from '../cms/oids.ts';
import type { SignerInfo } from '../cms/signed-data.ts';
import { singleValue } from '../cms/signed-data.ts';
import { verifyTimestamp } from '../cms/timestamp.ts';
import type { Notice } from '../finding-code.ts';
import { evidenceInCms, mergeEvidence } from './revocation-evidence.ts';
import { contentOfBytes } from './signed-content.ts';
import { checkTrust, type TrustContext } from './trust.ts';

/**
 * The signature timestamp: `time` only where its signature, its imprint and its TSA's path all hold; `proven` where
 * its TSA is known not to be revoked, too (or that is not asked for); `present` where there is one at all.
 */
export interface SignatureTimeCheck {
  readonly present: boolean;
  readonly time: Date | null;
  readonly proven: boolean;
  readonly notices: Notice[];
}

/** Question: is there a signature timestamp over this very signature value, and does it hold? (EN 319 102-1, 5.4) */
export async function checkSignatureTime(context: TrustContext, signer: SignerInfo): Promise<SignatureTimeCheck> {
  const token = tokenOf(signer);
  if (!token) return { present: false, time: null, proven: false, notices: [] };
  const verdict = await verifyTimestamp(context.door, token, contentOfBytes(context.door, signer.signature));
  if (verdict.integrity !== 'intact' || !verdict.info || !verdict.signer) {
    return {
      present: true,
      time: null,
      proven: false,
      notices: [{ code: 'TIMESTAMP_INVALID', detail: verdict.failure ?? '' }],
    };
  }
  const certificates = [...context.certificates, ...(verdict.data?.certificates ?? [])];
  const evidence = verdict.data ? mergeEvidence(context.evidence, evidenceInCms(verdict.data)) : context.evidence;
  const trust = await checkTrust({ ...context, certificates, evidence }, verdict.signer, 'timestamp');
  if (trust.passed || trust.subIndication === 'TRY_LATER') {
    return { present: true, time: verdict.info.time, proven: trust.passed, notices: [] };
  }
  const detail = trust.subIndication ?? '';
  return { present: true, time: null, proven: false, notices: [{ code: 'TIMESTAMP_UNTRUSTED', detail }] };
}

function tokenOf(signer: SignerInfo): Uint8Array | null {
  try {
    const value = singleValue(signer.unsignedAttributes, oids.signatureTimeStamp);
    return value ? rawOf(value) : null;
  } catch (error) {
    // Several timestamps: the first counts here; archival validation weighs them all.
    if (!(error instanceof Asn1Fault)) throw error;
    const first = signer.unsignedAttributes.find((attribute) => attribute.oid === oids.signatureTimeStamp)?.values[0];
    return first ? rawOf(first) : null;
  }
}
