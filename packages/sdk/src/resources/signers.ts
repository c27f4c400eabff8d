import { NewSignerCodec, SignerChangesCodec, SignerCodec } from '../codecs/signer.ts';
import { operations, wire } from '../contract/index.ts';
import type { ChangeOptions, Send } from '../http/request.ts';
import type { NewSigner, Signer, SignerChanges } from '../schemas/index.ts';
import { encode } from './encode.ts';

/**
 * Adds a signer: a member by `memberId` alone, anybody else by first name, last name, e-mail and mobile (E.164).
 * Errors: `level_unsupported`, `certificate_missing`, `placement_out_of_page`, `state_conflict`.
 */
export async function add(
  send: Send,
  collectionId: string,
  signer: NewSigner,
  options?: ChangeOptions,
): Promise<{ id: string }> {
  const body = encode(NewSignerCodec, signer);
  const params = { transactionId: collectionId };
  return send(operations.createSignatory, { params, body, answer: wire.Created, options });
}

/** Changes a signer before the launch. Errors: `level_unsupported`, `state_conflict`, `precondition_failed`. */
export async function update(
  send: Send,
  collectionId: string,
  signerId: string,
  changes: SignerChanges,
  options?: ChangeOptions,
): Promise<Signer> {
  const body = encode(SignerChangesCodec, changes);
  const params = { transactionId: collectionId, signatoryId: signerId };
  return send(operations.updateSignatory, { params, body, answer: SignerCodec, options });
}

/** Removes a signer before the launch. Errors: `state_conflict`, `not_found`. */
export async function remove(
  send: Send,
  collectionId: string,
  signerId: string,
  options?: ChangeOptions,
): Promise<void> {
  const params = { transactionId: collectionId, signatoryId: signerId };
  await send(operations.deleteSignatory, { params, answer: wire.Done, options });
}
