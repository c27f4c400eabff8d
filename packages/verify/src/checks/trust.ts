import { Asn1Fault } from '../asn1/tlv.ts';
import type { CryptoDoor } from '../crypto/crypto-door.ts';
import type { Notice } from '../finding-code.ts';
import type { SubIndication } from '../sub-indication.ts';
import type { Certificate } from '../x509/certificate.ts';
import { allowsKeyUsage, extendedKeyUsageOf } from '../x509/extensions.ts';
import { findPath } from '../x509/find-path.ts';
import {
  checkRevocation,
  type RevocationEvidence,
  type RevocationStatus,
} from '../x509/revocation/check-revocation.ts';

/** The verdict on a signing certificate, by the names of EN 319 102-1; `subIndication` is absent when passed. */
export interface TrustCheck {
  readonly passed: boolean;
  readonly subIndication?: SubIndication;
  readonly path: readonly Certificate[];
  /** For each certificate below the anchor, as far as it was looked at. */
  readonly revocation?: readonly RevocationStatus[];
  readonly notices: Notice[];
}

/**
 * What a path is judged by. `revocation` "off" says that the caller does without evidence of non-revocation;
 * `provenTime` is a time before which the signature existed, by a trusted time stamp.
 */
export interface TrustContext {
  readonly door: CryptoDoor;
  readonly anchors: readonly Certificate[];
  readonly certificates: readonly Certificate[];
  readonly evidence: RevocationEvidence;
  readonly at: Date;
  readonly provenTime: Date | null;
  readonly revocation: 'required' | 'off';
}

const timeStamping = '1.3.6.1.5.5.7.3.8';

/** Question: does a sound path lead from the signing certificate to an anchor at this time? (EN 319 102-1, 5.2.6) */
export async function checkTrust(
  context: TrustContext,
  signer: Certificate,
  purpose: 'signature' | 'timestamp',
): Promise<TrustCheck> {
  const { door, anchors, certificates, at } = context;
  const { path, reasons } = await findPath(door, signer, certificates, anchors, at);
  if (path.length === 0) return failure('NO_CERTIFICATE_CHAIN_FOUND', path, [{ code: 'TRUST_NO_PATH' }]);
  if (reasons.length) {
    const detail = reasons.map((reason) => `${reason.code} (${reason.index})`).join(', ');
    if (reasons.every((reason) => reason.code === 'OUT_OF_VALIDITY')) {
      return failure('OUT_OF_BOUNDS_NO_POE', path, [{ code: 'TRUST_OUT_OF_VALIDITY', detail }]);
    }
    return failure('CERTIFICATE_CHAIN_GENERAL_FAILURE', path, [{ code: 'TRUST_PATH_INVALID', detail }]);
  }
  if (!readable(() => mayServe(signer, purpose))) {
    const notice: Notice = { code: 'TRUST_PATH_INVALID', detail: 'KEY_USAGE (0)' };
    return failure('CHAIN_CONSTRAINTS_FAILURE', path, [notice]);
  }
  if (context.revocation === 'off') return { passed: true, path, notices: [{ code: 'TRUST_REVOCATION_OFF' }] };
  return checkPathRevocation(context, path);
}

/** EN 319 102-1, 5.2.6.4: every certificate below the anchor must be known not to be revoked. */
async function checkPathRevocation(context: TrustContext, path: readonly Certificate[]): Promise<TrustCheck> {
  const { door, evidence, at, provenTime } = context;
  const revocation: RevocationStatus[] = [];
  for (let index = 0; index + 1 < path.length; index++) {
    const [certificate, issuer] = [path[index] as Certificate, path[index + 1] as Certificate];
    const found = await checkRevocation(door, certificate, issuer, evidence, { at, provenTime });
    const { status, revokedAt } = found;
    revocation.push(found);
    if (status === 'revoked') {
      const subIndication = index === 0 ? 'REVOKED_NO_POE' : 'REVOKED_CA_NO_POE';
      const notice: Notice = { code: 'TRUST_REVOKED', detail: revokedAt?.toISOString() ?? '' };
      return { ...failure(subIndication, path, [notice]), revocation };
    }
  }
  if (revocation.every(({ status }) => status === 'good')) return { passed: true, path, revocation, notices: [] };
  return { ...failure('TRY_LATER', path, [{ code: 'TRUST_REVOCATION_UNKNOWN' }]), revocation };
}

/** An extension that can't be read allows nothing. */
function readable(check: () => boolean): boolean {
  try {
    return check();
  } catch (error) {
    if (error instanceof Asn1Fault) return false;
    throw error;
  }
}

function failure(subIndication: SubIndication, path: readonly Certificate[], notices: Notice[]): TrustCheck {
  return { passed: false, subIndication, path, notices };
}

/** RFC 3161, 2.3: a TSA's key is for time stamps alone. A signer's key must be allowed to sign content. */
function mayServe(signer: Certificate, purpose: 'signature' | 'timestamp'): boolean {
  const signs = allowsKeyUsage(signer, 'digitalSignature') || allowsKeyUsage(signer, 'nonRepudiation');
  if (purpose === 'signature') return signs;
  const purposes = extendedKeyUsageOf(signer);
  return signs && purposes?.length === 1 && purposes[0] === timeStamping;
}
