import { CollectionChangesCodec, CollectionCodec, CollectionSettingsCodec } from '../codecs/collection.ts';
import * as wire from '../contract/wire/index.ts';
import { type List, listOf } from '../http/pagination.ts';
import type { ChangeOptions, RequestOptions, Send } from '../http/request.ts';
import type { CollectionState } from '../rules/index.ts';
import { Evidence } from '../schemas/evidence.ts';
import type { Collection, CollectionChanges, CollectionSettings } from '../schemas/index.ts';
import { encode } from './encode.ts';

/** Which collections to list; `limit` is the size of a page (1–100), not of the list. */
export interface CollectionFilter {
  readonly state?: CollectionState | undefined;
  readonly externalId?: string | undefined;
  readonly limit?: number | undefined;
}

/** Makes an empty collection in draft. Errors: `validation_failed`, `delegation_missing` (`prepare`). */
export async function create(
  send: Send,
  settings: CollectionSettings,
  options?: RequestOptions,
): Promise<{ id: string }> {
  const body = encode(CollectionSettingsCodec, settings);
  return send('POST', '/transaction', { body, answer: wire.Created, options });
}

/** Reads a collection. Errors: `not_found`. */
export async function get(send: Send, id: string, options?: RequestOptions): Promise<Collection> {
  return send('GET', '/transaction/{transactionId}', {
    params: { transactionId: id },
    answer: CollectionCodec,
    options,
  });
}

/** The firm's collections, newest first: `for await (const collection of list())`, or `list().pages()`. */
export function list(send: Send, filter: CollectionFilter = {}, options?: RequestOptions): List<Collection> {
  const { limit, ...query } = filter;
  const answer = wire.pageOf(CollectionCodec);
  return listOf((cursor) =>
    send('GET', '/transaction', { query: { ...query, limit: limit?.toString(), cursor }, answer, options }),
  );
}

/** Changes settings before the launch. Errors: `state_conflict`, `precondition_failed`, `delegation_missing`. */
export async function update(
  send: Send,
  id: string,
  changes: CollectionChanges,
  options?: ChangeOptions,
): Promise<Collection> {
  const body = encode(CollectionChangesCodec, changes);
  return send('PATCH', '/transaction/{transactionId}', {
    params: { transactionId: id },
    body,
    answer: CollectionCodec,
    options,
  });
}

/** Hands a complete draft over for launching: `draft → prepared`. Errors: `collection_incomplete`, `state_conflict`. */
export async function prepare(send: Send, id: string, options?: ChangeOptions): Promise<Collection> {
  return send('POST', '/transaction/{transactionId}/draft', {
    params: { transactionId: id },
    answer: CollectionCodec,
    options,
  });
}

/**
 * Launches: the fields are made, the first signers invited, 15 × 24 h begin. Errors: `collection_incomplete`,
 * `credit_insufficient` (the problem names the amount missing), `certificate_missing`, `delegation_missing`.
 */
export async function launch(send: Send, id: string, options?: ChangeOptions): Promise<Collection> {
  return send('POST', '/transaction/{transactionId}/send', {
    params: { transactionId: id },
    answer: CollectionCodec,
    options,
  });
}

/** Cancels: the invitations die, acts already done stay billed. Errors: `state_conflict`, `delegation_missing`. */
export async function cancel(send: Send, id: string, options?: ChangeOptions): Promise<Collection> {
  return send('POST', '/transaction/{transactionId}/cancel', {
    params: { transactionId: id },
    answer: CollectionCodec,
    options,
  });
}

/** Reminds those whose turn it is; the expiry becomes 15 × 24 h from now. Errors: `state_conflict`. */
export async function remind(send: Send, id: string, options?: ChangeOptions): Promise<Collection> {
  return send('POST', '/transaction/{transactionId}/reminder', {
    params: { transactionId: id },
    answer: CollectionCodec,
    options,
  });
}

/** Changes the order: all signers by id; those who have signed keep their places. Errors: `state_conflict`. */
export async function reorder(
  send: Send,
  id: string,
  signerIds: readonly string[],
  options?: ChangeOptions,
): Promise<Collection> {
  const body = encode(wire.Reorder, { signatoryIds: [...signerIds] });
  return send('POST', '/transaction/{transactionId}/order', {
    params: { transactionId: id },
    body,
    answer: CollectionCodec,
    options,
  });
}

/**
 * The signer of the session refuses, with a reason of 1–1000 characters; this ends the collection for everybody.
 * Errors: `state_conflict`, `already_signed`, `not_your_turn`.
 */
export async function refuse(send: Send, id: string, reason: string, options?: RequestOptions): Promise<Collection> {
  const body = encode(wire.RefusalCreate, { reason });
  return send('POST', '/transaction/{transactionId}/refusal', {
    params: { transactionId: id },
    body,
    answer: CollectionCodec,
    options,
  });
}

/** The evidence bundle; `@jse/verify/evidence` checks it. Errors: `not_found`. */
export async function evidence(send: Send, id: string, options?: RequestOptions): Promise<Evidence> {
  return send('GET', '/transaction/{transactionId}/evidence', {
    params: { transactionId: id },
    answer: Evidence,
    options,
  });
}
