import * as z from 'zod/mini';
import { collectionStates } from '../../rules/index.ts';
import { operation } from '../operation.ts';
import * as wire from '../wire/index.ts';

const readers = ['prepare', 'place', 'sign', 'parapheur', 'follow'] as const;
const edit = ['state_conflict', 'precondition_failed', 'delegation_missing'] as const;

/** Makes an empty collection in draft. */
export const createTransaction = operation({
  id: 'createTransaction',
  method: 'POST',
  path: '/transaction',
  summary: 'Create a collection',
  source: 'observed',
  auth: 'member',
  purposes: [],
  delegation: 'prepare',
  body: wire.TransactionCreate,
  response: wire.Created,
  status: 201,
  errors: ['state_conflict', 'delegation_missing'],
});

const states = new RegExp(`^(?:${collectionStates.join('|')})(?:,(?:${collectionStates.join('|')}))*$`);

/**
 * Lists the firm's collections, newest first. `state` is one or several with commas; `q` looks in titles, document names
 * and signers' names, without accents or case; `waitingFor` is a member whose turn it is; times RFC 3339.
 */
export const listTransactions = operation({
  id: 'listTransactions',
  method: 'GET',
  path: '/transaction',
  summary: 'List collections',
  source: 'ours',
  auth: 'office',
  purposes: [],
  query: z.object({
    state: z.optional(z.string().check(z.regex(states))),
    q: z.optional(z.string().check(z.maxLength(100))),
    externalId: z.optional(z.string().check(z.maxLength(100))),
    signerEmail: z.optional(wire.Email),
    preparerId: z.optional(wire.Id),
    waitingFor: z.optional(wire.Id),
    createdFrom: z.optional(wire.Time),
    createdTo: z.optional(wire.Time),
    expiresBefore: z.optional(wire.Time),
    cursor: z.optional(z.string().check(z.maxLength(500))),
    limit: z.optional(z.string().check(z.regex(/^\d{1,3}$/))),
  }),
  response: wire.pageOf(wire.Transaction),
  status: 200,
  errors: ['cursor_invalid'],
});

/** Reads a collection. */
export const getTransaction = operation({
  id: 'getTransaction',
  method: 'GET',
  path: '/transaction/{transactionId}',
  summary: 'Read a collection',
  source: 'ours',
  auth: 'office',
  purposes: readers,
  response: wire.Transaction,
  status: 200,
  errors: [],
});

/** Changes the settings of a collection that is not launched; If-Match guards against a lost update. */
export const updateTransaction = operation({
  id: 'updateTransaction',
  method: 'PATCH',
  path: '/transaction/{transactionId}',
  summary: 'Edit a collection',
  source: 'ours',
  auth: 'member',
  purposes: ['prepare'],
  delegation: 'prepare',
  body: wire.TransactionUpdate,
  response: wire.Transaction,
  status: 200,
  errors: [...edit],
});

/** Uploads (or replaces) the document at an order; `SignFields` is a JSON text of {@link wire.SignField}s. */
export const uploadFile = operation({
  id: 'uploadFile',
  method: 'PUT',
  path: '/transaction/{transactionId}/uploadFile/{order}',
  summary: 'Upload a document',
  source: 'observed',
  auth: 'member',
  purposes: ['prepare'],
  delegation: 'prepare',
  multipart: z.object({ file: z.file(), SignFields: z.optional(z.string()) }),
  response: wire.File,
  status: 200,
  errors: [
    ...edit,
    'pdf_invalid',
    'pdf_too_large',
    'pdf_encrypted',
    'pdf_damaged',
    'pdf_ambiguous',
    'pdf_too_complex',
    'pdf_has_xfa',
    'pdf_has_javascript',
    'pdf_certified',
    'placement_out_of_page',
    'signature_field_missing',
    'signature_field_taken',
  ],
});

/** Removes a document of a collection that is not launched. */
export const deleteFile = operation({
  id: 'deleteFile',
  method: 'DELETE',
  path: '/transaction/{transactionId}/file/{fileId}',
  summary: 'Remove a document',
  source: 'ours',
  auth: 'member',
  purposes: ['prepare'],
  delegation: 'prepare',
  response: wire.Done,
  status: 200,
  errors: [...edit],
});

