import type { CryptoDoor } from '../crypto/crypto-door.ts';
import { CertificatePool } from '../x509/certificate-pool.ts';
import type { Certificate } from '../x509/certificate.ts';
import { foreseeSignatures } from '../x509/foresee-signatures.ts';
import { RevocationChecker } from '../x509/revocation/revocation-checker.ts';
import type { RevocationEvidence } from '../x509/revocation/statement.ts';
import { SignatureCache } from '../x509/signature-cache.ts';

/** What certificates are judged by, at a validation time; what was checked once is kept in it. */
export interface TrustContext {
  readonly at: Date;
  /** `off`: the caller does without evidence of non-revocation. */
  readonly revocation: 'required' | 'off';
  readonly pool: CertificatePool;
  readonly signatures: SignatureCache;
  readonly checker: RevocationChecker;
}

/** What a trust context is made of. */
export interface TrustMaterial {
  readonly door: CryptoDoor;
  readonly anchors: readonly Certificate[];
  readonly certificates: readonly Certificate[];
  readonly evidence: RevocationEvidence;
  readonly at: Date;
  readonly revocation: 'required' | 'off';
}

/** A trust context over this material. */
export function trustContextOf({ door, anchors, certificates, evidence, at, revocation }: TrustMaterial): TrustContext {
  const pool = new CertificatePool(anchors, certificates);
  const signatures = new SignatureCache(door);
  foreseeSignatures(certificates, revocation === 'off' ? noEvidence : evidence, pool, signatures, at);
  return { at, revocation, pool, signatures, checker: new RevocationChecker(door, pool, signatures, evidence) };
}

const noEvidence: RevocationEvidence = { crls: [], ocspResponses: [] };
