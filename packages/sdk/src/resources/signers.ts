import { CollectionCodec } from '../codecs/collection.ts';
import { NewSignerCodec, SignerChangesCodec } from '../codecs/new-signer.ts';
import { SignerCodec } from '../codecs/signer.ts';
import * as wire from '../contract/wire/index.ts';
import type { ChangeOptions, RequestOptions, Send } from '../http/request.ts';
import type { Collection, NewSigner, Signer, SignerChanges } from '../schemas/index.ts';
import { encode } from './encode.ts';

/** Who takes a signer's place: a member by `memberId` alone, anybody else by name, e-mail and mobile (E.164). */
export type SignerPerson = Pick<NewSigner, 'memberId' | 'lastName' | 'firstName' | 'email' | 'phone'>;

/** The signers of a collection. */
export interface Signers {
  /**
   * Adds a signer: a member by `memberId` alone, anybody else by first name, last name, e-mail and mobile (E.164).
   * Errors: `level_unsupported`, `certificate_missing`, `placement_out_of_page`, `state_conflict`, `pinned_by_template`,
   * `delegation_missing`, `signature_field_missing`, `signature_field_taken`.
   * @example
   * const client = { firstName: 'Claire', lastName: 'Durand', email: 'claire@client.example', phone: '+33639980055' };
   * const { id } = await jse.signers.add(collectionId, { order: 3, level: 'simple', ...client });
   * await jse.signers.add(collectionId, { order: 4, level: 'seal' }); // the firm's seal
   */
  add(collectionId: string, signer: NewSigner, options?: ChangeOptions): Promise<{ id: string }>;
  /**
   * Changes a signer before the launch. Errors: `level_unsupported`, `state_conflict`, `precondition_failed`,
   * `pinned_by_template`, `delegation_missing`.
   * @example
   * await jse.signers.update(collectionId, signerId, { phone: '+33639980056' });
   */
  update(collectionId: string, signerId: string, changes: SignerChanges, options?: ChangeOptions): Promise<Signer>;
  /**
   * Removes a signer before the launch. Errors: `state_conflict`, `not_found`, `pinned_by_template`,
   * `delegation_missing`.
   * @example
   * await jse.signers.remove(collectionId, signerId);
   */
  remove(collectionId: string, signerId: string, options?: ChangeOptions): Promise<void>;
  /**
   * Puts another person in the place of a signer of a running collection who has not signed; his turn, level and place
   * stay. Errors: `already_signed`, `certificate_missing`, `pdf_certified`, `delegation_missing` (`launch`),
   * `state_conflict`.
   * @example
   * const person = { firstName: 'Claire', lastName: 'Durand', email: 'claire@client.example', phone: '+33639980055' };
   * await jse.signers.replace(collectionId, signerId, person);
   */
  replace(collectionId: string, signerId: string, person: SignerPerson, options?: ChangeOptions): Promise<Collection>;
  /**
   * Lets a signer enter codes again after too many wrong ones. Errors: `delegation_missing` (`launch`), `not_found`,
   * `state_conflict`.
   * @example
   * await jse.signers.unlock(collectionId, signerId);
   */
  unlock(collectionId: string, signerId: string, options?: RequestOptions): Promise<void>;
}

/** Signers over a way to the platform. */
export const signers = (send: Send): Signers => ({
  async add(collectionId, signer, options) {
    const body = encode(NewSignerCodec, signer);
    const params = { transactionId: collectionId };
    return send('POST', '/transaction/{transactionId}/signatory', { params, body, answer: wire.Created, options });
  },
  async update(collectionId, signerId, changes, options) {
    const body = encode(SignerChangesCodec, changes);
    const params = { transactionId: collectionId, signatoryId: signerId };
    return send('PATCH', '/transaction/{transactionId}/signatory/{signatoryId}', {
      params,
      body,
      answer: SignerCodec,
      options,
    });
  },
  async remove(collectionId, signerId, options) {
    const params = { transactionId: collectionId, signatoryId: signerId };
    await send('DELETE', '/transaction/{transactionId}/signatory/{signatoryId}', {
      params,
      answer: wire.Done,
      options,
    });
  },
  async replace(collectionId, signerId, { lastName, ...person }, options) {
    const params = { transactionId: collectionId, signatoryId: signerId };
    const path = '/transaction/{transactionId}/signatory/{signatoryId}/replacement';
    const body = encode(wire.SignatoryReplace, { ...person, name: lastName });
    return send('POST', path, { params, body, answer: CollectionCodec, options });
  },
  async unlock(collectionId, signerId, options) {
    const params = { transactionId: collectionId, signatoryId: signerId };
    const path = '/transaction/{transactionId}/signatory/{signatoryId}/unlock';
    await send('POST', path, { params, answer: wire.Done, options });
  },
});
