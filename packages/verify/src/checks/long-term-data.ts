import { equalBytes } from '../asn1/values.ts';
import type { CryptoDoor } from '../crypto/crypto-door.ts';
import { extensionOf, type Certificate } from '../x509/certificate.ts';
import { sameName } from '../x509/name.ts';
import { Asn1Fault } from '../asn1/tlv.ts';
import { reasonsCovered } from '../x509/revocation/distribution-point.ts';
import { namesIssuer } from '../x509/revocation/ocsp-statements.ts';
import type { LevelReason } from './level-facts.ts';
import type { Material } from './material.ts';
import type { TrustContext } from './trust-context.ts';

const noCheck = '1.3.6.1.5.5.7.48.1.5';

/** What is missing, and of which certificate. */
export interface Missing {
  readonly reason: LevelReason;
  readonly certificate: Certificate;
}

/**
 * Question: does a security store hold what is needed to validate these certificates later: their chains, and evidence of
 * revocation for each certificate below the end of its chain? (EN 319 142-1, 6.3) What is missing; nothing where all is.
 * That the evidence is there is a fact of the format; who may have made it is a question of trust. With `endsOnly`, as in
 * PKCS#7 formats which no standard asks more of, that of the ends themselves will do.
 */
export async function checkLongTermData(
  door: CryptoDoor,
  { pool, signatures }: TrustContext,
  ends: readonly Certificate[],
  store: Material,
  endsOnly = false,
): Promise<Missing[]> {
  const missing: Missing[] = [];
  for (const end of ends) {
    const chain = [end];
    for (
      let last = end;
      !isSelfIssued(last) && !pool.isAnchor(last) && chain.length < 16;
      last = chain.at(-1) as Certificate
    ) {
      const issuer = await issuerOf(last);
      if (!issuer || chain.includes(issuer)) break;
      chain.push(issuer);
    }
    const last = chain.at(-1) as Certificate;
    if (!isSelfIssued(last) && !pool.isAnchor(last)) missing.push({ reason: 'CHAIN_NOT_COMPLETE', certificate: last });
    for (let index = 0; index + 1 < (endsOnly ? Math.min(2, chain.length) : chain.length); index++) {
      const certificate = chain[index] as Certificate;
      if (pool.isAnchor(certificate)) break;
      const needed = !extensionOf(certificate, noCheck);
      if (needed && !(await isSpokenOf(certificate, chain[index + 1] as Certificate))) {
        missing.push({ reason: 'REVOCATION_DATA_MISSING', certificate });
      }
    }
  }
  return missing;

  async function isSpokenOf(certificate: Certificate, issuer: Certificate): Promise<boolean> {
    for (const single of store.ocspResponses.flatMap(({ responses }) => responses)) {
      if (single.serialNumber === certificate.serialNumber && (await namesIssuer(door, single, issuer))) return true;
    }
    return store.crls.some((crl) => readable(() => reasonsCovered(crl, certificate) > 0));
  }

  async function issuerOf(certificate: Certificate): Promise<Certificate | null> {
    for (const { certificate: issuer } of pool.issuersOf(certificate, certificate.notBefore)) {
      if (equalBytes(issuer.der, certificate.der)) continue;
      if ((await signatures.check(certificate, issuer)) === 'valid') return issuer;
    }
    return null;
  }
}

const isSelfIssued = ({ subject, issuer }: Certificate): boolean => readable(() => sameName(subject, issuer));

/** What can't be read says nothing. */
function readable(read: () => boolean): boolean {
  try {
    return read();
  } catch (error) {
    if (error instanceof Asn1Fault) return false;
    throw error;
  }
}
