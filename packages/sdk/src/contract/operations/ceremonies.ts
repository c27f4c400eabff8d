import * as z from 'zod/mini';
import { operation } from '../operation.ts';
import * as wire from '../wire/index.ts';

const signing = ['sign', 'parapheur'] as const;

/** Lists what waits for the member's act, oldest first: collections to launch, to sign, to seal. */
export const listParapheur = operation({
  id: 'listParapheur',
  method: 'GET',
  path: '/parapheur',
  summary: 'List what waits for a member',
  source: 'ours',
  auth: 'member',
  purposes: ['parapheur'],
  query: z.object({
    cursor: z.optional(z.string().check(z.maxLength(500))),
    limit: z.optional(z.string().check(z.regex(/^\d{1,3}$/))),
  }),
  response: wire.pageOf(wire.ParapheurEntry),
  status: 200,
  errors: ['cursor_invalid'],
});

/** Opens a ceremony: the documents were reviewed, the consent is given. */
export const createCeremony = operation({
  id: 'createCeremony',
  method: 'POST',
  path: '/ceremony',
  summary: 'Open a ceremony',
  source: 'ours',
  auth: 'none',
  purposes: signing,
  body: wire.CeremonyCreate,
  response: wire.Ceremony,
  status: 201,
  errors: [
    'consent_missing',
    'reviewed_other_bytes',
    'not_your_turn',
    'already_signed',
    'state_conflict',
    'signer_locked',
    'delegation_missing',
    'credit_insufficient',
    'certificate_missing',
    'identity_missing',
    'isolation_required',
  ],
});

/** Reads a ceremony. */
export const getCeremony = operation({
  id: 'getCeremony',
  method: 'GET',
  path: '/ceremony/{ceremonyId}',
  summary: 'Read a ceremony',
  source: 'ours',
  auth: 'none',
  purposes: signing,
  response: wire.Ceremony,
  status: 200,
  errors: [],
});

/** Sends the code by SMS, or sends a new one. */
export const sendCode = operation({
  id: 'sendCode',
  method: 'POST',
  path: '/ceremony/{ceremonyId}/code',
  summary: 'Send the code',
  source: 'ours',
  auth: 'none',
  purposes: signing,
  response: wire.Ceremony,
  status: 200,
  errors: [
    'code_resend_too_soon',
    'rate_limited',
    'signer_locked',
    'state_conflict',
    'not_your_turn',
    'isolation_required',
  ],
});

/** Enters the code and signs every document of the ceremony. */
export const signCeremony = operation({
  id: 'signCeremony',
  method: 'POST',
  path: '/ceremony/{ceremonyId}/sign',
  summary: 'Sign',
  source: 'ours',
  auth: 'none',
  purposes: signing,
  body: wire.CodeEntry,
  response: wire.Ceremony,
  status: 200,
  errors: [
    'code_wrong',
    'reviewed_other_bytes',
    'code_expired',
    'code_tries_exceeded',
    'signer_locked',
    'state_conflict',
    'not_your_turn',
    'already_signed',
    'revision_changed',
    'credit_insufficient',
    'delegation_missing',
    'certificate_missing',
    'isolation_required',
  ],
});
