/**
 * Where relying parties find the authority's material, below the platform's public base URL. The certificates carry
 * these addresses, so the routes that serve them must never move.
 */
export interface PkiUrls {
  /** OCSP responder, POST application/ocsp-request (RFC 6960). */
  ocsp: string;
  /** RFC 3161 timestamp authority, POST application/timestamp-query. */
  timestamp: string;
  /** DER certificates of the two authorities. */
  rootCertificate: string;
  issuingCertificate: string;
  /** CRL of each authority. */
  rootCrl: string;
  issuingCrl: string;
}

/** The authority's addresses below `baseUrl` (no trailing slash needed). */
export function pkiUrls(baseUrl: string): PkiUrls {
  const base = `${baseUrl.replace(/\/+$/u, '')}/pki`;
  return {
    ocsp: `${base}/ocsp`,
    timestamp: `${base}/tsa`,
    rootCertificate: `${base}/root.cer`,
    issuingCertificate: `${base}/issuing.cer`,
    rootCrl: `${base}/root.crl`,
    issuingCrl: `${base}/issuing.crl`,
  };
}
