import { Asn1Fault } from '../asn1/tlv.ts';
import type { Notice } from '../finding-code.ts';
import type { SubIndication } from '../sub-indication.ts';
import type { Certificate } from '../x509/certificate.ts';
import { allowsKeyUsage, extendedKeyUsageOf, extensionOids } from '../x509/extensions.ts';
import { extensionOf } from '../x509/certificate.ts';
import { findPath } from '../x509/find-path.ts';
import type { PathReason } from '../x509/path-reason.ts';
import { certificateHold, isFresh, statusOf, type RevocationStatus } from '../x509/revocation/statement.ts';
import type { TrustContext } from './trust-context.ts';

/** The verdict on a signing certificate, by the names of EN 319 102-1; `subIndication` is absent when passed. */
export interface TrustCheck {
  readonly passed: boolean;
  readonly subIndication?: SubIndication;
  readonly path: readonly Certificate[];
  /** For each certificate below the anchor, as far as it was looked at. */
  readonly revocation: readonly RevocationStatus[];
  readonly notices: readonly Notice[];
}

/** What a certificate is used for. */
export type Purpose = 'signature' | 'timestamp';

const timeStamping = '1.3.6.1.5.5.7.3.8';

/**
 * Question: does a sound path lead from the signing certificate to an anchor at the validation time, and is none of it
 * revoked? (EN 319 102-1, 5.2.6) `reference` is when the certificate was used, as far as that is proven; a token's own
 * time for its authority. A revocation counts whenever it happened: what came first is judged with proofs of existence.
 */
export async function checkTrust(
  context: TrustContext,
  signer: Certificate,
  purpose: Purpose,
  reference: Date,
): Promise<TrustCheck> {
  const { pool, signatures, at } = context;
  const found = await findPath(signer, pool, { at }, signatures.check, (path) => doubtsOf(context, path, reference));
  const { path, reasons } = found;
  if (path.length === 0) return failure('NO_CERTIFICATE_CHAIN_FOUND', path, [{ code: 'TRUST_NO_PATH' }]);
  const further = reasons.filter(({ code }) => !ofTime.has(code));
  if (further.length) {
    const detail = further.map((reason) => `${reason.code} (${reason.index})`).join(', ');
    return failure('CERTIFICATE_CHAIN_GENERAL_FAILURE', path, [{ code: 'TRUST_PATH_INVALID', detail }]);
  }
  if (!mayServe(signer, purpose)) {
    const notice: Notice = { code: 'TRUST_PATH_INVALID', detail: 'KEY_USAGE (0)' };
    return failure('CHAIN_CONSTRAINTS_FAILURE', path, [notice]);
  }
  const revocation = context.revocation === 'off' ? [] : await revocationOf(context, path, reference);
  return { ...judge(context, path, reasons, revocation), revocation };
}

const ofTime: ReadonlySet<PathReason['code']> = new Set(['OUT_OF_VALIDITY', 'REVOKED', 'REVOCATION_UNKNOWN']);

function judge(
  context: TrustContext,
  path: readonly Certificate[],
  reasons: readonly PathReason[],
  revocation: readonly RevocationStatus[],
): TrustCheck {
  const revoked = revocation.findIndex(({ status }) => status === 'revoked');
  if (revoked >= 0) {
    const { revokedAt, reason } = revocation[revoked] as RevocationStatus;
    const notice: Notice = { code: 'TRUST_REVOKED', detail: revokedAt?.toISOString() ?? '' };
    // EN 319 102-1, 5.2.6.4: a suspended certificate may come back.
    const ofLeaf = reason === certificateHold ? 'TRY_LATER' : 'REVOKED_NO_POE';
    return failure(revoked === 0 ? ofLeaf : 'REVOKED_CA_NO_POE', path, [notice]);
  }
  const outside = reasons.filter(({ code }) => code === 'OUT_OF_VALIDITY');
  if (outside.length) {
    const detail = outside.map(({ code, index }) => `${code} (${index})`).join(', ');
    const notRevoked = outside.every(({ index }) => index === 0) && revocation[0]?.status === 'good';
    const subIndication = notRevoked ? 'OUT_OF_BOUNDS_NOT_REVOKED' : 'OUT_OF_BOUNDS_NO_POE';
    return failure(subIndication, path, [{ code: 'TRUST_OUT_OF_VALIDITY', detail }]);
  }
  if (context.revocation === 'off') {
    return { passed: true, path, revocation: [], notices: [{ code: 'TRUST_REVOCATION_OFF' }] };
  }
  if (revocation.every(({ status }) => status === 'good')) return { passed: true, path, revocation, notices: [] };
  return failure('TRY_LATER', path, [{ code: 'TRUST_REVOCATION_UNKNOWN' }]);
}

/** EN 319 102-1, 5.2.6.4: every certificate below the anchor must be known not to be revoked. */
async function revocationOf(
  { checker, at }: TrustContext,
  path: readonly Certificate[],
  reference: Date,
): Promise<RevocationStatus[]> {
  const statuses: RevocationStatus[] = [];
  for (let index = 0; index + 1 < path.length; index++) {
    const statements = await checker.statements(path, index);
    statuses.push(statusOf(statements, at, (statement) => isFresh(statement, at, reference)));
  }
  return statuses;
}

async function doubtsOf(
  context: TrustContext,
  path: readonly Certificate[],
  reference: Date,
): Promise<readonly PathReason[]> {
  if (context.revocation === 'off') return [];
  const statuses = await revocationOf(context, path, reference);
  return statuses.flatMap(({ status }, index): PathReason[] => {
    if (status === 'good') return [];
    return [{ code: status === 'revoked' ? 'REVOKED' : 'REVOCATION_UNKNOWN', index }];
  });
}

const failure = (
  subIndication: SubIndication,
  path: readonly Certificate[],
  notices: readonly Notice[],
): TrustCheck => ({ passed: false, subIndication, path, revocation: [], notices });

/**
 * RFC 3161, 2.3: a TSA's key is for time stamps alone, and its certificate says so critically. A signer's key must be
 * allowed to sign content. An extension that can't be read allows nothing.
 */
export function mayServe(signer: Certificate, purpose: Purpose): boolean {
  try {
    const signs = allowsKeyUsage(signer, 'digitalSignature') || allowsKeyUsage(signer, 'nonRepudiation');
    if (purpose === 'signature') return signs;
    const purposes = extendedKeyUsageOf(signer);
    const critical = extensionOf(signer, extensionOids.extendedKeyUsage)?.critical ?? false;
    return signs && critical && purposes?.length === 1 && purposes[0] === timeStamping;
  } catch (error) {
    if (error instanceof Asn1Fault) return false;
    throw error;
  }
}
