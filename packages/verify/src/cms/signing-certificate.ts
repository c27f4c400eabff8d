import { childrenOf, contentOf, isUniversal, readTlv, universal, type Tlv } from '../asn1/tlv.ts';
import { equalBytes, hexOf, octetsOf } from '../asn1/values.ts';
import type { HashName } from '../crypto/algorithms.ts';
import type { CryptoDoor } from '../crypto/crypto-door.ts';
import { digest } from '../crypto/digest.ts';
import { hashOf } from '../x509/algorithm-identifier.ts';
import { extensionOf, type Certificate } from '../x509/certificate.ts';
import { sameName } from '../x509/name.ts';
import { oids } from './oids.ts';
import { singleValue, type SignerInfo } from './signed-data.ts';

/** The first ESSCertID of a signing-certificate attribute: the hash of the signer's certificate. */
export interface EssCertificateId {
  readonly hash: HashName;
  readonly digest: Uint8Array;
}

/** Reads signing-certificate-v2, else v1 (RFC 5035, 3 and 5.4). Null where neither is there. Throws Asn1Fault. */
export function essCertificateId(signer: SignerInfo): EssCertificateId | null {
  const second = singleValue(signer.signedAttributes, oids.signingCertificateV2);
  const first = second ? null : singleValue(signer.signedAttributes, oids.signingCertificate);
  const value = second ?? first;
  if (!value) return null;
  const [ids] = childrenOf(value);
  const [id] = ids ? childrenOf(ids) : [];
  if (!id) return null;
  const parts = childrenOf(id);
  const algorithm = isUniversal(parts[0], universal.sequence) && second ? (parts.shift() as Tlv) : null;
  const hash = first ? 'SHA-1' : algorithm ? hashOf(algorithm) : 'SHA-256';
  return isUniversal(parts[0], universal.octetString) ? { hash, digest: octetsOf(parts[0]) } : null;
}

/** Whether a certificate is the one that an ESSCertID names. */
export async function matchesEss(door: CryptoDoor, certificate: Certificate, id: EssCertificateId): Promise<boolean> {
  return equalBytes(await digest(door, id.hash, certificate.der), id.digest);
}

/** The certificates that a signer identifier names (RFC 5652, 5.3): issuer and serial number, or subject key id. */
export function certificatesNamedBy(signer: SignerInfo, certificates: readonly Certificate[]): Certificate[] {
  return certificates.filter((certificate) => {
    if (signer.subjectKeyId) return matchesKeyId(certificate, signer.subjectKeyId);
    if (!signer.issuer || trimmed(signer.serialNumber ?? '') !== trimmed(certificate.serialNumber)) return false;
    return sameName(signer.issuer, certificate.issuer);
  });
}

const trimmed = (hex: string): string => hex.replace(/^(00)+(?=..)/, '');

function matchesKeyId(certificate: Certificate, keyId: Uint8Array): boolean {
  const extension = extensionOf(certificate, '2.5.29.14');
  return extension !== undefined && hexOf(contentOf(readTlv(extension.value))) === hexOf(keyId);
}
