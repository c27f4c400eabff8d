import { ContentInfo, id_contentType, id_data, id_messageDigest, id_signedData, SignedData } from '@peculiar/asn1-cms';
import { AsnConvert, AsnObjectIdentifierConverter } from '@peculiar/asn1-schema';
import { AlgorithmIdentifier } from '@peculiar/asn1-x509';
import { equalBytes } from './bytes.ts';
import { octetString, readChildren, sequence, setOf, tlv, unsignedInteger } from './der.ts';
import { readCertificate } from './certificate-details.ts';
import { SIGNATURE_ALGORITHMS, type RemoteSigner } from './signer.ts';
import { digest } from './web-crypto.ts';

const SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47';
const SHA_256 = '2.16.840.1.101.3.4.2.1';
const DIGEST_ALGORITHM = encode(new AlgorithmIdentifier({ algorithm: SHA_256 }));
const INTEGER_1 = Uint8Array.of(2, 1, 1);
const INTEGER_3 = Uint8Array.of(2, 1, 3);

/**
 * Content type, message digest and ESS signing-certificate-v2 (RFC 5035), in DER order; no signing-time, which PAdES
 * forbids in favour of /M (EN 319 142-1 6.3); as the DER SET that is signed. `contentDigest` is SHA-256.
 */
export async function signedAttributes(
  contentType: string,
  contentDigest: Uint8Array,
  certificate: Uint8Array,
): Promise<Uint8Array<ArrayBuffer>> {
  return setOf(
    attribute(id_contentType, objectIdentifier(contentType)),
    attribute(id_messageDigest, octetString(contentDigest)),
    attribute(SIGNING_CERTIFICATE_V2, await signingCertificateV2(certificate)),
  );
}

/** The parts of a SignedData with one signer (RFC 5652 5). */
export interface SignedDataParts {
  /** Encapsulated content with its type; detached id-data when left out. */
  content?: { type: string; bytes: Uint8Array };
  signer: Pick<RemoteSigner, 'certificate' | 'algorithm'>;
  /** Certificates to carry, DER. */
  certificates: readonly Uint8Array[];
  /** The DER SET that was signed. */
  signedAttributes: Uint8Array;
  signature: Uint8Array;
  /** Attributes, each DER. */
  unsignedAttributes?: readonly Uint8Array[];
}

/** ContentInfo (DER) around a SignedData with one SignerInfo; the certificates are carried byte for byte. */
export function buildSignedData(parts: SignedDataParts): Uint8Array<ArrayBuffer> {
  const { content } = parts;
  const encapsulated = content ? [tlv(0xa0, octetString(content.bytes))] : [];
  const signedData = sequence(
    content ? INTEGER_3 : INTEGER_1,
    setOf(DIGEST_ALGORITHM),
    sequence(objectIdentifier(content?.type ?? id_data), ...encapsulated),
    ...(parts.certificates.length > 0 ? [tlv(0xa0, ...parts.certificates)] : []),
    setOf(signerInfo(parts)),
  );
  return sequence(objectIdentifier(id_signedData), tlv(0xa0, signedData));
}

/** The certificates (DER) that a ContentInfo with a SignedData carries, byte for byte. */
export function certificatesOf(contentInfo: Uint8Array): Uint8Array<ArrayBuffer>[] {
  const explicit = readChildren(contentInfo)[1];
  const signedData = explicit && readChildren(explicit)[0];
  const set = signedData && readChildren(signedData).find((element, i) => i > 2 && element[0] === 0xa0);
  return set ? readChildren(set).filter((element) => element[0] === 0x30) : [];
}

/** The certificate (DER) of a SignedData's signer among those it carries; undefined when it carries none that fits. */
export function signerCertificateOf(contentInfo: Uint8Array): Uint8Array | undefined {
  const { content } = AsnConvert.parse(contentInfo as BufferSource, ContentInfo);
  const sid = AsnConvert.parse(content, SignedData).signerInfos[0]?.sid;
  return certificatesOf(contentInfo).find((certificate) => {
    const { issuer, serialNumber, keyIdentifier } = readCertificate(certificate);
    const named = sid?.issuerAndSerialNumber;
    if (!named)
      return keyIdentifier && equalBytes(keyIdentifier, new Uint8Array(sid?.subjectKeyIdentifier?.buffer ?? []));
    return equalBytes(encode(named.issuer), issuer) && equalBytes(new Uint8Array(named.serialNumber), serialNumber);
  });
}

/** SignerInfo (RFC 5652 5.3). */
function signerInfo({ signer, signature, signedAttributes: signed, unsignedAttributes }: SignedDataParts): Uint8Array {
  const { issuer, serialNumber } = readCertificate(signer.certificate);
  return sequence(
    INTEGER_1,
    sequence(issuer, unsignedInteger(serialNumber)),
    DIGEST_ALGORITHM,
    retagged(0xa0, signed),
    encode(new AlgorithmIdentifier(SIGNATURE_ALGORITHMS[signer.algorithm])),
    octetString(signature),
    ...(unsignedAttributes?.length ? [retagged(0xa1, setOf(...unsignedAttributes))] : []),
  );
}

/** A value under an implicit tag (X.690 8.14). */
function retagged(tag: number, value: Uint8Array): Uint8Array {
  const copy = value.slice();
  copy[0] = tag;
  return copy;
}

/** One attribute with one value, given as DER. */
export function attribute(type: string, value: Uint8Array): Uint8Array<ArrayBuffer> {
  return sequence(objectIdentifier(type), setOf(value));
}

/** SigningCertificateV2 with one ESSCertIDv2; its hash algorithm is the default, which DER leaves out. */
async function signingCertificateV2(certificate: Uint8Array): Promise<Uint8Array> {
  const { issuer, serialNumber } = readCertificate(certificate);
  const directoryName = tlv(0xa4, issuer);
  const issuerSerial = sequence(sequence(directoryName), unsignedInteger(serialNumber));
  return sequence(sequence(sequence(octetString(await digest('SHA-256', certificate)), issuerSerial)));
}

function objectIdentifier(oid: string): Uint8Array {
  return new Uint8Array(AsnObjectIdentifierConverter.toASN(oid).toBER(false));
}

function encode(value: unknown): Uint8Array {
  return new Uint8Array(AsnConvert.serialize(value));
}
