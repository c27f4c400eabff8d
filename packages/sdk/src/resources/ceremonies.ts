import { CeremonyCodec, NewCeremonyCodec } from '../codecs/ceremony.ts';
import * as wire from '../contract/wire/index.ts';
import type { RequestOptions, Send } from '../http/request.ts';
import type { Ceremony, CodeFrame, NewCeremony } from '../schemas/index.ts';
import { encode } from './encode.ts';

/** Acts of signing: open with what was read and the consent, send the code, sign. */
export interface Ceremonies {
  /**
   * Opens a ceremony: the hashes of the bytes that were shown, and the consent. Errors: `consent_missing`,
   * `reviewed_other_bytes`, `not_your_turn`, `already_signed`, `signer_locked`, `credit_insufficient`,
   * `certificate_missing`, `delegation_missing`, `state_conflict`, `identity_missing`, `isolation_required`.
   * @example
   * const { sha256 } = await page.documents.download(collectionId, documentId);
   * const ceremony = await page.ceremonies.open({
   *   collections: [{ collectionId, documents: [{ id: documentId, sha256 }] }],
   *   consent: { accepted: true, text: consent.fr, version: consent.version, language: 'fr' },
   * });
   */
  open(ceremony: NewCeremony, options?: RequestOptions): Promise<Ceremony>;
  /**
   * Reads a ceremony. Errors: `not_found`.
   * @example
   * const { state, triesLeft } = await page.ceremonies.get(ceremonyId);
   */
  get(ceremonyId: string, options?: RequestOptions): Promise<Ceremony>;
  /**
   * Sends the code by SMS, or a new one. Errors: `code_resend_too_soon` (with `retryAfter`), `rate_limited`,
   * `signer_locked`, `state_conflict`, `not_your_turn`, `isolation_required`.
   * @example
   * const { phone, reference } = await page.ceremonies.sendCode(ceremonyId);
   */
  sendCode(ceremonyId: string, options?: RequestOptions): Promise<Ceremony>;
  /**
   * Enters the six digits and signs every document; read `results` for each. Errors: `code_wrong` (the problem has
   * `triesLeft`), `code_expired`, `code_tries_exceeded`, `signer_locked`, `revision_changed`, `state_conflict`,
   * `reviewed_other_bytes`, `not_your_turn`, `already_signed`, `credit_insufficient`, `delegation_missing`,
   * `certificate_missing`, `isolation_required`.
   * @example
   * const { state, results } = await page.ceremonies.sign(ceremonyId, code);
   */
  sign(ceremonyId: string, code: string, options?: RequestOptions): Promise<Ceremony>;
  /**
   * Where the platform's own frame stands in which consent and code are given out of this page's reach, and the code of
   * its session: what `<jse-otp-frame>` is made with. Errors: `isolation_unavailable`.
   * @example
   * const { url } = await page.ceremonies.frame();
   */
  frame(options?: RequestOptions): Promise<CodeFrame>;
}

/** Ceremonies over a way to the platform. */
export const ceremonies = (send: Send): Ceremonies => ({
  async open(ceremony, options) {
    const body = encode(NewCeremonyCodec, ceremony);
    return send('POST', '/ceremony', { body, answer: CeremonyCodec, options });
  },
  async frame(options) {
    return send('POST', '/embed/frame', { answer: wire.CodeFrame, options });
  },
  async get(ceremonyId, options) {
    return send('GET', '/ceremony/{ceremonyId}', { params: { ceremonyId }, answer: CeremonyCodec, options });
  },
  async sendCode(ceremonyId, options) {
    return send('POST', '/ceremony/{ceremonyId}/code', { params: { ceremonyId }, answer: CeremonyCodec, options });
  },
  async sign(ceremonyId, code, options) {
    const body = encode(wire.CodeEntry, { code });
    return send('POST', '/ceremony/{ceremonyId}/sign', {
      params: { ceremonyId },
      body,
      answer: CeremonyCodec,
      options,
    });
  },
});
