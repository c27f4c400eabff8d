import { Asn1Fault } from '../../asn1/tlv.ts';
import { equalBytes } from '../../asn1/values.ts';
import type { CryptoDoor } from '../../crypto/crypto-door.ts';
import { UnsupportedAlgorithm } from '../../crypto/public-key.ts';
import type { Certificate } from '../certificate.ts';
import type { CertificatePool } from '../certificate-pool.ts';
import { encodingKey } from '../encoding-key.ts';
import { allowsKeyUsage } from '../extensions.ts';
import { findPath } from '../find-path.ts';
import { sameName } from '../name.ts';
import type { PathReason } from '../path-reason.ts';
import type { SignatureCache } from '../signature-cache.ts';
import { crlStatements } from './crl-statements.ts';
import type { Crl } from './crl.ts';
import type { OcspResponse } from './ocsp.ts';
import { mayAnswer, ocspStatements } from './ocsp-statements.ts';
import { isFresh, statusOf, type RevocationEvidence, type RevocationStatement } from './statement.ts';

/** A CRL, or a response, may be signed by a key whose own certificate needs one: so deep, and so often in all. */
const maxDepth = 3;
const maxSearches = 200;
/** Signatures of evidence that are checked in all, where 128 KB count as one more: some seconds' work. */
const maxWork = 3000;

/**
 * Finds what the evidence at hand says of certificates. Each piece is checked once: its signature, who may have made it,
 * what it speaks of. Whether it is fresh enough is the caller's question.
 */
export class RevocationChecker {
  readonly #door: CryptoDoor;
  readonly #pool: CertificatePool;
  readonly #evidence: RevocationEvidence;
  readonly #known = new WeakMap<Certificate, WeakMap<Certificate, Promise<RevocationStatement[]>>>();
  readonly #signers = new WeakMap<Crl, Map<Uint8Array, Promise<Certificate | null>>>();
  readonly #examined: Certificate[] = [];
  readonly #responders: Certificate[] = [];
  readonly #vouched = new Map<string, Promise<RevocationStatement[]>>();
  #bySerial: Map<string, OcspResponse[]> | undefined;
  #delegates: readonly Certificate[] | undefined;
  readonly #work = { left: maxWork };
  readonly #check: SignatureCache['check'];
  #searches = 0;

  constructor(door: CryptoDoor, pool: CertificatePool, signatures: SignatureCache, evidence: RevocationEvidence) {
    this.#door = door;
    this.#pool = pool;
    this.#check = (subject, issuer) => signatures.checkWithin(this.#work, subject, issuer);
    this.#evidence = evidence;
  }

  /** All that is said of the certificate at an index of a path (leaf first, anchor last), by authentic evidence. */
  statements(path: readonly Certificate[], index: number): Promise<RevocationStatement[]> {
    const [certificate, issuer] = [path[index] as Certificate, path[index + 1] as Certificate];
    const known = this.#known.get(certificate) ?? new WeakMap<Certificate, Promise<RevocationStatement[]>>();
    this.#known.set(certificate, known);
    const found = known.get(issuer) ?? this.#find(certificate, issuer, path.at(-1) as Certificate);
    known.set(issuer, found);
    return found;
  }

  async #find(certificate: Certificate, issuer: Certificate, anchor: Certificate): Promise<RevocationStatement[]> {
    const found: RevocationStatement[] = [];
    for (const response of this.#answersAbout(certificate)) {
      const context = {
        door: this.#door,
        checkSignature: this.#check,
        responders: () => this.#respondersOf(response, issuer),
        isRevoked: (responder: Certificate) => this.#isDoubtful(responder, issuer, anchor, response),
      };
      found.push(...(await readable(() => ocspStatements(context, certificate, issuer, response))));
    }
    const signerOf = (crl: Crl): Promise<Certificate | null> => this.#signerOf(crl, issuer, anchor);
    found.push(...(await crlStatements(this.#evidence.crls, certificate, signerOf)));
    // What could not be looked at any more might have been a revocation: then nothing is known to be good.
    return this.#work.left > 0 ? found : found.filter(({ status }) => status === 'revoked');
  }

  /**
   * RFC 6960, 4.2.2.2.1: a responder that is not exempted must be known not to be revoked itself, by a CRL or by another
   * response. None vouches for itself, nor two for each other.
   */
  async #isDoubtful(
    responder: Certificate,
    issuer: Certificate,
    anchor: Certificate,
    { producedAt }: { producedAt: Date },
  ): Promise<boolean> {
    if (this.#responders.length >= maxDepth || this.#responders.some((one) => equalBytes(one.der, responder.der)))
      return true;
    if (this.#responders.length && this.#isSearchedOut()) return true;
    this.#responders.push(responder);
    try {
      const statements = await this.#aboutResponder(responder, issuer, anchor);
      const fresh = (statement: RevocationStatement) => isFresh(statement, statement.thisUpdate, producedAt);
      return statusOf(statements, ever, fresh).status !== 'good';
    } finally {
      this.#responders.pop();
    }
  }

  /** What is said of a responder: looked for once, however many answers it gave. */
  #aboutResponder(responder: Certificate, issuer: Certificate, anchor: Certificate): Promise<RevocationStatement[]> {
    // Within another search an answer may rest on what is being examined: it is kept for no other.
    if (this.#responders.length > 1 || this.#examined.length) return this.#find(responder, issuer, anchor);
    const key = [responder, issuer, anchor].map(encodingKey).join();
    const found = this.#vouched.get(key) ?? this.#find(responder, issuer, anchor);
    this.#vouched.set(key, found);
    return found;
  }

  /** By their serial numbers: a file may hold very many responses, of which few are about one certificate. */
  #answersAbout({ serialNumber }: Certificate): readonly OcspResponse[] {
    if (!this.#bySerial) {
      this.#bySerial = new Map();
      for (const response of this.#evidence.ocspResponses) {
        for (const serial of new Set(response.responses.map((single) => single.serialNumber))) {
          const known = this.#bySerial.get(serial);
          if (known) known.push(response);
          else this.#bySerial.set(serial, [response]);
        }
      }
    }
    return this.#bySerial.get(serialNumber) ?? [];
  }

  /** Certificates beside a response's own by which its responder may be known: those in /DSS, in a CMS, the caller's. */
  #respondersOf({ responder }: OcspResponse, issuer: Certificate): Certificate[] {
    this.#delegates ??= this.#pool.all.filter((one) => readNow(() => mayAnswer(one)) ?? false);
    return this.#delegates.filter((one) =>
      readNow(() => {
        const fits = !('name' in responder) || sameName(responder.name, one.subject);
        return fits && sameName(one.issuer, issuer.subject);
      }),
    );
  }

