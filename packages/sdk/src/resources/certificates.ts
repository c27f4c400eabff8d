import * as wire from '../contract/wire/index.ts';
import type { RequestOptions, Send } from '../http/request.ts';
import type { RevocationReason } from '../rules/certificates.ts';
import type { Certificate } from '../schemas/people.ts';
import { encode } from './encode.ts';

/** The certificates of the firm: those of its members, and the seal's. They are issued at the first sign-in. */
export interface Certificates {
  /**
   * All of them to the expert, one's own and the seal's to others.
   * @example
   * const [certificate] = await jse.certificates.list();
   */
  list(options?: RequestOptions): Promise<Certificate[]>;
  /**
   * Revokes one, in OCSP and CRL at once (RFC 5280 §5.3.1): one's own, or any of the firm by the expert. Signatures made
   * before stay valid. Errors: `delegation_missing`, `not_found`.
   * @example
   * await jse.certificates.revoke(serial, 'keyCompromise');
   */
  revoke(serial: string, reason?: RevocationReason, options?: RequestOptions): Promise<Certificate>;
}

/** Certificates over a way to the platform. */
export const certificates = (send: Send): Certificates => ({
  async list(options) {
    return (await send('GET', '/certificate', { answer: wire.listOf(wire.Certificate), options })).data;
  },
  async revoke(serial, reason = 'unspecified', options) {
    const body = encode(wire.CertificateRevoke, { reason });
    return send('POST', '/certificate/{serial}/revoke', {
      params: { serial },
      body,
      answer: wire.Certificate,
      options,
    });
  },
});
