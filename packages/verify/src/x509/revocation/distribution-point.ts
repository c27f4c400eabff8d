import { childrenOf, contentOf, isContext, isUniversal, rawOf, readTlv, type Tlv } from '../../asn1/tlv.ts';
import { concatBytes, equalBytes } from '../../asn1/values.ts';
import { extensionOf, type Certificate, type Extension } from '../certificate.ts';
import { basicConstraintsOf, extensionOids } from '../extensions.ts';
import { asciiOf, generalNameOf, nameForms, type GeneralName } from '../general-name.ts';
import { sameName } from '../name.ts';

/** All reasons of ReasonFlags (RFC 5280, 4.2.1.13), as a mask of bits 1 to 8. */
export const allReasons = 0x1fe;

/** A DistributionPointName: names in full, or a relative name to be put behind an issuer's. */
interface PointName {
  readonly names: readonly GeneralName[];
  readonly relative: Uint8Array | null;
}

/** Where a certificate says that CRLs are (RFC 5280, 4.2.1.13). */
interface DistributionPoint {
  readonly point: PointName | null;
  readonly reasons: number;
  readonly issuers: readonly GeneralName[] | null;
}

/** IssuingDistributionPoint (5.2.5): what a CRL speaks of. */
export interface IssuingDistributionPoint {
  readonly point: PointName | null;
  readonly onlyUsers: boolean;
  readonly onlyAuthorities: boolean;
  readonly onlyAttributes: boolean;
  readonly reasons: number;
  readonly indirect: boolean;
}

/** Reads an IssuingDistributionPoint extension. Throws Asn1Fault. */
export function issuingDistributionPointOf(extension: Extension): IssuingDistributionPoint {
  const parts = childrenOf(readTlv(extension.value));
  const part = (tag: number): Tlv | undefined => parts.find((one) => isContext(one, tag));
  const flag = (tag: number): boolean => {
    const found = part(tag);
    return found !== undefined && contentOf(found)[0] !== 0;
  };
  const [name, reasons] = [part(0), part(3)];
  return {
    point: name ? pointNameOf(name) : null,
    onlyUsers: flag(1),
    onlyAuthorities: flag(2),
    reasons: reasons ? reasonsOf(reasons) : allReasons,
    indirect: flag(4),
    onlyAttributes: flag(5),
  };
}

/** The name is a choice, so its tag is explicit. */
function pointNameOf(wrapped: Tlv): PointName {
  const [choice] = childrenOf(wrapped);
  if (isContext(choice, 0)) return { names: childrenOf(choice).map(generalNameOf), relative: null };
  return { names: [], relative: choice ? contentOf(choice) : null };
}

function reasonsOf(tlv: Tlv): number {
  const [, ...bytes] = contentOf(tlv);
  let mask = 0;
  for (let bit = 1; bit <= 8; bit++) if (((bytes[bit >> 3] ?? 0) << (bit & 7)) & 0x80) mask |= 1 << bit;
  return mask;
}

function distributionPointsOf(certificate: Certificate): DistributionPoint[] {
  const extension = extensionOf(certificate, extensionOids.crlDistributionPoints);
  return (extension ? childrenOf(readTlv(extension.value)) : []).map((point) => {
    const parts = isUniversal(point, 16) ? childrenOf(point) : [];
    const part = (tag: number): Tlv | undefined => parts.find((one) => isContext(one, tag));
    const [name, reasons, issuers] = [part(0), part(1), part(2)];
    return {
      point: name ? pointNameOf(name) : null,
      reasons: reasons ? reasonsOf(reasons) : allReasons,
      issuers: issuers ? childrenOf(issuers).map(generalNameOf) : null,
    };
  });
}

/** What of a CRL counts for its scope. */
interface ScopedCrl {
  readonly issuer: Uint8Array;
  readonly scope: IssuingDistributionPoint | null;
}

/**
 * For which reasons a CRL speaks of a certificate (RFC 5280, 6.3.3 (b) and (d)), as a mask; 0 where it does not. Besides
 * the points that the certificate names, a CRL of its issuer counts as if it were named by the issuer (last paragraph).
 * Throws Asn1Fault.
 */
export function reasonsCovered(crl: ScopedCrl, certificate: Certificate): number {
  const { scope } = crl;
  const isAuthority = basicConstraintsOf(certificate)?.ca ?? false;
  if (scope?.onlyAttributes || (scope?.onlyUsers && isAuthority) || (scope?.onlyAuthorities && !isAuthority)) return 0;
  const issuerName: GeneralName = { form: nameForms.directoryName, value: certificate.issuer };
  const implied = { point: { names: [issuerName], relative: null }, reasons: allReasons, issuers: null };
  let covered = 0;
  for (const point of [...distributionPointsOf(certificate), implied]) {
    if (speaksOf(crl, point, certificate)) covered |= point.reasons & (scope?.reasons ?? allReasons);
  }
  return covered;
}

function speaksOf({ issuer, scope }: ScopedCrl, point: DistributionPoint, certificate: Certificate): boolean {
  if (point.issuers) {
    const names = point.issuers.filter(({ form }) => form === nameForms.directoryName);
    if (!scope?.indirect || !names.some(({ value }) => sameName(value, issuer))) return false;
  } else if (!sameName(issuer, certificate.issuer)) return false;
  if (!scope?.point) return true;
  const listed = fullNames(scope.point, issuer);
  const base = point.issuers?.find(({ form }) => form === nameForms.directoryName)?.value ?? certificate.issuer;
  const own = point.point ? fullNames(point.point, base) : (point.issuers ?? []);
  return listed.some((one) => own.some((other) => sameGeneralName(one, other)));
}

/** A relative name is one more RDN behind the issuer's (4.2.1.13). */
function fullNames({ names, relative }: PointName, issuer: Uint8Array): readonly GeneralName[] {
  if (!relative) return names;
  const sets = childrenOf(readTlv(issuer)).map(rawOf);
  return [{ form: nameForms.directoryName, value: der(0x30, [...sets, der(0x31, [relative])]) }];
}

function sameGeneralName(a: GeneralName, b: GeneralName): boolean {
  if (a.form !== b.form) return false;
  return a.form === nameForms.directoryName ? sameName(a.value, b.value) : equalBytes(a.value, b.value);
}

function der(tag: number, parts: readonly Uint8Array[]): Uint8Array {
  const content = concatBytes(parts);
  const { length } = content;
  const head = length < 128 ? [length] : [0x82, length >> 8, length & 0xff];
  return concatBytes([Uint8Array.from([tag, ...head]), content]);
}

/** The addresses of the CRLs that a certificate names. Throws Asn1Fault. */
export const pointAddressesOf = (certificate: Certificate): string[] =>
  distributionPointsOf(certificate)
    .flatMap(({ point }) => point?.names ?? [])
    .flatMap(({ form, value }) => (form === nameForms.uniformResourceIdentifier ? [asciiOf(value)] : []));
