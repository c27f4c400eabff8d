import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import {
  Certificate,
  CertificateList,
  Extension,
  RevokedCertificate,
  TBSCertList,
  Time,
  Version,
} from '@peculiar/asn1-x509';
import { concatBytes } from '../src/asn1/values.ts';
import { signBytes, signatureAlgorithm, type Identity } from './certificates.ts';
import { children, tlv } from './der.ts';

/** An entry: `reason` is a CRLReason's number, `issuer` the certificate's in an indirect CRL. */
export interface RevokedRequest {
  readonly certificate: Uint8Array;
  readonly at: Date;
  readonly reason?: number;
  readonly issuer?: Identity;
}

/** What a CRL is to say of its issuer's certificates; `signer` where another key than the issuer's signs it. */
export interface CrlRequest {
  readonly issuer: Identity;
  readonly signer?: Identity;
  readonly thisUpdate: Date;
  readonly nextUpdate?: Date;
  readonly revoked?: readonly RevokedRequest[];
  readonly extensions?: readonly Extension[];
}

/** An extension with its value in DER. */
export const rawExtension = (extnID: string, critical: boolean, value: Uint8Array<ArrayBuffer> | number[]): Extension =>
  new Extension({ extnID, critical, extnValue: new OctetString(Uint8Array.from(value)) });

/** A CRL in DER, encoded by @peculiar/asn1. */
export async function issueCrl(request: CrlRequest): Promise<Uint8Array> {
  const { issuer, signer = issuer, thisUpdate, nextUpdate, revoked = [], extensions = [] } = request;
  const algorithm = signatureAlgorithm(signer.kind);
  const list = new TBSCertList({
    version: Version.v2,
    signature: algorithm,
    issuer: issuer.name,
    thisUpdate: new Time(thisUpdate),
    ...(nextUpdate ? { nextUpdate: new Time(nextUpdate) } : {}),
  });
  if (revoked.length) list.revokedCertificates = revoked.map(entryOf);
  if (extensions.length) list.crlExtensions = [...extensions];
  const crl = new CertificateList({
    tbsCertList: list,
    signatureAlgorithm: algorithm,
    signature: await signBytes(signer, new Uint8Array(AsnConvert.serialize(list))),
  });
  return new Uint8Array(AsnConvert.serialize(crl));
}

function entryOf({ certificate, at, reason, issuer }: RevokedRequest): RevokedCertificate {
  const userCertificate = AsnConvert.parse(certificate, Certificate).tbsCertificate.serialNumber;
  const extensions: Extension[] = [];
  if (reason !== undefined) extensions.push(rawExtension('2.5.29.21', false, [10, 1, reason]));
  if (issuer) {
    const name = new Uint8Array(AsnConvert.serialize(issuer.name));
    extensions.push(rawExtension('2.5.29.29', true, tlv(0x30, tlv(0xa4, name))));
  }
  const more = extensions.length ? { crlEntryExtensions: extensions } : {};
  return new RevokedCertificate({ userCertificate, revocationDate: new Time(at), ...more });
}

/** A CRL of many entries, the last of them a given certificate's: its DER is joined here, as no library makes it in time. */
export async function issueLargeCrl(issuer: Identity, entries: number, last: Uint8Array | null): Promise<Uint8Array> {
  const day = (number: number) => new Date(Date.UTC(2026, 0, number));
  const revoked = [{ certificate: last ?? issuer.certificate, at: day(20) }];
  const small = await issueCrl({ issuer, thisUpdate: day(3), nextUpdate: day(400), revoked });
  const [tbs] = children(small);
  const parts = children(tbs as Uint8Array);
  const at = parts.length - 1;
  const [own] = children(parts[at] as Uint8Array);
  const entry = own as Uint8Array;
  const filler = concatBytes(
    Array.from({ length: entries }, (_, index) => {
      const copy = entry.slice();
      // Within the serial number, which begins after two heads.
      new DataView(copy.buffer).setUint32(6, index + 0x01000000);
      return copy;
    }),
  );
  const list = tlv(0x30, concatBytes([filler, entry]));
  const signed = tlv(0x30, concatBytes([...parts.slice(0, at), list]));
  const value = new Uint8Array(await signBytes(issuer, signed));
  const algorithm = new Uint8Array(AsnConvert.serialize(signatureAlgorithm(issuer.kind)));
  return tlv(0x30, concatBytes([signed, algorithm, tlv(3, concatBytes([Uint8Array.of(0), value]))]));
}
