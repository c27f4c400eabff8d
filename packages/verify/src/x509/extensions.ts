import { Asn1Fault, childrenOf, contentOf, isUniversal, readTlv, universal } from '../asn1/tlv.ts';
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
  extendedKeyUsage: '2.5.29.37',
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
  const length = isUniversal(parts[0], universal.integer) ? contentOf(parts[0]) : null;
  if (length && (length.length === 0 || length.length > 4 || length[0]! & 0x80))
    throw new Asn1Fault('a path length', 0);
  const pathLength = length ? length.reduce((value, byte) => value * 256 + byte, 0) : null;
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

/** The OIDs of the certificate policies (4.2.1.4). Throws Asn1Fault. */
export function policiesOf(certificate: Certificate): string[] {
  const extension = extensionOf(certificate, extensionOids.certificatePolicies);
  if (!extension) return [];
  return childrenOf(readTlv(extension.value)).map((policy) => oidOf(childrenOf(policy)[0]));
}
