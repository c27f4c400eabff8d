import { type ErrorCode, errorCodes } from './error-codes.ts';
import type { Operation } from './operation.ts';

/** Every code that an operation may answer: its own and those that come with its kind, in order of status. */
export function errorsOf(operation: Operation): ErrorCode[] {
  const session = operation.purposes.length > 0;
  const tokens = operation.auth === 'office' || operation.auth === 'member';
  const codes: ErrorCode[] = [...operation.errors, 'validation_failed', 'not_found', 'rate_limited'];
  codes.push('internal', 'unavailable');
  if (operation.body || operation.multipart) codes.push('unsupported_media_type', 'body_too_large');
  if (tokens || session) codes.push('unauthenticated', 'token_revoked');
  if (session) codes.push('dpop_invalid', 'use_dpop_nonce', 'session_expired', 'origin_not_allowed', 'scope_missing');
  if (operation.method !== 'GET') codes.push('idempotency_key_reused', 'idempotency_in_flight');
  return [...new Set(codes)].sort((a, b) => errorCodes[a].status - errorCodes[b].status || (a < b ? -1 : 1));
}
