import { Asn1Fault } from '../asn1/tlv.ts';
import { VerifyError } from '../verify-error.ts';
import { parseCertificate, type Certificate } from './certificate.ts';

const block = /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----([^-]*)-----END/g;

/** Reads trust anchors: DER certificates, or PEM files of one or more. Throws INVALID_TRUST_ANCHOR. */
export function loadTrustAnchors(files: readonly Uint8Array[]): Certificate[] {
  return files.flatMap((file, index) => {
    try {
      return dersOf(file).map(parseCertificate);
    } catch (error) {
      if (!(error instanceof Asn1Fault) && !(error instanceof DOMException)) throw error;
      throw new VerifyError('INVALID_TRUST_ANCHOR', `trust anchor ${index} is no certificate`, { cause: error });
    }
  });
}

function dersOf(file: Uint8Array): Uint8Array[] {
  if (file[0] === 0x30) return [file];
  const text = new TextDecoder().decode(file);
  const ders = [...text.matchAll(block)].map((match) => {
    return Uint8Array.from(atob((match[1] as string).replace(/\s+/g, '')), (char) => char.charCodeAt(0));
  });
  if (ders.length === 0) throw new Asn1Fault('neither DER nor PEM', 0);
  return ders;
}
