import { CollectionChangesCodec, CollectionSettingsCodec } from '../codecs/collection-settings.ts';
import { CollectionCodec } from '../codecs/collection.ts';
import * as wire from '../contract/wire/index.ts';
import { type List, listOf } from '../http/pagination.ts';
import type { ChangeOptions, RequestOptions, Send } from '../http/request.ts';
import type { CollectionState } from '../rules/index.ts';
import { Evidence } from '../schemas/evidence.ts';
import type { Collection, CollectionChanges, CollectionSettings, Estimate } from '../schemas/index.ts';
import { encode } from './encode.ts';
import { signersCollections } from './signers-collections.ts';
import { waitFor, type WaitOptions } from './wait-for.ts';

/**
 * Which collections to list. `search` looks in titles, document names and signers' names, without accents or case;
 * `waitingFor` is a member whose turn it is; times RFC 3339; `limit` is the size of a page (1–100), not of the list.
 */
export interface CollectionFilter {
  readonly state?: CollectionState | readonly CollectionState[] | undefined;
  readonly search?: string | undefined;
  readonly externalId?: string | undefined;
  readonly signerEmail?: string | undefined;
  readonly preparerId?: string | undefined;
  readonly waitingFor?: string | undefined;
  readonly createdFrom?: string | undefined;
  readonly createdTo?: string | undefined;
  readonly expiresBefore?: string | undefined;
  readonly limit?: number | undefined;
}

/** Collections: documents with their signers and state. */
export interface Collections {
  /**
   * Makes an empty collection in draft. Errors: `validation_failed`, `delegation_missing` (`prepare`), `state_conflict`.
   * @example
   * const { id } = await jse.collections.create({ title: 'Lettre de mission', externalId: 'letter-42' });
   */
  create(settings: CollectionSettings, options?: RequestOptions): Promise<{ id: string }>;
  /**
   * Reads a collection. Errors: `not_found`.
   * @example
   * const { state, signers } = await jse.collections.get(collectionId);
   */
  get(id: string, options?: RequestOptions): Promise<Collection>;
  /**
   * The firm's collections, newest first: `for await (const collection of list())`, or `list().pages()`. Errors:
   * `cursor_invalid`.
   * @example
   * for await (const { title, state } of jse.collections.list({ state: ['ongoing', 'prepared'] })) show(`${title}: ${state}`);
   */
  list(filter?: CollectionFilter, options?: RequestOptions): List<Collection>;
  /**
   * Changes settings before the launch. Errors: `state_conflict`, `precondition_failed`, `delegation_missing`.
   * @example
   * const { version } = await jse.collections.get(collectionId);
   * await jse.collections.update(collectionId, { title: 'Lettre de mission 2027' }, { ifMatch: version });
   */
  update(id: string, changes: CollectionChanges, options?: ChangeOptions): Promise<Collection>;
  /**
   * What launching it would cost, and what of it the credit does not cover. Errors: `not_found`.
   * @example
   * const { totalCents, missingCents } = await jse.collections.estimate(collectionId);
   */
  estimate(id: string, options?: RequestOptions): Promise<Estimate>;
  /**
   * Hands a complete draft over for launching: `draft → prepared`. Errors: `collection_incomplete`, `state_conflict`,
   * `delegation_missing`.
   * @example
   * const { state } = await jse.collections.prepare(collectionId); // 'prepared'
   */
  prepare(id: string, options?: ChangeOptions): Promise<Collection>;
  /**
   * Launches: the fields are made, the first signers invited, 15 × 24 h begin. Errors: `collection_incomplete`,
   * `credit_insufficient` (the problem names the amount missing), `certificate_missing`, `delegation_missing`,
   * `state_conflict`, `terms_not_accepted`, `pdf_damaged`, `pdf_certified`, `signature_field_missing`,
   * `signature_field_taken`, `signature_field_restricted`.
   * @example
   * const { expiresAt } = await jse.collections.launch(collectionId);
   */
  launch(id: string, options?: ChangeOptions): Promise<Collection>;
  /**
   * Cancels: the invitations die, acts already done stay billed. Errors: `state_conflict`, `delegation_missing`.
   * @example
   * await jse.collections.cancel(collectionId);
   */
  cancel(id: string, options?: ChangeOptions): Promise<Collection>;
  /**
   * Reminds those whose turn it is; the expiry becomes 15 × 24 h from now. Errors: `state_conflict`,
   * `delegation_missing`.
   * @example
   * const { expiresAt } = await jse.collections.remind(collectionId);
   */
  remind(id: string, options?: ChangeOptions): Promise<Collection>;
  /**
   * Renews the documents of a completed collection for the long term: one more archive timestamp each. Errors:
   * `state_conflict`, `unavailable` (the timestamp authority does not answer), `delegation_missing` (`launch`),
   * `revision_changed`.
   * @example
   * await jse.collections.renew(collectionId);
   */
  renew(id: string, options?: ChangeOptions): Promise<Collection>;
  /**
   * Changes the order: all signers by id; those who have signed keep their places. Errors: `state_conflict`,
   * `delegation_missing`.
   * @example
   * const { signers } = await jse.collections.get(collectionId);
   * await jse.collections.reorder(collectionId, signers.map(({ id }) => id).reverse());
   */
  reorder(id: string, signerIds: readonly string[], options?: ChangeOptions): Promise<Collection>;
  /**
   * The signer of the session refuses, with a reason of 1–1000 characters; this ends the collection for everybody.
   * Errors: `state_conflict`, `already_signed`, `not_your_turn`.
   * @example
   * await page.collections.refuse(collectionId, 'Le montant n’est pas celui convenu');
   */
  refuse(id: string, reason: string, options?: RequestOptions): Promise<Collection>;
  /**
   * Revokes the download links that were mailed, all or one holder's; says how many. Errors: `delegation_missing`.
   * @example
   * const { revoked } = await jse.collections.revokeLinks(collectionId);
   */
  revokeLinks(id: string, holder?: string, options?: RequestOptions): Promise<{ revoked: number }>;
  /**
   * Resolves with the collection once it is in a state (or one of several), looking every second at first, later every
   * fifteen. Errors: `state_unreachable` (it can no longer get there: it was refused, say), `timeout` (after
   * `deadlineMs`), `aborted`, `not_found`.
   * @example
   * const { state } = await jse.collections.waitFor(collectionId, ['completed', 'refused', 'expired'], { signal });
   */
  waitFor(id: string, state: CollectionState | readonly CollectionState[], options?: WaitOptions): Promise<Collection>;
  /**
   * The evidence bundle; `@jse/verify/evidence` checks it. Errors: `not_found`.
   * @example
   * const bundle = await jse.collections.evidence(collectionId);
   */
  evidence(id: string, options?: RequestOptions): Promise<Evidence>;
}

