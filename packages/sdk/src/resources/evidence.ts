import type { Download, RequestOptions, Send } from '../http/request.ts';
import { Evidence } from '../schemas/evidence.ts';

/** The evidence of a collection, kept for 99 years. */
export interface EvidenceResource {
  /**
   * The bundle as data; `@jse/verify/evidence` checks it. Errors: `not_found`.
   * @example
   * const bundle = await jse.evidence.get(collectionId);
   */
  get(collectionId: string, options?: RequestOptions): Promise<Evidence>;
  /**
   * The pack that a court can open, as a ZIP: log, timestamps, certificates, attestations, the signed files as long as
   * they are kept, and a LISEZMOI that says how to check it with tools that are not ours. Errors: `not_found`.
   * @example
   * const { bytes } = await jse.evidence.forDispute(collectionId); // a ZIP
   */
  forDispute(collectionId: string, options?: RequestOptions): Promise<Download>;
  /**
   * The sealed attestation of one signer as a PDF. Errors: `state_conflict` (he has not signed), `not_found`.
   * @example
   * const { bytes } = await jse.evidence.attestation(collectionId, signerId); // a PDF
   */
  attestation(collectionId: string, signerId: string, options?: RequestOptions): Promise<Download>;
}

/** The evidence over a way to the platform. */
export const evidence = (send: Send): EvidenceResource => ({
  async get(collectionId, options) {
    const params = { transactionId: collectionId };
    return send('GET', '/transaction/{transactionId}/evidence', { params, answer: Evidence, options });
  },
  async forDispute(collectionId, options) {
    const params = { transactionId: collectionId };
    return send.file('/transaction/{transactionId}/evidence/dispute', { params, options });
  },
  async attestation(collectionId, signerId, options) {
    const params = { transactionId: collectionId, signatoryId: signerId };
    return send.file('/transaction/{transactionId}/signatory/{signatoryId}/attestation', { params, options });
  },
});
