import { Asn1Fault } from '../asn1/tlv.ts';
import { equalBytes } from '../asn1/values.ts';
import type { Certificate } from './certificate.ts';
import { encodingKey } from './encoding-key.ts';
import { keyIdOf } from './extensions.ts';
import { canonicalName } from './name.ts';

/** Certificates and anchors, found by the name of their subject; each certificate is in it once. */
export class CertificatePool {
  readonly anchors: readonly Certificate[];
  readonly #bySubject = new Map<string, { certificate: Certificate; isAnchor: boolean }[]>();
  /** By these each is known at once: there may be very many of one name. */
  readonly #encodings = new Set<string>();
  readonly #distances = new Map<string, number>();
  readonly #names = new WeakMap<Certificate, { subject: string; issuer: string } | null>();

  constructor(anchors: readonly Certificate[], bag: readonly Certificate[]) {
    this.anchors = anchors;
    for (const certificate of anchors) this.#add(certificate, true);
    for (const certificate of bag) this.#add(certificate, false);
    this.#measure();
  }

  /** Whether a certificate is one of the anchors. */
  isAnchor(certificate: Certificate): boolean {
    return this.anchors.some((anchor) => equalBytes(anchor.der, certificate.der));
  }

  /** All certificates and anchors. */
  get all(): Certificate[] {
    return [...this.#bySubject.values()].flatMap((same) => same.map(({ certificate }) => certificate));
  }

  /** Those that may have issued a certificate, by name; the likeliest first: by key identifier, then valid at a time. */
  issuersOf(certificate: Certificate, at: Date): { certificate: Certificate; isAnchor: boolean }[] {
    const found = this.#bySubject.get(this.#nameOf(certificate)?.issuer ?? '') ?? [];
    if (found.length < 2) return found;
    const keyId = keyIdOf(certificate, 'authority');
    const rank = (one: { certificate: Certificate; isAnchor: boolean }): number => {
      const own = keyIdOf(one.certificate, 'subject');
      const byKey = !keyId || !own ? 1 : equalBytes(keyId, own) ? 0 : 2;
      const outOfTime = at < one.certificate.notBefore || at > one.certificate.notAfter;
      return byKey * 4 + (one.isAnchor ? 0 : 2) + (outOfTime ? 1 : 0);
    };
    return found
      .map((one) => ({ one, rank: rank(one) }))
      .sort((a, b) => a.rank - b.rank)
      .map(({ one }) => one);
  }

  /** Those with a subject's name. Empty for a name that can't be read. */
  named(name: Uint8Array): Certificate[] {
    const key = readableName(name);
    return key === null ? [] : (this.#bySubject.get(key) ?? []).map(({ certificate }) => certificate);
  }

  /** How many names lie at least between a certificate and an anchor; infinite where none can be reached. */
  distance(certificate: Certificate): number {
    return this.#distances.get(this.#nameOf(certificate)?.issuer ?? '') ?? Number.POSITIVE_INFINITY;
  }

  #add(certificate: Certificate, isAnchor: boolean): void {
    const names = this.#nameOf(certificate);
    const encoding = encodingKey(certificate);
    if (!names || this.#encodings.has(encoding)) return;
    this.#encodings.add(encoding);
    const same = this.#bySubject.get(names.subject) ?? [];
    same.push({ certificate, isAnchor });
    this.#bySubject.set(names.subject, same);
  }

  #nameOf(certificate: Certificate): { subject: string; issuer: string } | null {
    const known = this.#names.get(certificate);
    if (known !== undefined) return known;
    const subject = readableName(certificate.subject);
    const issuer = readableName(certificate.issuer);
    const names = subject === null || issuer === null ? null : { subject, issuer };
    this.#names.set(certificate, names);
    return names;
  }

  /** From the anchors' names outwards: what can't reach one is never looked at. */
  #measure(): void {
    const issued = new Map<string, Set<string>>();
    for (const [subject, same] of this.#bySubject) {
      for (const { certificate } of same) {
        const issuer = this.#nameOf(certificate)?.issuer ?? '';
        issued.set(issuer, (issued.get(issuer) ?? new Set()).add(subject));
      }
    }
    let reached = this.anchors.flatMap((anchor) => this.#nameOf(anchor)?.subject ?? []);
    for (let distance = 1; reached.length; distance++) {
      const fresh = [...new Set(reached)].filter((name) => !this.#distances.has(name));
      for (const name of fresh) this.#distances.set(name, distance);
      reached = fresh.flatMap((name) => [...(issued.get(name) ?? [])]);
    }
  }
}

function readableName(der: Uint8Array): string | null {
  try {
    return canonicalName(der);
  } catch (error) {
    if (error instanceof Asn1Fault) return null;
    throw error;
  }
}
