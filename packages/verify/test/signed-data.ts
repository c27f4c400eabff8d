import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import {
  Attribute,
  CMSVersion,
  CertificateChoices,
  CertificateSet,
  ContentInfo,
  DigestAlgorithmIdentifiers,
  EncapsulatedContent,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedData,
  SignerIdentifier,
  SignerInfo,
  SignerInfos,
  id_data,
  id_signedData,
} from '@peculiar/asn1-cms';
import { MessageImprint, TSTInfo } from '@peculiar/asn1-tsp';
import { AlgorithmIdentifier, Certificate } from '@peculiar/asn1-x509';
import { concatBytes } from '../src/asn1/values.ts';
import { signBytes, signatureAlgorithm, type Identity } from './certificates.ts';
import { tlv } from './der.ts';

const sha256 = (): AlgorithmIdentifier => new AlgorithmIdentifier({ algorithm: '2.16.840.1.101.3.4.2.1' });
const hash = (bytes: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> => crypto.subtle.digest('SHA-256', bytes);
const tstInfoOid = '1.2.840.113549.1.9.16.1.4';

/** How a test's CMS departs from the ordinary detached one. */
export interface SignedDataOptions {
  readonly chain?: readonly Identity[];
  readonly enclosed?: { readonly type: string; readonly content: Uint8Array<ArrayBuffer> };
  readonly signers?: readonly Identity[];
  readonly withoutAttributes?: boolean;
  readonly essCertificate?: Uint8Array<ArrayBuffer>;
  /** A timestamp over the content, among the signed attributes. */
  readonly contentTimestamp?: { readonly authority: Identity; readonly time: Date };
  readonly timestampAuthority?: Identity;
  readonly time?: Date;
  /** Further unsigned attributes: type and value in DER. */
  readonly unsigned?: readonly (readonly [string, Uint8Array])[];
}

/** A CMS SignedData over content: content-type, message-digest and signing-certificate-v2, encoded by @peculiar/asn1. */
export async function signContent(
  signer: Identity,
  content: Uint8Array<ArrayBuffer>,
  options: SignedDataOptions = {},
): Promise<Uint8Array> {
  const { enclosed, chain = [], signers = [signer] } = options;
  const contentType = enclosed?.type ?? id_data;
  const signerInfos = await Promise.all(
    signers.map((one) => signerInfo(one, contentType, enclosed?.content ?? content, options)),
  );
  const data = new SignedData({
    version: enclosed ? CMSVersion.v3 : CMSVersion.v1,
    digestAlgorithms: new DigestAlgorithmIdentifiers([sha256()]),
    encapContentInfo: new EncapsulatedContentInfo({
      eContentType: contentType,
      ...(enclosed ? { eContent: new EncapsulatedContent({ single: new OctetString(enclosed.content) }) } : {}),
    }),
    certificates: new CertificateSet(
      [...signers, ...chain].map(({ certificate }) => {
        return new CertificateChoices({ certificate: AsnConvert.parse(certificate, Certificate) });
      }),
    ),
    signerInfos: new SignerInfos(signerInfos),
  });
  const info = new ContentInfo({ contentType: id_signedData, content: AsnConvert.serialize(data) });
  return new Uint8Array(AsnConvert.serialize(info));
}

/** An RFC 3161 token over content. */
export async function timestampContent(
  authority: Identity,
  content: Uint8Array<ArrayBuffer>,
  time = new Date(Date.UTC(2026, 0, 2, 3, 4, 5)),
): Promise<Uint8Array> {
  const info = new TSTInfo({
    version: 1,
    policy: '1.2.3.4',
    messageImprint: new MessageImprint({
      hashAlgorithm: sha256(),
      hashedMessage: new OctetString(await hash(content)),
    }),
    serialNumber: Uint8Array.of(1).buffer,
    genTime: time,
  });
  const enclosed = { type: tstInfoOid, content: new Uint8Array(AsnConvert.serialize(info)) };
  return signContent(authority, content, { enclosed });
}

async function signerInfo(
  signer: Identity,
  contentType: string,
  content: Uint8Array<ArrayBuffer>,
  options: SignedDataOptions,
): Promise<SignerInfo> {
  const parsed = AsnConvert.parse(signer.certificate, Certificate).tbsCertificate;
  const info = new SignerInfo({
    version: CMSVersion.v1,
    sid: new SignerIdentifier({
      issuerAndSerialNumber: new IssuerAndSerialNumber({ issuer: parsed.issuer, serialNumber: parsed.serialNumber }),
    }),
    digestAlgorithm: sha256(),
    signatureAlgorithm: signatureAlgorithm(signer.kind),
  });
  let message = content;
  if (!options.withoutAttributes) {
    const essHash = await hash(options.essCertificate ?? new Uint8Array(signer.certificate));
    const attributes = [
      attribute('1.2.840.113549.1.9.3', oidDer(contentType)),
      attribute('1.2.840.113549.1.9.4', [4, 32, ...new Uint8Array(await hash(content))]),
      attribute('1.2.840.113549.1.9.16.2.47', [0x30, 38, 0x30, 36, 0x30, 34, 4, 32, ...new Uint8Array(essHash)]),
    ];
    if (options.contentTimestamp) {
      const { authority, time } = options.contentTimestamp;
      const token = await timestampContent(authority, content, time);
      attributes.push(attribute('1.2.840.113549.1.9.16.2.20', [...token]));
    }
    info.signedAttrs = attributes;
    // The SET OF that is signed (RFC 5652, 5.4), as the SignerInfo encodes it under its own tag.
    message = setOf(attributes);
  }
  info.signature = new OctetString(await signBytes(signer, message));
  if (options.timestampAuthority) {
    const stamped = new Uint8Array(info.signature.buffer);
    const token = await timestampContent(options.timestampAuthority, stamped, options.time);
    info.unsignedAttrs = [attribute('1.2.840.113549.1.9.16.2.14', [...token])];
  }
  const more = (options.unsigned ?? []).map(([type, value]) => attribute(type, [...value]));
  if (more.length) info.unsignedAttrs = [...(info.unsignedAttrs ?? []), ...more];
  return info;
}

const attribute = (attrType: string, value: number[]): Attribute =>
  new Attribute({ attrType, attrValues: [Uint8Array.from(value).buffer] });

const oidDer = (oid: string): number[] => {
  const info = new AlgorithmIdentifier({ algorithm: oid });
  return [...new Uint8Array(AsnConvert.serialize(info)).subarray(2)];
};

/** A SET OF with its members in the order in which the SignerInfo encodes them. */
const setOf = (attributes: Attribute[]): Uint8Array<ArrayBuffer> =>
  tlv(0x31, concatBytes(attributes.map((one) => new Uint8Array(AsnConvert.serialize(one)))));
