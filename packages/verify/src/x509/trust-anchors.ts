import { Asn1Fault } from '../asn1/tlv.ts';
import { parseSignedData } from '../cms/signed-data.ts';
import { VerifyError } from '../verify-error.ts';
import { parseCertificate, type Certificate } from './certificate.ts';

/** A dated set of anchors, as one JSON file: `issuedAt` is ISO 8601, `anchors` are certificates (DER) in base64. */
export interface AnchorBundle {
  readonly name: string;
  readonly issuedAt: string;
  readonly anchors: readonly string[];
}

/** The anchors of all files, and of which bundles they come. */
export interface LoadedAnchors {
  readonly certificates: Certificate[];
  readonly bundles: { readonly name: string; readonly issuedAt: Date; readonly anchors: number }[];
}

const block = /-----BEGIN (TRUSTED CERTIFICATE|X509 CERTIFICATE|CERTIFICATE|PKCS7|CMS)-----([^-]*)-----END \1-----/g;

/**
 * Reads trust anchors, each file by its own form: a certificate (DER), PEM of any number of certificates or PKCS#7, a
 * PKCS#7 (.p7b, .p7c), or an AnchorBundle (JSON). Throws INVALID_TRUST_ANCHOR, which names the file by its index.
 */
export function loadTrustAnchors(files: readonly Uint8Array[]): LoadedAnchors {
  const loaded: LoadedAnchors = { certificates: [], bundles: [] };
  files.forEach((file, index) => {
    try {
      loaded.certificates.push(...read(file, loaded));
    } catch (error) {
      const known = error instanceof Asn1Fault || error instanceof DOMException || error instanceof SyntaxError;
      if (!known) throw error;
      const message = `trust anchor ${index} is no certificate, PKCS#7 or bundle: ${error.message}`;
      throw new VerifyError('INVALID_TRUST_ANCHOR', message, { cause: error });
    }
  });
  return loaded;
}

function read(file: Uint8Array, { bundles }: LoadedAnchors): Certificate[] {
  if (file[0] === 0x30) return fromDer(file);
  const text = new TextDecoder().decode(file);
  if (/^\s*\{/.test(text)) {
    const bundle = bundleOf(JSON.parse(text));
    const certificates = bundle.anchors.map((anchor) => parseCertificate(fromBase64(anchor)));
    bundles.push({ name: bundle.name, issuedAt: new Date(bundle.issuedAt), anchors: certificates.length });
    return certificates;
  }
  const blocks = [...text.matchAll(block)];
  if (blocks.length === 0) throw new Asn1Fault('neither DER nor PEM', 0);
  return blocks.flatMap(([, , body]) => fromDer(fromBase64(body as string)));
}

/** A certificate, or a PKCS#7 whose certificates are all meant. */
function fromDer(der: Uint8Array): Certificate[] {
  let signedData: ReturnType<typeof parseSignedData> | null = null;
  try {
    signedData = parseSignedData(der);
  } catch (error) {
    if (!(error instanceof Asn1Fault)) throw error;
  }
  if (!signedData) return [parseCertificate(der)];
  if (signedData.certificates.length === 0) throw new Asn1Fault('a PKCS#7 without certificates', 0);
  return [...signedData.certificates];
}

const fromBase64 = (text: string): Uint8Array =>
  Uint8Array.from(atob(text.replace(/\s+/g, '')), (char) => char.charCodeAt(0));

function bundleOf(value: unknown): AnchorBundle {
  const { name, issuedAt, anchors } = value as Partial<AnchorBundle>;
  const texts = Array.isArray(anchors) && anchors.length > 0 && anchors.every((one) => typeof one === 'string');
  if (typeof name !== 'string' || typeof issuedAt !== 'string' || Number.isNaN(Date.parse(issuedAt)) || !texts)
    throw new SyntaxError('a bundle has a name, an issuedAt and anchors');
  return { name, issuedAt, anchors };
}