/** Hands a complete draft over for launching: `draft → prepared`. */
export const prepareTransaction = operation({
  id: 'prepareTransaction',
  method: 'POST',
  path: '/transaction/{transactionId}/draft',
  summary: 'Hand a draft over for launching',
  source: 'observed',
  auth: 'member',
  purposes: ['prepare'],
  delegation: 'prepare',
  response: wire.Transaction,
  status: 200,
  errors: [...edit, 'collection_incomplete'],
});

/** Launches a collection: fields are made, the first signers invited, 15 × 24 h begin. */
export const sendTransaction = operation({
  id: 'sendTransaction',
  method: 'POST',
  path: '/transaction/{transactionId}/send',
  summary: 'Launch a collection',
  source: 'observed',
  auth: 'member',
  purposes: ['prepare', 'parapheur'],
  delegation: 'launch',
  response: wire.Transaction,
  status: 200,
  errors: [
    ...edit,
    'collection_incomplete',
    'credit_insufficient',
    'certificate_missing',
    'terms_not_accepted',
    'pdf_damaged',
    'pdf_certified',
    'signature_field_missing',
    'signature_field_taken',
    'signature_field_restricted',
  ],
});

/** Cancels a collection; the invitations die, acts already done stay billed. */
export const cancelTransaction = operation({
  id: 'cancelTransaction',
  method: 'POST',
  path: '/transaction/{transactionId}/cancel',
  summary: 'Cancel a collection',
  source: 'ours',
  auth: 'member',
  purposes: ['follow'],
  response: wire.Transaction,
  status: 200,
  errors: [...edit],
});

/** Reminds those whose turn it is; the expiry becomes 15 × 24 h from now. */
export const remindTransaction = operation({
  id: 'remindTransaction',
  method: 'POST',
  path: '/transaction/{transactionId}/reminder',
  summary: 'Send a reminder',
  source: 'ours',
  auth: 'member',
  purposes: ['follow'],
  delegation: 'launch',
  response: wire.Transaction,
  status: 200,
  errors: [...edit],
});

/** Changes the order of the signers who have not signed yet. */
export const reorderTransaction = operation({
  id: 'reorderTransaction',
  method: 'POST',
  path: '/transaction/{transactionId}/order',
  summary: 'Reorder the signers',
  source: 'ours',
  auth: 'member',
  purposes: ['prepare', 'follow'],
  delegation: 'prepare',
  body: wire.Reorder,
  response: wire.Transaction,
  status: 200,
  errors: [...edit],
});

/** The signer of the session refuses, with a reason; this ends the collection. */
export const refuseTransaction = operation({
  id: 'refuseTransaction',
  method: 'POST',
  path: '/transaction/{transactionId}/refusal',
  summary: 'Refuse to sign',
  source: 'ours',
  auth: 'none',
  purposes: ['sign'],
  body: wire.RefusalCreate,
  response: wire.Transaction,
  status: 200,
  errors: ['state_conflict', 'already_signed', 'not_your_turn'],
});

/** The PDF: `original` as uploaded, or `current` with the fields and signatures so far. */
export const downloadFile = operation({
  id: 'downloadFile',
  method: 'GET',
  path: '/transaction/{transactionId}/file/{fileId}',
  summary: 'Download a document',
  source: 'ours',
  auth: 'office',
  purposes: readers,
  query: z.object({ revision: z.optional(z.enum(['original', 'current'])) }),
  response: 'pdf',
  status: 200,
  errors: ['state_conflict'],
});

/** The evidence bundle as JSON; its schema lives with its checker, in `@jse/verify/evidence`. */
export const getEvidence = operation({
  id: 'getEvidence',
  method: 'GET',
  path: '/transaction/{transactionId}/evidence',
  summary: 'Evidence of a collection',
  source: 'ours',
  auth: 'office',
  purposes: ['follow'],
  response: z.looseObject({ version: z.int() }),
  status: 200,
  errors: [],
});
