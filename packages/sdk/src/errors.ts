import { type ErrorCode, errorCodes, type wire } from './contract/index.ts';

/** Failures that the client itself finds; everything else is the platform's own code. */
export const clientErrorCodes = {
  network: { en: 'The platform cannot be reached', fr: 'La plateforme est injoignable' },
  timeout: { en: 'The platform did not answer in time', fr: "La plateforme n'a pas répondu à temps" },
  aborted: { en: 'The call was cancelled', fr: "L'appel a été annulé" },
  response_invalid: {
    en: 'The platform gave an answer that makes no sense',
    fr: 'La réponse de la plateforme est incompréhensible',
  },
  insecure_context: {
    en: 'This page was not loaded over a secure connection',
    fr: "Cette page n'a pas été chargée par une connexion sécurisée",
  },
  configuration: { en: 'The client is not set up correctly', fr: "Le client n'est pas bien configuré" },
} as const;

/** A failure that the client itself finds. */
export type ClientErrorCode = keyof typeof clientErrorCodes;
/** Every stable code that a {@link JseError} may carry. */
export type JseErrorCode = ErrorCode | ClientErrorCode;

/** A wrong field of a request: JSON pointer in the SDK's words (`/title`), a code, and a sentence. */
export interface FieldError {
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
}

/** What a {@link JseError} knows beside its code. */
export interface JseErrorFields {
  readonly status?: number | undefined;
  readonly problem?: wire.Problem | undefined;
  readonly requestId?: string | undefined;
  readonly fieldErrors?: readonly FieldError[] | undefined;
  readonly retryAfter?: number | undefined;
  readonly idempotencyKey?: string | undefined;
  readonly cause?: unknown;
}

const brand: unique symbol = Symbol.for('@jse/sdk/JseError') as never;

/**
 * The one error of the SDK. `code` is stable and the thing to branch on; `retryAfter` is in seconds; giving
 * `idempotencyKey` back resumes the same call. Message and fields hold no secret.
 */
export class JseError extends Error {
  readonly code: JseErrorCode;
  readonly status: number | undefined;
  readonly problem: wire.Problem | undefined;
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

/** What to tell the user, in the platform's words; for anything that is no {@link JseError} the words of `internal`. */
export function userMessage(error: unknown, language: 'fr' | 'en' = 'fr'): string {
  const code: JseErrorCode = isJseError(error) ? error.code : 'internal';
  return { ...errorCodes, ...clientErrorCodes }[code][language];
}

/** Whether a text is one of the platform's codes. */
export const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(errorCodes, code);
