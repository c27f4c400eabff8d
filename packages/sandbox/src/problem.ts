import { type ErrorCode, errorCodes, type wire } from '@jse/sdk/contract';

/** Members that some problems carry beside the standard ones (RFC 9457 §3.2). */
export type ProblemExtras = Partial<
  Pick<wire.Problem, 'errors' | 'amountMissingCents' | 'triesLeft' | 'retryAfterSeconds'>
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
}

/** Makes the RFC 9457 answer; the title is French unless the caller prefers English. */
export function problemResponse(refusal: Refusal, request: Request, requestId: string): Response {
  const { status, fr, en, ...rest } = { retryable: false, ...errorCodes[refusal.code] };
  const language = prefersEnglish(request.headers.get('accept-language')) ? 'en' : 'fr';
  const problem: wire.Problem = {
    type: `https://docs.jesignexpert.invalid/errors/${refusal.code}`,
    title: language === 'en' ? en : fr,
    status,
    code: refusal.code,
    detail: refusal.message,
    instance: `urn:request:${requestId}`,
    retryable: rest.retryable,
    ...refusal.extras,
  };
  const headers = new Headers({ 'content-type': 'application/problem+json', 'content-language': language });
  if (refusal.extras.retryAfterSeconds !== undefined)
    headers.set('retry-after', String(refusal.extras.retryAfterSeconds));
  if (status === 401) headers.append('www-authenticate', 'DPoP algs="ES256"');
  return new Response(JSON.stringify(problem), { status, headers });
}

function prefersEnglish(header: string | null): boolean {
  const first = header?.split(',')[0]?.trim().toLowerCase() ?? '';
  return first.startsWith('en');
}