/** Collections over a way to the platform. */
export const collections = (send: Send): Collections => ({
  ...signersCollections(send),
  async create(settings, options) {
    const body = encode(CollectionSettingsCodec, settings);
    return send('POST', '/transaction', { body, answer: wire.Created, options });
  },
  list({ limit, state, search, ...filter } = {}, options) {
    const answer = wire.pageOf(CollectionCodec);
    const query = { ...filter, q: search, state: state?.toString(), limit: limit?.toString() };
    return listOf((cursor) => send('GET', '/transaction', { query: { ...query, cursor }, answer, options }));
  },
  async update(id, changes, options) {
    const body = encode(CollectionChangesCodec, changes);
    return send('PATCH', '/transaction/{transactionId}', {
      params: { transactionId: id },
      body,
      answer: CollectionCodec,
      options,
    });
  },
  async estimate(id, options) {
    const params = { transactionId: id };
    return send('GET', '/transaction/{transactionId}/estimate', { params, answer: wire.Estimate, options });
  },
  async prepare(id, options) {
    return send('POST', '/transaction/{transactionId}/draft', {
      params: { transactionId: id },
      answer: CollectionCodec,
      options,
    });
  },
  async launch(id, options) {
    return send('POST', '/transaction/{transactionId}/send', {
      params: { transactionId: id },
      answer: CollectionCodec,
      options,
    });
  },
  async cancel(id, options) {
    return send('POST', '/transaction/{transactionId}/cancel', {
      params: { transactionId: id },
      answer: CollectionCodec,
      options,
    });
  },
  async remind(id, options) {
    return send('POST', '/transaction/{transactionId}/reminder', {
      params: { transactionId: id },
      answer: CollectionCodec,
      options,
    });
  },
  async renew(id, options) {
    return send('POST', '/transaction/{transactionId}/renew', {
      params: { transactionId: id },
      answer: CollectionCodec,
      options,
    });
  },
  async reorder(id, signerIds, options) {
    const body = encode(wire.Reorder, { signatoryIds: [...signerIds] });
    return send('POST', '/transaction/{transactionId}/order', {
      params: { transactionId: id },
      body,
      answer: CollectionCodec,
      options,
    });
  },
  async revokeLinks(id, holder, options) {
    return send('DELETE', '/transaction/{transactionId}/link', {
      params: { transactionId: id },
      query: { holder },
      answer: wire.LinksRevoked,
      options,
    });
  },
  async waitFor(id, state, options = {}) {
    const read = signersCollections(send).get;
    return waitFor((each) => read(id, each), [state].flat(), options);
  },
  async evidence(id, options) {
    return send('GET', '/transaction/{transactionId}/evidence', {
      params: { transactionId: id },
      answer: Evidence,
      options,
    });
  },
});
