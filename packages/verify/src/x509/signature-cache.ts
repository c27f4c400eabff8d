import type { CryptoDoor } from '../crypto/crypto-door.ts';
import { checkCertificateSignature, type SignatureOutcome } from './validate-path.ts';

type Signed = Parameters<typeof checkCertificateSignature>[1];
type Key = Parameters<typeof checkCertificateSignature>[2];

/** Signatures of certificates, CRLs and OCSP responses, each checked once for each key that is tried. */
export class SignatureCache {
  readonly #door: CryptoDoor;
  readonly #outcomes = new WeakMap<Signed, WeakMap<Uint8Array, Promise<SignatureOutcome>>>();

  constructor(door: CryptoDoor) {
    this.#door = door;
  }

  /** Whether this key made the signature. */
  check = (subject: Signed, issuer: Key): Promise<SignatureOutcome> => {
    const known = this.#outcomes.get(subject) ?? new WeakMap<Uint8Array, Promise<SignatureOutcome>>();
    this.#outcomes.set(subject, known);
    const outcome = known.get(issuer.publicKey) ?? checkCertificateSignature(this.#door, subject, issuer);
    known.set(issuer.publicKey, outcome);
    return outcome;
  };
}
