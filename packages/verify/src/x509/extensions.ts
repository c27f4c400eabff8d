import {
  Asn1Fault,
  childrenOf,
  contentOf,
  expectUniversal,
  isContext,
  isUniversal,
  readTlv,
  universal,
} from '../asn1/tlv.ts';
import { oidOf } from '../asn1/values.ts';
import { extensionOf, type Certificate } from './certificate.ts';

/** OIDs of the extensions that are read (RFC 5280, 4.2). */
export const extensionOids = {
  subjectKeyId: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  nameConstraints: '2.5.29.30',
  certificatePolicies: '2.5.29.32',
  policyMappings: '2.5.29.33',
  policyConstraints: '2.5.29.36',
  crlDistributionPoints: '2.5.29.31',
  authorityKeyId: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
  freshestCrl: '2.5.29.46',
  inhibitAnyPolicy: '2.5.29.54',
} as const;

/** BasicConstraints (4.2.1.9). */
export interface BasicConstraints {
  readonly ca: boolean;
  readonly pathLength: number | null;
}

/** Basic constraints; null where the extension is absent. Throws Asn1Fault. */
export function basicConstraintsOf(certificate: Certificate): BasicConstraints | null {
  const extension = extensionOf(certificate, extensionOids.basicConstraints);
  if (!extension) return null;
  const parts = childrenOf(readTlv(extension.value));
  const flag = isUniversal(parts[0], universal.boolean) ? parts.shift() : undefined;
  const pathLength = isUniversal(parts[0], universal.integer) ? skipCerts(contentOf(parts[0])) : null;
  return { ca: flag !== undefined && contentOf(flag)[0] !== 0, pathLength };
}

/** Bits of KeyUsage (4.2.1.3). */
export const keyUsages = { digitalSignature: 0, nonRepudiation: 1, keyCertSign: 5, cRLSign: 6 } as const;

/** Whether a key may be used so: true too where the extension is absent. Throws Asn1Fault. */
export function allowsKeyUsage(certificate: Certificate, usage: keyof typeof keyUsages): boolean {
  const extension = extensionOf(certificate, extensionOids.keyUsage);
  if (!extension) return true;
  const bits = contentOf(readTlv(extension.value));
  const bit = keyUsages[usage];
  return (((bits[1 + (bit >> 3)] ?? 0) << (bit & 7)) & 0x80) !== 0;
}

/** The purposes of ExtendedKeyUsage (4.2.1.12); null where the extension is absent. Throws Asn1Fault. */
export function extendedKeyUsageOf(certificate: Certificate): string[] | null {
  const extension = extensionOf(certificate, extensionOids.extendedKeyUsage);
  return extension ? childrenOf(readTlv(extension.value)).map((purpose) => oidOf(purpose)) : null;
}

/** The OIDs of the certificate policies (4.2.1.4); null where the extension is absent. Throws Asn1Fault. */
export function certificatePoliciesOf(certificate: Certificate): string[] | null {
  const extension = extensionOf(certificate, extensionOids.certificatePolicies);
  return extension ? childrenOf(readTlv(extension.value)).map((policy) => oidOf(childrenOf(policy)[0])) : null;
}

/** The pairs of PolicyMappings (4.2.1.5): the issuer's policy, the subject's. Throws Asn1Fault. */
export function policyMappingsOf(certificate: Certificate): [string, string][] {
  const extension = extensionOf(certificate, extensionOids.policyMappings);
  if (!extension) return [];
  return childrenOf(readTlv(extension.value)).map((pair) => {
    const [issuer, subject] = childrenOf(pair);
    return [oidOf(issuer), oidOf(subject)];
  });
}

/** PolicyConstraints (4.2.1.11): after how many certificates each comes into force; null where it does not. */
export interface PolicyConstraints {
  readonly requireExplicitPolicy: number | null;
  readonly inhibitPolicyMapping: number | null;
}

/** Policy constraints. Throws Asn1Fault. */
export function policyConstraintsOf(certificate: Certificate): PolicyConstraints {
  const extension = extensionOf(certificate, extensionOids.policyConstraints);
  const parts = extension ? childrenOf(readTlv(extension.value)) : [];
  const skip = (tag: number): number | null => {
    const part = parts.find((one) => isContext(one, tag));
    return part ? skipCerts(contentOf(part)) : null;
  };
  return { requireExplicitPolicy: skip(0), inhibitPolicyMapping: skip(1) };
}

/** InhibitAnyPolicy (4.2.1.14): after how many certificates; null where absent. Throws Asn1Fault. */
export function inhibitAnyPolicyOf(certificate: Certificate): number | null {
  const extension = extensionOf(certificate, extensionOids.inhibitAnyPolicy);
  if (!extension) return null;
  return skipCerts(contentOf(expectUniversal(readTlv(extension.value), universal.integer, 'a number')));
}

function skipCerts(bytes: Uint8Array): number {
  if (bytes.length === 0 || bytes.length > 4 || bytes[0]! & 0x80) throw new Asn1Fault('a number is out of range', 0);
  return bytes.reduce((value, byte) => value * 256 + byte, 0);
}

/** The key identifier of SubjectKeyIdentifier (4.2.1.2), or of AuthorityKeyIdentifier (4.2.1.1); null where absent. */
export function keyIdOf(certificate: Pick<Certificate, 'extensions'>, of: 'subject' | 'authority'): Uint8Array | null {
  const extension = extensionOf(certificate, extensionOids[`${of}KeyId`]);
  if (!extension) return null;
  try {
    const tlv = readTlv(extension.value);
    if (of === 'subject') return contentOf(tlv);
    const part = childrenOf(tlv).find((one) => isContext(one, 0));
    return part ? contentOf(part) : null;
  } catch (error) {
    // A hint where to look, no more.
    if (error instanceof Asn1Fault) return null;
    throw error;
  }
}