  #isSearchedOut(): boolean {
    if (++this.#searches <= maxSearches) return false;
    this.#work.left = 0;
    return true;
  }

  /**
   * Who signed a CRL (RFC 5280, 6.3.3 (f), (g)): the certificate's issuer, or another key of the CRL's issuer that a
   * valid path to the same anchor leads to.
   */
  #signerOf(crl: Crl, issuer: Certificate, anchor: Certificate): Promise<Certificate | null> {
    // Within the search for a signer an answer may rest on what is being examined: it is kept for no other.
    if (this.#examined.length) return this.#findSigner(crl, issuer, anchor);
    const known = this.#signers.get(crl) ?? new Map<Uint8Array, Promise<Certificate | null>>();
    this.#signers.set(crl, known);
    const signer = known.get(issuer.der) ?? this.#findSigner(crl, issuer, anchor);
    known.set(issuer.der, signer);
    return signer;
  }

  async #findSigner(crl: Crl, issuer: Certificate, anchor: Certificate): Promise<Certificate | null> {
    const bySelf = await readable(async () => {
      const fits = sameName(crl.issuer, issuer.subject) && allowsKeyUsage(issuer, 'cRLSign');
      return fits && (await this.#check(crl, issuer)) === 'valid' ? [issuer] : [];
    });
    if (bySelf[0]) return bySelf[0];
    for (const candidate of this.#pool.named(crl.issuer)) {
      if (equalBytes(candidate.der, issuer.der)) continue;
      const allowed = await readable(() => Promise.resolve(allowsKeyUsage(candidate, 'cRLSign') ? [true] : []));
      if (!allowed.length || (await this.#check(crl, candidate)) !== 'valid') continue;
      if (await this.#stands(candidate, anchor, crl.thisUpdate)) return candidate;
    }
    return null;
  }

  async #stands(candidate: Certificate, anchor: Certificate, at: Date): Promise<boolean> {
    // A CRL may list certificates of its own signer's kind: that it does not list its signer is all that can be known.
    if (equalBytes(candidate.der, anchor.der) || this.#examined.includes(candidate)) return true;
    if (this.#examined.length >= maxDepth) return false;
    if (this.#isSearchedOut()) return false;
    this.#examined.push(candidate);
    try {
      const { path, reasons } = await findPath(candidate, this.#pool, { at }, this.#check, (whole) =>
        this.#doubts(whole, at),
      );
      return path.length > 0 && reasons.length === 0 && equalBytes((path.at(-1) as Certificate).der, anchor.der);
    } finally {
      this.#examined.pop();
    }
  }

  async #doubts(path: readonly Certificate[], at: Date): Promise<PathReason[]> {
    const anchor = path.at(-1) as Certificate;
    for (let index = 0; index + 1 < path.length; index++) {
      const statements = await this.#find(path[index] as Certificate, path[index + 1] as Certificate, anchor);
      const { status } = statusOf(statements, ever, (one) => isFresh(one, one.thisUpdate, at));
      if (status !== 'good') return [{ code: 'REVOCATION_UNKNOWN', index }];
    }
    return [];
  }
}

/** The last moment of all: a revocation counts whenever it happened. */
const ever = new Date(8.64e15);

function readNow<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof Asn1Fault) return null;
    throw error;
  }
}

/** Evidence that can't be read is no evidence. */
async function readable<T>(read: () => Promise<T[]>): Promise<T[]> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Asn1Fault || error instanceof UnsupportedAlgorithm) return [];
    throw error;
  }
}
