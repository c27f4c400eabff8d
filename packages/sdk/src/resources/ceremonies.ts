import { CeremonyCodec, NewCeremonyCodec } from '../codecs/ceremony.ts';
import * as wire from '../contract/wire/index.ts';
import type { RequestOptions, Send } from '../http/request.ts';
import type { Ceremony, NewCeremony } from '../schemas/index.ts';
import { encode } from './encode.ts';

/**
 * Opens a ceremony: the hashes of the bytes that were shown, and the consent. Errors: `consent_missing`,
 * `reviewed_other_bytes`, `not_your_turn`, `already_signed`, `signer_locked`, `credit_insufficient`,
 * `certificate_missing`, `delegation_missing`, `state_conflict`.
 */
export async function open(send: Send, ceremony: NewCeremony, options?: RequestOptions): Promise<Ceremony> {
  const body = encode(NewCeremonyCodec, ceremony);
  return send('POST', '/ceremony', { body, answer: CeremonyCodec, options });
}

/** Reads a ceremony. Errors: `not_found`. */
export async function get(send: Send, ceremonyId: string, options?: RequestOptions): Promise<Ceremony> {
  return send('GET', '/ceremony/{ceremonyId}', { params: { ceremonyId }, answer: CeremonyCodec, options });
}

/** Sends the code by SMS, or a new one. Errors: `code_resend_too_soon` (with `retryAfter`), `rate_limited`, `signer_locked`. */
export async function sendCode(send: Send, ceremonyId: string, options?: RequestOptions): Promise<Ceremony> {
  return send('POST', '/ceremony/{ceremonyId}/code', { params: { ceremonyId }, answer: CeremonyCodec, options });
}

/**
 * Enters the six digits and signs every document; read `results` for each. Errors: `code_wrong` (the problem has
 * `triesLeft`), `code_expired`, `code_tries_exceeded`, `signer_locked`, `revision_changed`, `state_conflict`.
 */
export async function sign(send: Send, ceremonyId: string, code: string, options?: RequestOptions): Promise<Ceremony> {
  const body = encode(wire.CodeEntry, { code });
  return send('POST', '/ceremony/{ceremonyId}/sign', { params: { ceremonyId }, body, answer: CeremonyCodec, options });
}
