import { childrenOf, contentOf, expectUniversal, rawOf, readTlv, universal, type Tlv } from '../asn1/tlv.ts';
import { Asn1Fault } from '../asn1/tlv.ts';
import { oidOf } from '../asn1/values.ts';
import { extensionOf, type Certificate } from './certificate.ts';

/** The name forms of GeneralName (RFC 5280, 4.2.1.6) by their tags. */
export const nameForms = {
  otherName: 0,
  rfc822Name: 1,
  dNSName: 2,
  x400Address: 3,
  directoryName: 4,
  ediPartyName: 5,
  uniformResourceIdentifier: 6,
  iPAddress: 7,
  registeredID: 8,
} as const;

/** A GeneralName: `value` holds the octets of a text or an address, or the DER of a directory name. */
export interface GeneralName {
  readonly form: number;
  readonly value: Uint8Array;
}

/** Reads a GeneralName. Throws Asn1Fault. */
export function generalNameOf(tlv: Tlv): GeneralName {
  if (tlv.tagClass !== 2 || tlv.tagNumber > 8) throw new Asn1Fault('no general name', tlv.start);
  if (tlv.tagNumber !== nameForms.directoryName) return { form: tlv.tagNumber, value: contentOf(tlv) };
  const [name, ...more] = childrenOf(tlv);
  if (more.length) throw new Asn1Fault('a directory name is malformed', tlv.start);
  return { form: tlv.tagNumber, value: rawOf(expectUniversal(name, universal.sequence, 'a directory name')) };
}

/** The alternative names of a certificate's subject; none where the extension is absent. Throws Asn1Fault. */
export function subjectAltNamesOf(certificate: Certificate): GeneralName[] {
  const extension = extensionOf(certificate, '2.5.29.17');
  return extension ? childrenOf(readTlv(extension.value)).map(generalNameOf) : [];
}

/** The mailbox of an otherName that is an SmtpUTF8Mailbox (RFC 9598); null for another. Throws Asn1Fault. */
export function utf8MailboxOf({ form, value }: GeneralName): string | null {
  if (form !== nameForms.otherName) return null;
  const type = readTlv(value);
  if (oidOf(type) !== '1.3.6.1.5.5.7.8.9') return null;
  const [text] = childrenOf(readTlv(value, type.end));
  return new TextDecoder().decode(contentOf(expectUniversal(text, 12, 'a mailbox')));
}

/** Octets as text, one character each: names of IA5String. */
export const asciiOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
