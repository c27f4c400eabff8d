import type { SubIndication } from '../sub-indication.ts';
import type { Certificate } from '../x509/certificate.ts';
import { certificateSound } from './cryptographic-constraints.ts';
import type { Judgement } from './judged-signature.ts';
import { checkPastCertificate } from './past-certificate.ts';
import type { ProofsOfExistence } from './proofs-of-existence.ts';
import type { TrustContext } from './trust-context.ts';
import { checkTrust, type Purpose, type TrustCheck } from './trust.ts';

/**
 * How a certificate was used: `existed` is since when the signature is proven to exist, `used` when it says or is proven
 * to have been made (fresh evidence is newer than that), `sound` until when its algorithms count as sound.
 */
export interface CertificateUse {
  readonly purpose: Purpose;
  readonly existed: Date;
  readonly used: Date;
  readonly sound: Date;
}

/** What proofs of existence may cure (EN 319 102-1, 5.5.4 and 5.6.3.4). */
const curable: ReadonlySet<SubIndication> = new Set<SubIndication>([
  'REVOKED_NO_POE',
  'REVOKED_CA_NO_POE',
  'OUT_OF_BOUNDS_NO_POE',
  'OUT_OF_BOUNDS_NOT_REVOKED',
  'CRYPTO_CONSTRAINTS_FAILURE_NO_POE',
  'TRY_LATER',
]);

/**
 * Question: does the certificate of a signature or token stand, at the validation time, or when the signature is proven
 * to have existed? Basic validation (5.3), then with time (5.5), then past signature validation (5.6.2.4).
 */
export async function judgeCertificate(
  context: TrustContext,
  proofs: ProofsOfExistence,
  signer: Certificate,
  use: CertificateUse,
): Promise<Judgement> {
  const { existed, sound } = use;
  const basic = await checkTrust(context, signer, use.purpose, use.used);
  const weak = !basic.passed && !curable.has(basic.subIndication ?? 'TRY_LATER') ? null : weakness(basic, proofs, use);
  if (basic.passed && !weak) return judgementOf(basic);
  if (basic.subIndication && !curable.has(basic.subIndication)) return judgementOf(basic);
  // 5.5.4: the time of the signature says that it came before the revocation, or before the certificate expired.
  if (!weak && heldWhenSigned(basic, signer, existed)) return passedBefore(basic);
  if (sound >= existed) {
    const past = await checkPastCertificate(context, signer, proofs, existed);
    if (past && existed >= signer.notBefore) {
      const notices = context.revocation === 'off' ? [{ code: 'TRUST_REVOCATION_OFF' } as const] : [];
      return { indication: 'TOTAL-PASSED', path: past.path, revocation: basic.revocation, notices };
    }
  }
  if (basic.passed || (weak && basic.subIndication === 'TRY_LATER')) {
    const notices = [...basic.notices, { code: 'TRUST_ALGORITHM_WEAK', detail: weak ?? '' } as const];
    const subIndication = 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE';
    return { ...judgementOf(basic), indication: 'INDETERMINATE', subIndication, notices };
  }
  return judgementOf(basic);
}

/** What is no longer sound, and not proven to be older than its algorithm's end (5.2.8). */
function weakness({ path }: TrustCheck, proofs: ProofsOfExistence, { existed, sound }: CertificateUse): string | null {
  if (sound < existed) return dayOf(sound);
  const weak = path.slice(0, -1).find((certificate, index) => {
    // A certificate is at least as old as the signature that its key is proven to have made.
    const known = proofs.ofEncoded(certificate);
    return certificateSound(certificate) < (index === 0 && existed < known ? existed : known);
  });
  return weak ? dayOf(certificateSound(weak)) : null;
}

const dayOf = (date: Date): string => (date.getTime() < 0 ? '?' : date.toISOString().slice(0, 10));

function heldWhenSigned({ subIndication, revocation }: TrustCheck, signer: Certificate, existed: Date): boolean {
  if (existed < signer.notBefore) return false;
  if (subIndication === 'OUT_OF_BOUNDS_NOT_REVOKED') return existed <= signer.notAfter;
  if (subIndication !== 'REVOKED_NO_POE') return false;
  const [own, ...others] = revocation;
  const later = own?.revokedAt !== undefined && own.revokedAt > existed && existed <= signer.notAfter;
  return later && others.every(({ status }) => status === 'good');
}

/** A revocation that came later is told, and does no harm. */
const passedBefore = ({ path, revocation }: TrustCheck): Judgement => ({
  indication: 'TOTAL-PASSED',
  path,
  revocation,
  notices: [],
});

function judgementOf({ passed, subIndication, path, revocation, notices }: TrustCheck): Judgement {
  const indication = passed ? 'TOTAL-PASSED' : 'INDETERMINATE';
  return { indication, ...(subIndication ? { subIndication } : {}), path, revocation, notices };
}
