import * as z from 'zod/mini';
import { operation } from '../operation.ts';
import * as wire from '../wire/index.ts';

const timestamp = z.object({ ts: z.string().check(z.regex(/^\d{1,16}$/)) });
const anySession = ['prepare', 'place', 'sign', 'parapheur', 'follow'] as const;

/** Handshake, first call: the vendor asks for access and gets the sign-in address. */
export const startHandshake = operation({
  id: 'startHandshake',
  method: 'POST',
  path: '/token/officeAndUser/auth/{idRequest}/{hmac}',
  summary: 'Ask for office and user tokens',
  source: 'observed',
  auth: 'hmac',
  purposes: [],
  query: timestamp,
  body: wire.HandshakeStart,
  response: wire.HandshakeStarted,
  status: 200,
  secret: true,
  errors: ['hmac_invalid', 'timestamp_out_of_window', 'redirect_not_registered', 'state_conflict'],
});

/** Handshake, second call: the tokens, once, after the member has signed in. */
export const fetchTokens = operation({
  id: 'fetchTokens',
  method: 'GET',
  path: '/token/officeAndUser/fetch/{idRequest}/{hmac}',
  summary: 'Fetch the tokens once the member has signed in',
  source: 'observed',
  auth: 'hmac',
  purposes: [],
  query: timestamp,
  response: wire.OfficeAndUser,
  status: 200,
  secret: true,
  errors: ['hmac_invalid', 'timestamp_out_of_window', 'request_expired', 'handshake_pending', 'token_revoked'],
});

/** Revokes the user token that makes the call. */
export const revokeToken = operation({
  id: 'revokeToken',
  method: 'DELETE',
  path: '/token/user',
  summary: 'Revoke the user token in use',
  source: 'ours',
  auth: 'member',
  purposes: [],
  response: wire.Done,
  status: 200,
  errors: [],
});

/** Who acts, for which firm, with what credit. */
export const getMe = operation({
  id: 'getMe',
  method: 'GET',
  path: '/me',
  summary: 'Who is acting',
  source: 'ours',
  auth: 'office',
  purposes: ['prepare', 'parapheur', 'follow'],
  response: wire.Me,
  status: 200,
  errors: [],
});

/** The members of the firm. */
export const listMembers = operation({
  id: 'listMembers',
  method: 'GET',
  path: '/member',
  summary: 'Members of the firm',
  source: 'ours',
  auth: 'office',
  purposes: ['prepare', 'follow'],
  response: z.object({ data: z.array(wire.Member) }),
  status: 200,
  errors: [],
});

/** Sets a member's rights; the expert only, effective at once. */
export const replaceDelegations = operation({
  id: 'replaceDelegations',
  method: 'PUT',
  path: '/member/{memberId}/delegation',
  summary: 'Set the delegations of a member',
  source: 'ours',
  auth: 'member',
  purposes: [],
  body: wire.DelegationsReplace,
  response: wire.Member,
  status: 200,
  errors: ['delegation_missing', 'last_expert'],
});

/** Mints a one-time embed code for a browser. */
export const createEmbedCode = operation({
  id: 'createEmbedCode',
  method: 'POST',
  path: '/embed',
  summary: 'Mint an embed code',
  source: 'ours',
  auth: 'office',
  purposes: [],
  body: wire.EmbedCreate,
  response: wire.EmbedCode,
  status: 201,
  secret: true,
  errors: ['origin_not_allowed', 'delegation_missing', 'state_conflict'],
});

/** Mints the code with which the platform's own frame in this page opens a session of its own, for the same acts. */
export const createCodeFrame = operation({
  id: 'createCodeFrame',
  method: 'POST',
  path: '/embed/frame',
  summary: 'Mint a code for the platform’s frame',
  source: 'ours',
  auth: 'none',
  purposes: ['sign', 'parapheur'],
  response: wire.CodeFrame,
  status: 201,
  secret: true,
  errors: ['isolation_unavailable'],
});

/** Redeems an embed code or an invitation for a session bound to the caller's key. */
export const createSession = operation({
  id: 'createSession',
  method: 'POST',
  path: '/session',
  summary: 'Open a session',
  source: 'ours',
  auth: 'none',
  purposes: [],
  body: wire.SessionCreate,
  response: wire.Session,
  status: 201,
  secret: true,
  errors: ['embed_code_invalid', 'invitation_invalid', 'dpop_invalid', 'use_dpop_nonce', 'origin_not_allowed'],
});

/** Ends the session in use. */
export const deleteSession = operation({
  id: 'deleteSession',
  method: 'DELETE',
  path: '/session',
  summary: 'End the session',
  source: 'ours',
  auth: 'none',
  purposes: anySession,
  response: wire.Done,
  status: 200,
  errors: [],
});
