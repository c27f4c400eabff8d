import * as z from 'zod/mini';
import { translatePointer } from '../codecs/field-names.ts';
import * as wire from '../contract/wire/index.ts';
import { JseError, type JseErrorCode } from '../errors.ts';

/** A refusal as it came: status, headers, and the body as parsed JSON or text. */
export interface Refused {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** The problem details of a refusal (RFC 9457), where it has such. */
export function problemOf({ headers, body }: Refused): wire.Problem | undefined {
  if (!/^application\/problem\+json\b/i.test(headers.get('content-type') ?? '')) return undefined;
  const parsed = z.safeParse(wire.Problem, body);
  return parsed.success ? parsed.data : undefined;
}

/** The error of a refusal. `call` names method and path; `retryAfter` in milliseconds. */
export function problemError(
  refused: Refused,
  call: string,
  fields: { readonly retryAfter: number | undefined; readonly idempotencyKey: string | undefined },
): JseError {
  const problem = problemOf(refused);
  const { status, headers } = refused;
  const code = problem ? (problem.code as JseErrorCode) : codeOfStatus(status);
  const said = problem ? (problem.detail ?? problem.title) : 'no problem details in the answer';
  const retryAfter = fields.retryAfter === undefined ? problem?.retryAfterSeconds : fields.retryAfter / 1000;
  return new JseError(code, `${call} was refused with ${status} ${problem?.code ?? ''}: ${said}`.replace(' :', ':'), {
    status,
    problem,
    retryAfter,
    requestId: headers.get('x-request-id') ?? problem?.instance?.replace(/^urn:request:/, ''),
    fieldErrors: problem?.errors?.map((entry) => ({ ...entry, pointer: translatePointer(entry.pointer) })),
    idempotencyKey: fields.idempotencyKey,
  });
}

/** For answers that are not the platform's own, such as a proxy's page. */
function codeOfStatus(status: number): JseErrorCode {
  if (status === 401) return 'unauthenticated';
  if (status === 413) return 'pdf_too_large';
  if (status === 429) return 'rate_limited';
  if (status === 502 || status === 503 || status === 504) return 'unavailable';
  return status >= 500 ? 'internal' : 'response_invalid';
}
