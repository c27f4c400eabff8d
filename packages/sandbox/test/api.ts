import type { Operation, PathParameters, wire } from '@jse/sdk/contract';
import * as z from 'zod/mini';
import { baseUrl, editor, type Platform } from './platform.ts';

/** Who calls: the headers of a token pair, or none. */
export type Caller = Readonly<Record<string, string>>;

/** The headers of a member of the platform's firm, by his place in the seed (0 is the expert). */
export async function callerOf(platform: Platform, member = 0): Promise<Caller> {
  const id = platform.firm.members[member]?.id ?? '';
  const { officeToken, userToken } = await platform.sandbox.seed.tokens(editor.shortcut, id);
  return { 'jse-editor-token-office': officeToken, 'jse-editor-token-user': userToken };
}

/** A call as the tests state it. */
export interface Call<O extends Operation> {
  readonly as?: Caller;
  readonly params?: Readonly<Record<PathParameters<O['path']>, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly form?: FormData;
  readonly headers?: Readonly<Record<string, string>>;
}
type Value<O extends Operation> = O['response'] extends z.ZodMiniType ? z.output<O['response']> : Response;

/** Calls an operation of the contract over the wire and returns the raw answer. */
export async function send<const O extends Operation>(
  platform: Platform,
  operation: O,
  call: Call<O> = {},
): Promise<Response> {
  const params: Readonly<Record<string, string>> = call.params ?? {};
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const url = new URL(`${baseUrl}/editor/${editor.shortcut}${path}`);
  for (const [name, value] of Object.entries(call.query ?? {})) url.searchParams.set(name, value);
  const headers = new Headers({ ...call.as, ...call.headers });
  if (call.body !== undefined) headers.set('content-type', 'application/json');
  const body = call.form ?? (call.body === undefined ? null : JSON.stringify(call.body));
  return platform.sandbox.fetch(new Request(url, { method: operation.method, headers, body }));
}

/** Calls an operation, expects its success status and returns the answer, checked against the contract. */
export async function call<const O extends Operation>(
  platform: Platform,
  operation: O,
  given: Call<O> = {},
): Promise<Value<O>> {
  const response = await send(platform, operation, given);
  if (response.status !== operation.status) {
    throw new Error(`${operation.id} answered ${response.status}: ${await response.text()}`);
  }
  const { response: schema } = operation as Operation;
  if (typeof schema === 'string') return response as Value<O>;
  return z.parse(schema, await response.json()) as Value<O>;
}

/** Calls an operation that must be refused and returns its problem. */
export async function problem<const O extends Operation>(
  platform: Platform,
  operation: O,
  given: Call<O> = {},
): Promise<wire.Problem> {
  const response = await send(platform, operation, given);
  if (response.ok) throw new Error(`${operation.id} was not refused: ${response.status} ${await response.text()}`);
  return (await response.json()) as wire.Problem;
}
