import { Asn1Fault } from '../asn1/tlv.ts';
import { platformCrypto, type CryptoDoor } from '../crypto/crypto-door.ts';
import { CertificatePool } from './certificate-pool.ts';
import { parseCertificate, type Certificate } from './certificate.ts';
import { findPath } from './find-path.ts';
import type { PathReason } from './path-reason.ts';
import { parseCrl } from './revocation/crl.ts';
import { parseOcspResponse } from './revocation/ocsp.ts';
import { RevocationChecker } from './revocation/revocation-checker.ts';
import { isFresh, statusOf } from './revocation/statement.ts';
import { namesServer } from './server-name.ts';
import { SignatureCache } from './signature-cache.ts';

/**
 * What `validatePath` needs: certificates, CRLs and OCSP responses in DER. `initialPolicies` are OIDs (any policy when
 * absent), `extendedKeyUsage` one OID or several that the path must allow. `revocation`: every certificate must be known
 * not to be revoked (`required`, the default), must not be known to be (`if-present`), or is not asked for (`off`).
 */
export interface PathOptions {
  readonly leaf: Uint8Array;
  readonly intermediates: readonly Uint8Array[];
  readonly trustAnchors: readonly Uint8Array[];
  readonly at: Date;
  readonly crls?: readonly Uint8Array[];
  readonly ocspResponses?: readonly Uint8Array[];
  readonly revocation?: 'required' | 'if-present' | 'off';
  readonly initialPolicies?: readonly string[];
  readonly requireExplicitPolicy?: boolean;
  readonly inhibitPolicyMapping?: boolean;
  readonly inhibitAnyPolicy?: boolean;
  readonly extendedKeyUsage?: string | readonly string[];
  readonly serverName?: string;
  readonly crypto?: CryptoDoor;
}

/** `path` runs from the leaf to the anchor (DER), empty where none leads there; `reasons` holds every cause against it. */
export interface PathValidation {
  readonly valid: boolean;
  readonly path: readonly Uint8Array[];
  readonly reasons: readonly PathReason[];
}

/**
 * Builds and validates a certification path (RFC 5280, 6). Never throws for what it is given: a leaf or an anchor that is
 * no certificate is a reason, an intermediate or a piece of evidence that can't be read is left out. The work is bounded.
 */
export async function validatePath(options: PathOptions): Promise<PathValidation> {
  const { at, revocation = 'required', serverName, extendedKeyUsage = [], ...policies } = options;
  const leaf = readable(() => parseCertificate(options.leaf));
  const anchors = options.trustAnchors.map((der) => readable(() => parseCertificate(der)));
  if (!leaf || anchors.includes(null) || Number.isNaN(at.getTime())) {
    const detail = !leaf
      ? 'the leaf is no certificate'
      : anchors.includes(null)
        ? 'an anchor is no certificate'
        : 'no time';
    return { valid: false, path: [], reasons: [{ code: 'MALFORMED', index: 0, detail }] };
  }
  const door = options.crypto ?? platformCrypto();
  const pool = new CertificatePool(present(anchors), parsed(options.intermediates, parseCertificate));
  const signatures = new SignatureCache(door);
  const evidence = {
    crls: parsed(options.crls ?? [], parseCrl),
    ocspResponses: parsed(options.ocspResponses ?? [], parseOcspResponse),
  };
  const checker = new RevocationChecker(door, pool, signatures, evidence);
  const own: PathReason[] = [];
  if (serverName !== undefined && !readable(() => namesServer(leaf, serverName)))
    own.push({ code: 'SERVER_NAME', index: 0 });
  const purposes = typeof extendedKeyUsage === 'string' ? [extendedKeyUsage] : extendedKeyUsage;
  const inputs = { ...policies, at, purposes };
  const { path, reasons } = await findPath(leaf, pool, inputs, signatures.check, async (whole) => {
    return revocation === 'off' ? [] : revocationReasons(checker, whole, at, revocation === 'required');
  });
  const all = [...(path.length ? reasons : [{ code: 'NO_PATH', index: 0 } as const]), ...own];
  return { valid: all.length === 0, path: path.map(({ der }) => der), reasons: all };
}

async function revocationReasons(
  checker: RevocationChecker,
  path: readonly Certificate[],
  at: Date,
  required: boolean,
): Promise<PathReason[]> {
  const reasons: PathReason[] = [];
  for (let index = 0; index + 1 < path.length; index++) {
    const statements = await checker.statements(path, index);
    const { status, revokedAt } = statusOf(statements, at, (statement) => isFresh(statement, at, at));
    if (status === 'revoked') reasons.push({ code: 'REVOKED', index, detail: revokedAt?.toISOString() ?? '' });
    if (status === 'unknown' && required) reasons.push({ code: 'REVOCATION_UNKNOWN', index });
  }
  return reasons;
}

const present = <T>(values: readonly (T | null)[]): T[] => values.filter((value) => value !== null);

const parsed = <T>(ders: readonly Uint8Array[], parse: (der: Uint8Array) => T): T[] =>
  present(ders.map((der) => readable(() => parse(der))));

function readable<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof Asn1Fault) return null;
    throw error;
  }
}
