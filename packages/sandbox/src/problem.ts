import { type ErrorCode, errorCodes, type wire } from '@jse/sdk/contract';
import { type Language, preferredLanguage } from './middleware/language.ts';
import type { Settings } from './settings.ts';
import { detailIn } from './words/detail-in.ts';

/** What is wrong with one field: a JSON pointer (`/files/0`), a code, and a sentence in either language or in both. */
export interface FieldFault {
  readonly pointer: string;
  readonly code: string;
  readonly detail: string | Readonly<Record<Language, string>>;
}
/** Members that some problems carry beside the standard ones (RFC 9457 §3.2). */
export interface ProblemExtras extends Partial<
  Pick<wire.Problem, 'amountMissingCents' | 'triesLeft' | 'retryAfterSeconds' | 'currentVersion' | 'existingId'>
> {
  readonly errors?: readonly FieldFault[];
}

/** A refusal by the platform; becomes `application/problem+json`. The detail is shown to users and holds no secret. */
export class Refusal extends Error {
  readonly code: ErrorCode;
  readonly extras: ProblemExtras;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: ErrorCode,
    detail?: string,
    extras: ProblemExtras = {},
    { headers = {}, ...options }: ErrorOptions & { readonly headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(detail ?? errorCodes[code].en, options);
    this.name = 'Refusal';
    this.code = code;
    this.extras = extras;
    this.headers = headers;
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
    detail: refusal.message === errorCodes[code].en || status >= 500 ? title : detailIn(language, refusal.message),
    instance: `urn:request:${requestId}`,
    retryable,
    ...members,
    ...(errors ? { errors: errors.map((fault) => faultIn(language, fault)) } : {}),
    ...(retryable ? {} : { support }),
  };
}

const faultIn = (language: Language, { pointer, code, detail }: FieldFault) => ({
  pointer: fragment(pointer),
  code,
  detail: typeof detail === 'string' ? detailIn(language, detail) : detail[language],
});

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
  const response = problemAnswer(problemOf(refusal, { language, requestId, support }), language);
  for (const [name, value] of Object.entries(refusal.headers)) response.headers.set(name, value);
  return response;
}

/** Problem details as a response with the headers that belong to them. */
export function problemAnswer(problem: wire.Problem, language: Language): Response {
  const { status, retryAfterSeconds } = problem;
  const headers = new Headers({ 'content-type': 'application/problem+json', 'content-language': language });
  if (retryAfterSeconds !== undefined) headers.set('retry-after', String(retryAfterSeconds));
  const error = problem.code === 'use_dpop_nonce' ? 'error="use_dpop_nonce", ' : '';
  if (status === 401) headers.append('www-authenticate', `DPoP ${error}algs="ES256"`);
  return new Response(JSON.stringify(problem), { status, headers });
}
