import {
  Attribute,
  CertificateChoices,
  CertificateSet,
  ContentInfo,
  DigestAlgorithmIdentifiers,
  EncapsulatedContent,
  EncapsulatedContentInfo,
  id_contentType,
  id_data,
  id_messageDigest,
  id_signedData,
  IssuerAndSerialNumber,
  SignedData,
  SignerIdentifier,
  SignerInfo,
  SignerInfos,
} from '@peculiar/asn1-cms';
import { AsnConvert, AsnObjectIdentifierConverter, OctetString } from '@peculiar/asn1-schema';
import { AlgorithmIdentifier, Certificate } from '@peculiar/asn1-x509';
import { compareBytes } from './bytes.ts';
import { octetString, sequence, setOf, tlv, unsignedInteger } from './der.ts';
import { readCertificate } from './certificate-details.ts';
import type { RemoteSigner } from './signer.ts';
import { digest } from './web-crypto.ts';

const SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47';
const SHA_256 = '2.16.840.1.101.3.4.2.1';
const SIGNATURE_ALGORITHMS = {
  'ecdsa-sha256': { algorithm: '1.2.840.10045.4.3.2' },
  'rsa-sha256': { algorithm: '1.2.840.113549.1.1.11', parameters: null },
} as const;

/** The signed attributes of one signature: as objects for the SignerInfo, and as the DER SET that is signed. */
export interface SignedAttributes {
  attributes: readonly Attribute[];
  der: Uint8Array<ArrayBuffer>;
}

/**
 * Content type, message digest and ESS signing-certificate-v2 (RFC 5035), in DER order; no signing-time, which PAdES
 * forbids in favour of /M (EN 319 142-1 6.3). `contentDigest` is SHA-256.
 */
export async function signedAttributes(
  contentType: string,
  contentDigest: Uint8Array,
  certificate: Uint8Array,
): Promise<SignedAttributes> {
  const encoded = [
    attributeBytes(id_contentType, objectIdentifier(contentType)),
    attributeBytes(id_messageDigest, octetString(contentDigest)),
    attributeBytes(SIGNING_CERTIFICATE_V2, await signingCertificateV2(certificate)),
  ];
  return {
    attributes: encoded.toSorted(compareBytes).map((bytes) => AsnConvert.parse(bytes, Attribute)),
    der: setOf(...encoded),
  };
}

/** The parts of a SignedData with one signer (RFC 5652 5). */
export interface SignedDataParts {
  /** Encapsulated content with its type; detached id-data when left out. */
  content?: { type: string; bytes: Uint8Array };
  signer: Pick<RemoteSigner, 'certificate' | 'algorithm'>;
  /** Certificates to carry, DER. */
  certificates: readonly Uint8Array[];
  signedAttributes: SignedAttributes;
  signature: Uint8Array;
  unsignedAttributes?: readonly Attribute[];
}

/** ContentInfo (DER) around a SignedData with one SignerInfo. */
export function buildSignedData(parts: SignedDataParts): Uint8Array<ArrayBuffer> {
  const { serialNumber } = readCertificate(parts.signer.certificate);
  const { tbsCertificate } = AsnConvert.parse(parts.signer.certificate as BufferSource, Certificate);
  const digestAlgorithm = new AlgorithmIdentifier({ algorithm: SHA_256 });
  const signerInfo = new SignerInfo({
    version: 1,
    sid: new SignerIdentifier({
      issuerAndSerialNumber: new IssuerAndSerialNumber({
        issuer: tbsCertificate.issuer,
        serialNumber: serialNumber.buffer,
      }),
    }),
    digestAlgorithm,
    signedAttrs: [...parts.signedAttributes.attributes],
    signatureAlgorithm: new AlgorithmIdentifier(SIGNATURE_ALGORITHMS[parts.signer.algorithm]),
    signature: new OctetString(new Uint8Array(parts.signature)),
    ...(parts.unsignedAttributes?.length ? { unsignedAttrs: [...parts.unsignedAttributes] } : {}),
  });
  const { content } = parts;
  const signedData = new SignedData({
    version: content ? 3 : 1,
    digestAlgorithms: new DigestAlgorithmIdentifiers([digestAlgorithm]),
    encapContentInfo: new EncapsulatedContentInfo({
      eContentType: content?.type ?? id_data,
      ...(content
        ? { eContent: new EncapsulatedContent({ single: new OctetString(new Uint8Array(content.bytes)) }) }
        : {}),
    }),
    signerInfos: new SignerInfos([signerInfo]),
    ...(parts.certificates.length > 0 ? { certificates: certificateSet(parts.certificates) } : {}),
  });
  const contentInfo = new ContentInfo({ contentType: id_signedData, content: AsnConvert.serialize(signedData) });
  return new Uint8Array(AsnConvert.serialize(contentInfo));
}

/** One attribute with one value, given as DER. */
export function attribute(type: string, value: Uint8Array): Attribute {
  return AsnConvert.parse(attributeBytes(type, value), Attribute);
}

function certificateSet(certificates: readonly Uint8Array[]): CertificateSet {
  const choices = certificates.map(
    (der) => new CertificateChoices({ certificate: AsnConvert.parse(der as BufferSource, Certificate) }),
  );
  return new CertificateSet(choices);
}

/** SigningCertificateV2 with one ESSCertIDv2; its hash algorithm is the default, which DER leaves out. */
async function signingCertificateV2(certificate: Uint8Array): Promise<Uint8Array> {
  const { issuer, serialNumber } = readCertificate(certificate);
  const directoryName = tlv(0xa4, issuer);
  const issuerSerial = sequence(sequence(directoryName), unsignedInteger(serialNumber));
  return sequence(sequence(sequence(octetString(await digest('SHA-256', certificate)), issuerSerial)));
}

function attributeBytes(type: string, value: Uint8Array): Uint8Array<ArrayBuffer> {
  return sequence(objectIdentifier(type), setOf(value));
}

function objectIdentifier(oid: string): Uint8Array {
  return new Uint8Array(AsnObjectIdentifierConverter.toASN(oid).toBER(false));
}
