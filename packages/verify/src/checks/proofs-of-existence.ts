import { encodingKey, type Encoded } from '../x509/encoding-key.ts';

/**
 * Since when things are proven to have existed (EN 319 102-1, 5.6.2.3): at the latest now, the validation time; earlier
 * where a trusted timestamp covers them. Certificates and evidence are the same where their encodings are.
 */
export class ProofsOfExistence {
  readonly #now: Date;
  readonly #encoded = new Map<string, Date>();
  readonly #values = new WeakMap<object, Date>();

  constructor(now: Date) {
    this.#now = now;
  }

  /** A certificate or a piece of evidence existed at a time. */
  addEncoded(things: readonly Encoded[], time: Date): void {
    for (const thing of things) {
      const key = encodingKey(thing);
      const known = this.#encoded.get(key);
      if (!known || time < known) this.#encoded.set(key, time);
    }
  }

  /** A signature value (by the check that holds it) existed at a time. */
  addValue(value: object, time: Date): void {
    if (time < this.ofValue(value)) this.#values.set(value, time);
  }

  /** Since when a certificate or a piece of evidence is proven. */
  ofEncoded(thing: Encoded): Date {
    return this.#encoded.get(encodingKey(thing)) ?? this.#now;
  }

  /** Since when a signature value is proven. */
  ofValue(value: object): Date {
    return this.#values.get(value) ?? this.#now;
  }
}
