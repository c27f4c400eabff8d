import * as z from 'zod/mini';
import { type ErrorCode, errorCodes, errorsOf, fileKinds, type Operation, wire } from '../src/contract/index.ts';

const text = (description: string) => ({ description, schema: { type: 'string' } as const });

/** Headers of answers, as components. */
export const responseHeaders = {
  RequestId: text('Names the call in the log and to the support; the caller’s own X-Request-Id where it sent one'),
  RateLimitPolicy: text('The limit: `"token";q=3000;w=60` (draft-ietf-httpapi-ratelimit-headers-11)'),
  RateLimit: text('What is left of it, and the seconds until it starts anew: `"token";r=2999;t=42`'),
  RetryAfter: text('Seconds until the same call may succeed'),
  ETag: text('Strong entity tag: of a resource with a version `"v7-…"`, of a file its SHA-256'),
  IdempotencyReplayed: text('`true` where the answer is that of an earlier call with the same key'),
  ContentLanguage: text('Language of title and detail: `fr`, or `en` where the caller prefers it'),
  ReprDigest: text('SHA-256 of the file (RFC 9530)'),
} as const;

const header = (name: keyof typeof responseHeaders) => ({ $ref: `#/components/headers/${name}` });
const always = {
  'X-Request-Id': header('RequestId'),
  'RateLimit-Policy': header('RateLimitPolicy'),
  RateLimit: header('RateLimit'),
};

/** Other types of content in which an operation answers, when asked for by Accept. */
const alternatives: Readonly<Record<string, readonly string[]>> = { listEvents: ['text/event-stream'] };

/** Every response of an operation: its answer, 304 for a reader who has it, and its refusals by status. */
export function responsesOf(operation: Operation) {
  const known = { description: 'Not modified', headers: { ...always, ETag: header('ETag') } };
  return {
    [operation.status]: answer(operation),
    ...(operation.method === 'GET' && !operation.secret ? { 304: known } : {}),
    ...refusals(operation),
  };
}

function answer({ id, method, secret, response, summary }: Operation) {
  const replayed = method === 'GET' || secret ? {} : { 'Idempotency-Replayed': header('IdempotencyReplayed') };
  const headers = { ...always, ETag: header('ETag'), ...replayed };
  if (typeof response !== 'string') {
    const other = (alternatives[id] ?? []).map((type) => [type, { schema: { type: 'string' } }] as const);
    const content = { 'application/json': { schema: response }, ...Object.fromEntries(other) };
    return { description: summary, headers, content };
  }
  const file = { schema: { type: 'string', format: 'binary' } };
  return {
    description: summary,
    headers: { ...headers, 'Repr-Digest': header('ReprDigest') },
    content: { [fileKinds[response]]: file },
  };
}

/** One response a status: the problem's shape with the codes that this operation may give there. */
function refusals(operation: Operation) {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of errorsOf(operation)) {
    const { status } = errorCodes[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => {
      const schema = z.intersection(wire.Problem, z.object({ status: z.literal(status), code: z.enum(codes) }));
      const description = codes.map((code) => `\`${code}\`: ${errorCodes[code].en}`).join('. ');
      const retry = codes.some((code) => 'retryable' in errorCodes[code]);
      const headers = {
        ...always,
        'Content-Language': header('ContentLanguage'),
        ...(retry ? { 'Retry-After': header('RetryAfter') } : {}),
      };
      const [code] = codes;
      const examples = code ? { [code]: { value: exampleOf(code) } } : {};
      return [status, { description, headers, content: { 'application/problem+json': { schema, examples } } }];
    }),
  );
}

function exampleOf(code: ErrorCode): wire.Problem {
  const { status, fr } = errorCodes[code];
  const retryable = 'retryable' in errorCodes[code];
  return {
    type: `https://docs.jesignexpert.invalid/errors/${code}`,
    title: fr,
    status,
    code,
    detail: fr,
    instance: 'urn:request:req_5m3XhT0yZkq1bR8sVw2d',
    retryable,
    ...(retryable
      ? {}
      : { support: { phone: '+33 1 00 00 00 00', email: 'support@sandbox.invalid', hours: '9 h – 18 h' } }),
  };
}
