import * as z from 'zod/mini';
import { operation } from '../operation.ts';
import * as wire from '../wire/index.ts';

const path = '/transaction/{transactionId}/signatory/{signatoryId}/identity';

/**
 * A client submits the two sides of his identity document in his own session (JPEG or PNG), before he signs at advanced
 * level; the registration authority decides.
 */
export const submitIdentity = operation({
  id: 'submitIdentity',
  method: 'POST',
  path,
  summary: 'Submit an identity document',
  source: 'ours',
  auth: 'none',
  purposes: ['sign'],
  multipart: z.object({ front: z.file(), back: z.file() }),
  response: wire.Identity,
  status: 201,
  errors: ['identity_image_invalid', 'pdf_too_large', 'not_your_turn', 'already_signed', 'state_conflict'],
});

/** Where the check of a client's identity stands. */
export const getIdentity = operation({
  id: 'getIdentity',
  method: 'GET',
  path,
  summary: 'Read where the check of an identity stands',
  source: 'ours',
  auth: 'office',
  purposes: ['sign', 'prepare', 'follow'],
  response: wire.Identity,
  status: 200,
  errors: [],
});
