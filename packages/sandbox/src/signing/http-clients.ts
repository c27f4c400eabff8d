import { readCertificate } from '../certificates/certificate-details.ts';
import { ocspRequest } from '../certificates/ocsp-request.ts';
import type { RevocationClient, TimestampClient } from './types.ts';

/** The part of `fetch` that the clients use: the platform's own handler in process, or the network's. */
export type Fetch = (request: Request) => Promise<Response>;

/** No honest answer of these services is larger. */
const MAX_ANSWER = 4_000_000;

/** A timestamp client that posts to an RFC 3161 authority (RFC 3161 3.4). */
export function createTimestampClient(options: { url: string; fetch: Fetch }): TimestampClient {
  return (query) => exchange(options.fetch, options.url, 'timestamp', query);
}

/**
 * A revocation client that asks where each certificate says: its OCSP responder, its CRL distribution point. `locate` knows
 * where what a certificate names is today.
 */
export function createRevocationClient(options: { fetch: Fetch; locate?: (url: string) => string }): RevocationClient {
  const { fetch, locate = (url) => url } = options;
  return {
    async ocsp(certificate, issuer) {
      const { ocspUrl, commonName } = readCertificate(certificate);
      if (!ocspUrl) throw new Error(`"${commonName}" names no OCSP responder`);
      return exchange(fetch, locate(ocspUrl), 'ocsp', await ocspRequest(certificate, issuer));
    },
    async crl(certificate) {
      const { crlUrl, commonName } = readCertificate(certificate);
      if (!crlUrl) throw new Error(`"${commonName}" names no CRL`);
      const url = locate(crlUrl);
      return answerOf(await fetch(new Request(url, { redirect: 'error' })), url);
    },
  };
}

const MEDIA_TYPES = {
  timestamp: ['application/timestamp-query', 'application/timestamp-reply'],
  ocsp: ['application/ocsp-request', 'application/ocsp-response'],
} as const;

async function exchange(fetch: Fetch, url: string, kind: keyof typeof MEDIA_TYPES, query: Uint8Array) {
  const [contentType, accept] = MEDIA_TYPES[kind];
  const headers = { 'content-type': contentType, accept };
  const request = new Request(url, { method: 'POST', headers, body: new Uint8Array(query), redirect: 'error' });
  return answerOf(await fetch(request), url);
}

async function answerOf(response: Response, url: string): Promise<Uint8Array> {
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  const answer = new Uint8Array(await response.arrayBuffer());
  if (answer.length > MAX_ANSWER) throw new Error(`${url} answered ${answer.length} bytes`);
  return answer;
}
