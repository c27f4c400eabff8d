import type { ErrorCode } from './contract/index.ts';
import type { Problem } from './contract/wire/index.ts';

/** Failures that the client itself finds; everything else is the platform's own code. */
export const clientErrorCodes = [
  'network',
  'timeout',
  'aborted',
  'response_invalid',
  'insecure_context',
  'configuration',
  'state_unreachable',
  'sign_in_mismatch',
] as const;

/** Why a delivery is not taken; told to programs, not to people. */
export const webhookErrorCodes = [
  'webhook_headers_missing',
  'webhook_headers_invalid',
  'webhook_too_old',
  'webhook_too_new',
  'webhook_signature_wrong',
  'webhook_replayed',
  'webhook_payload_invalid',
] as const;

/** A failure that the client itself finds. */
export type ClientErrorCode = (typeof clientErrorCodes)[number];
/** Why a delivery is not taken. */
export type WebhookErrorCode = (typeof webhookErrorCodes)[number];
/** Every stable code that a {@link JseError} may carry. */
export type JseErrorCode = ErrorCode | ClientErrorCode | WebhookErrorCode;

/** A wrong field of a request: JSON pointer in the SDK's words (`/title`), a code, and a sentence. */
export interface FieldError {
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
}

/** What a {@link JseError} knows beside its code. */
export interface JseErrorFields {
  readonly status?: number | undefined;
  readonly problem?: Problem | undefined;
  readonly requestId?: string | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
  readonly retryAfter?: number | undefined;
  readonly idempotencyKey?: string | undefined;
  readonly cause?: unknown;
}

const brand: unique symbol = Symbol.for('@jse/sdk/JseError') as never;

/**
 * The one error of the SDK. `code` is stable and the thing to branch on (a later platform may send one that this
 * version does not know); `retryAfter` is in seconds; giving `idempotencyKey` back resumes the same call. Message and
 * fields hold no secret.
 */
export class JseError extends Error {
  readonly code: JseErrorCode;
  readonly status: number | undefined;
  readonly problem: Problem | undefined;
  readonly requestId: string | undefined;
  readonly fieldErrors: readonly FieldError[];
  readonly retryAfter: number | undefined;
  readonly idempotencyKey: string | undefined;
  readonly [brand] = true;

  constructor(code: JseErrorCode, message: string, fields: JseErrorFields = {}) {
    super(message, fields.cause === undefined ? undefined : { cause: fields.cause });
    this.name = 'JseError';
    this.code = code;
    this.status = fields.status;
    this.problem = fields.problem;
    this.requestId = fields.requestId;
    this.fieldErrors = fields.fieldErrors ?? [];
    this.retryAfter = fields.retryAfter;
    this.idempotencyKey = fields.idempotencyKey;
  }
}

/** Whether a value is the SDK's error (of this code); no `instanceof`, so two copies of the package get along. */
export function isJseError<C extends JseErrorCode = JseErrorCode>(
  value: unknown,
  code?: C,
): value is JseError & { readonly code: C } {
  if (typeof value !== 'object' || value === null || (value as Partial<JseError>)[brand] !== true) return false;
  return code === undefined || (value as JseError).code === code;
}
