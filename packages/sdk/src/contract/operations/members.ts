import * as z from 'zod/mini';
import { operation } from '../operation.ts';
import * as wire from '../wire/index.ts';

/** Takes a person into the firm; the expert only. */
export const inviteMember = operation({
  id: 'inviteMember',
  method: 'POST',
  path: '/member',
  summary: 'Take a person into the firm',
  source: 'ours',
  auth: 'member',
  purposes: [],
  body: wire.MemberInvite,
  response: wire.Member,
  status: 201,
  errors: ['delegation_missing', 'state_conflict'],
});

/** A member leaves; the expert only. His work passes to the expert. */
export const removeMember = operation({
  id: 'removeMember',
  method: 'DELETE',
  path: '/member/{memberId}',
  summary: 'Let a member leave',
  source: 'ours',
  auth: 'member',
  purposes: [],
  response: wire.MemberLeft,
  status: 200,
  errors: ['delegation_missing', 'last_expert'],
});

/** Signs a member out everywhere: tokens, sessions, codes and ceremonies under way. */
export const signOutMember = operation({
  id: 'signOutMember',
  method: 'POST',
  path: '/member/{memberId}/sign-out',
  summary: 'Sign a member out everywhere',
  source: 'ours',
  auth: 'member',
  purposes: [],
  response: wire.Done,
  status: 200,
  errors: ['delegation_missing'],
});

/** The software's tokens for the firm, masked: all of them to the expert, one's own to others. */
export const listTokens = operation({
  id: 'listTokens',
  method: 'GET',
  path: '/token',
  summary: 'List the tokens, masked',
  source: 'ours',
  auth: 'member',
  purposes: [],
  response: z.object({ data: z.array(wire.Token) }),
  status: 200,
  errors: [],
});

/** Revokes one token: one's own, or any of the firm by the expert. */
export const revokeTokenById = operation({
  id: 'revokeTokenById',
  method: 'POST',
  path: '/token/{tokenId}/revoke',
  summary: 'Revoke a token',
  source: 'ours',
  auth: 'member',
  purposes: [],
  response: wire.Done,
  status: 200,
  errors: ['delegation_missing'],
});

/** Withdraws the calling software's access to the firm altogether; the expert only. */
export const revokeAllTokens = operation({
  id: 'revokeAllTokens',
  method: 'POST',
  path: '/token/revoke-all',
  summary: 'Withdraw the software’s access to the firm',
  source: 'ours',
  auth: 'member',
  purposes: [],
  body: z.object({ confirm: z.literal(true) }),
  response: wire.Done,
  status: 200,
  errors: ['delegation_missing'],
});
