import * as wire from '../contract/wire/index.ts';
import { multipart } from '../http/multipart.ts';
import type { RequestOptions, Send } from '../http/request.ts';
import { type UploadProgress, withProgress } from '../http/upload.ts';
import type { IdentityCheck } from '../schemas/people.ts';

/** The identity of a client who signs at advanced level: his document is checked before his certificate is issued. */
export interface IdentityChecks {
  /**
   * Where the check stands; the images are never handed out. Errors: `not_found`.
   * @example
   * const { needed, state } = await jse.identityChecks.get(collectionId, signerId);
   */
  get(collectionId: string, signerId: string, options?: RequestOptions): Promise<IdentityCheck>;
}

/** {@link IdentityChecks} of a signer's own page. */
export interface OwnIdentity extends IdentityChecks {
  /**
   * Submits both sides of an identity document as JPEG or PNG; they are erased once it is decided. Errors:
   * `identity_image_invalid`, `pdf_too_large`, `not_your_turn`, `already_signed`, `state_conflict` (none is needed).
   * @example
   * const { state } = await page.identity.submit(collectionId, signerId, { front: image, back: image });
   */
  submit(
    collectionId: string,
    signerId: string,
    images: { readonly front: Blob; readonly back: Blob },
    options?: RequestOptions & { readonly onProgress?: ((progress: UploadProgress) => void) | undefined },
  ): Promise<IdentityCheck>;
}

const path = '/transaction/{transactionId}/signatory/{signatoryId}/identity';

/** Identity checks over a way to the platform. */
export const identityChecks = (send: Send): IdentityChecks => ({
  async get(collectionId, signerId, options) {
    const params = { transactionId: collectionId, signatoryId: signerId };
    return send('GET', path, { params, answer: wire.Identity, options });
  },
});

/** The signer's own identity over his page's way to the platform. */
export const ownIdentity = (send: Send): OwnIdentity => ({
  ...identityChecks(send),
  async submit(collectionId, signerId, { front, back }, { onProgress, ...options } = {}) {
    const body = multipart({ front: { file: front, name: 'front' }, back: { file: back, name: 'back' } });
    const params = { transactionId: collectionId, signatoryId: signerId };
    const form = withProgress(body, onProgress);
    return send('POST', path, { params, form, answer: wire.Identity, options });
  },
});
