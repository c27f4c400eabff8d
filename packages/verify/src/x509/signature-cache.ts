import type { CryptoDoor } from '../crypto/crypto-door.ts';
import { hexOf } from '../asn1/values.ts';
import { encodingKey } from './encoding-key.ts';
import { checkCertificateSignature, type SignatureOutcome } from './validate-path.ts';

type Signed = Parameters<typeof checkCertificateSignature>[1] & { readonly der: Uint8Array };
type Key = Parameters<typeof checkCertificateSignature>[2];

/** How much checking is still allowed: one for each signature, and one more for each 128 KB that it covers. */
export interface WorkLeft {
  left: number;
}

const bytesOfOne = 1 << 17;

/** Signatures of certificates, CRLs and OCSP responses, each checked once for each key that is tried. */
export class SignatureCache {
  readonly #door: CryptoDoor;
  readonly #outcomes = new Map<string, Map<string, Promise<SignatureOutcome>>>();
  readonly #keys = new WeakMap<Uint8Array, string>();

  constructor(door: CryptoDoor) {
    this.#door = door;
  }

  /** Whether this key made the signature. */
  check = (subject: Signed, issuer: Key): Promise<SignatureOutcome> => this.checkWithin(null, subject, issuer);

  /** The same, LIMIT_REACHED where it is not known yet and no work is left. */
  checkWithin = (work: WorkLeft | null, subject: Signed, issuer: Key): Promise<SignatureOutcome> => {
    // Both by their bytes: a certificate is in the CMS and in /DSS, cross-certificates are many, their keys few.
    const encoding = encodingKey(subject);
    const known = this.#outcomes.get(encoding) ?? new Map<string, Promise<SignatureOutcome>>();
    this.#outcomes.set(encoding, known);
    const key = this.#keys.get(issuer.publicKey) ?? hexOf(issuer.publicKey);
    this.#keys.set(issuer.publicKey, key);
    const found = known.get(key);
    if (found) return found;
    if (work && work.left <= 0) return Promise.resolve('LIMIT_REACHED');
    if (work) work.left -= 1 + Math.floor(subject.tbs.length / bytesOfOne);
    const outcome = checkCertificateSignature(this.#door, subject, issuer);
    known.set(key, outcome);
    return outcome;
  };
}
