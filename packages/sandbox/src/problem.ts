import { type ErrorCode, errorCodes, type wire } from '@jse/sdk/contract';
import { type Language, preferredLanguage } from './middleware/language.ts';
import type { Settings } from './settings.ts';

/** Members that some problems carry beside the standard ones (RFC 9457 §3.2); pointers as `/files/0`. */
export type ProblemExtras = Partial<
  Pick<wire.Problem, 'errors' | 'amountMissingCents' | 'triesLeft' | 'retryAfterSeconds' | 'currentVersion'>
>;

/** A refusal by the platform; becomes `application/problem+json`. The detail is shown to users and holds no secret. */
export class Refusal extends Error {
  readonly code: ErrorCode;
  readonly extras: ProblemExtras;

  constructor(code: ErrorCode, detail?: string, extras: ProblemExtras = {}, options?: ErrorOptions) {
    super(detail ?? errorCodes[code].en, options);
    this.name = 'Refusal';
    this.code = code;
    this.extras = extras;
  }

  /** Whether the same request may succeed later, unchanged. */
  get retryable(): boolean {
    return 'retryable' in errorCodes[this.code];
  }
}

/** The problem details (RFC 9457) of a refusal in a language; a failure of the platform's own tells nothing of its inside. */
export function problemOf(
  refusal: Refusal,
  { language, requestId, support }: { language: Language; requestId: string; support: Settings['support'] },
): wire.Problem {
  const { code, retryable, extras } = refusal;
  const { status, [language]: title } = errorCodes[code];
  const { errors, ...members } = extras;
  return {
    type: `https://docs.jesignexpert.invalid/errors/${code}`,
    title,
    status,
    code,
    detail: status >= 500 ? title : refusal.message,
    instance: `urn:request:${requestId}`,
    retryable,
    ...members,
    ...(errors ? { errors: errors.map((error) => ({ ...error, pointer: fragment(error.pointer) })) } : {}),
    ...(retryable ? {} : { support }),
  };
}

/** A JSON pointer as a URI fragment (RFC 6901 §6). */
const fragment = (pointer: string): string =>
  `#${pointer
    .split('/')
    .map((name) => encodeURIComponent(name))
    .join('/')}`;

/** The answer to a refused request, in French unless it prefers English. */
export function problemResponse(
  refusal: Refusal,
  request: Request,
  requestId: string,
  { support }: Pick<Settings, 'support'>,
): Response {
  const language = preferredLanguage(request.headers.get('accept-language'));
  return problemAnswer(problemOf(refusal, { language, requestId, support }), language);
}

/** Problem details as a response with the headers that belong to them. */
export function problemAnswer(problem: wire.Problem, language: Language): Response {
  const { status, retryAfterSeconds } = problem;
  const headers = new Headers({ 'content-type': 'application/problem+json', 'content-language': language });
  if (retryAfterSeconds !== undefined) headers.set('retry-after', String(retryAfterSeconds));
  if (status === 401) headers.append('www-authenticate', 'DPoP algs="ES256"');
  return new Response(JSON.stringify(problem), { status, headers });
}
