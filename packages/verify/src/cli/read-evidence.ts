import { Asn1Fault } from '../asn1/tlv.ts';
import { parseCrl } from '../x509/revocation/crl.ts';
import { parseOcspResponse } from '../x509/revocation/ocsp.ts';
import { loadTrustAnchors } from '../x509/trust-anchors.ts';

/** Which files hold evidence that a signed file may lack, by kind. */
export interface EvidenceFiles {
  readonly cert?: readonly string[] | undefined;
  readonly crl?: readonly string[] | undefined;
  readonly ocsp?: readonly string[] | undefined;
}

const block = /-----BEGIN (X509 CRL|CRL|OCSP RESPONSE)-----([^-]*)-----END \1-----/g;

/**
 * Reads files of evidence: certificates (DER, PEM, PKCS#7), CRLs and OCSP responses (DER, PEM). Throws an Error that
 * names the option and the file where one can't be read as what it is said to be: evidence is not lost in silence.
 */
export async function readEvidence(
  { cert = [], crl = [], ocsp = [] }: EvidenceFiles,
  readFile: (path: string) => Promise<Uint8Array>,
) {
  const read = async (option: string, paths: readonly string[], parse: (bytes: Uint8Array) => Uint8Array[]) => {
    const lists = paths.map(async (path) => {
      try {
        return parse(new Uint8Array(await readFile(path)));
      } catch (error) {
        throw new Error(`--${option}: ${path}: ${error instanceof Error ? error.message : String(error)}`, {
          cause: error,
        });
      }
    });
    return (await Promise.all(lists)).flat();
  };
  return {
    certificates: await read('cert', cert, (bytes) => loadTrustAnchors([bytes]).certificates.map(({ der }) => der)),
    crls: await read('crl', crl, (bytes) => ders(bytes, parseCrl)),
    ocspResponses: await read('ocsp', ocsp, (bytes) => ders(bytes, parseOcspResponse)),
  };
}

/** DER as it is, or that of each block of PEM. */
function ders(bytes: Uint8Array, parse: (der: Uint8Array) => unknown): Uint8Array[] {
  const blocks = bytes[0] === 0x30 ? [bytes] : [...new TextDecoder().decode(bytes).matchAll(block)].map(decode);
  if (blocks.length === 0) throw new Asn1Fault('neither DER nor PEM', 0);
  for (const der of blocks) parse(der);
  return blocks;
}

const decode = ([, , body = '']: RegExpMatchArray): Uint8Array =>
  Uint8Array.from(atob(body.replace(/\s+/g, '')), (char) => char.charCodeAt(0));
