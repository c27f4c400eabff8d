import * as z from 'zod/mini';
import { hex, sha256 } from '../crypto.ts';
import { JseError } from '../errors.ts';
import { fileTypes } from './file-types.ts';
import { checkReprDigest } from './repr-digest.ts';
import type { Download } from './request.ts';

/** A successful answer, read whole; `name` is the call's method and path. */
export interface Answer {
  readonly name: string;
  readonly response: Response;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The file of an answer, held against its Repr-Digest. */
export async function fileOf(answer: Answer): Promise<Download> {
  requireType(answer, ...fileTypes);
  const digest = await sha256(answer.bytes);
  checkReprDigest(answer.response.headers.get('repr-digest'), digest, answer.name);
  const { bytes } = answer;
  const type = answer.response.headers.get('content-type') ?? '';
  return { bytes, sha256: hex(digest), blob: () => new Blob([bytes], { type }) };
}

/** Refuses an answer of another media type than was due. */
export function requireType({ name, response }: Pick<Answer, 'name' | 'response'>, ...types: readonly string[]): void {
  const given = (response.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (types.includes(given)) return;
  const said = given === '' ? 'no content type' : given;
  throw new JseError('response_invalid', `${name} was answered with ${said} where ${types.join(' or ')} was due`, {
    status: response.status,
    requestId: response.headers.get('x-request-id') ?? undefined,
  });
}

/** The value of a JSON answer, parsed by the schema that the contract gives it. */
export function parseAnswer<A extends z.ZodMiniType>(answer: Answer, schema: A): z.output<A> {
  requireType(answer, 'application/json');
  const { name, response, bytes } = answer;
  const fields = { status: response.status, requestId: response.headers.get('x-request-id') ?? undefined };
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    // The parser's own message quotes the text, which may hold a token.
    throw new JseError('response_invalid', `${name} was answered with something that is not JSON`, fields);
  }
  const parsed = z.safeParse(schema, json);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.map(String).join('/') ?? '';
  const message = `${name} was answered with another shape than the contract's, at /${where}`;
  throw new JseError('response_invalid', message, { ...fields, cause: parsed.error });
}
