import { type Operation, operations } from '@jse/sdk/contract';
import fc from 'fast-check';
import * as z from 'zod/mini';
import { baseUrl, editor, origin } from '../platform.ts';
import { sessionHeaders } from '../sessions.ts';
import { fromSchema, hostileText, hostileValue, type Schema, spoil } from './values.ts';
import type { World } from './world.ts';

const all = Object.values(operations) as Operation[];
/** Calls that end what the fuzzer lives on. */
const ending = new Set(['revokeToken', 'revokeAllTokens', 'signOutMember', 'deleteSession']);

/** A call as it was generated: everything that is needed to make it again. */
export interface FuzzCall {
  readonly operation: string;
  readonly method: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: readonly (readonly [string, string])[];
  readonly body:
    | { readonly kind: 'none' }
    | { readonly kind: 'json'; readonly value: unknown }
    | { readonly kind: 'text'; readonly text: string }
    | { readonly kind: 'form'; readonly fields: string; readonly name: string; readonly whole: boolean };
  readonly headers: readonly (readonly [string, string])[];
  /** 0 is the token pair, 1 the office alone, 2 nobody, from 3 on the sessions. */
  readonly who: number;
}

const schemaOf = (schema: z.ZodMiniType): Schema =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema;

/** Calls of all operations: good ones, nearly good ones, and ones with everything wrong. */
export function fuzzCalls(world: World): fc.Arbitrary<FuzzCall> {
  return fc.oneof(...all.filter(({ id }) => !ending.has(id)).map((operation) => callsOf(world, operation)));
}

function callsOf(world: World, operation: Operation): fc.Arbitrary<FuzzCall> {
  const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const param = (name: string) => {
    const known = world.known[name] ?? [];
    const hostile = { weight: 1, arbitrary: hostileText };
    return known.length > 0
      ? fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...known) }, hostile)
      : fc.oneof(hostile);
  };
  const usual = fc.constant(operation.method as string);
  const rarely = <T>(arbitrary: fc.Arbitrary<T>, otherwise: fc.Arbitrary<T>) =>
    fc.oneof({ weight: 9, arbitrary: otherwise }, { weight: 1, arbitrary });
  return fc.record({
    operation: fc.constant(operation.id),
    method: rarely(fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'PROPFIND'), usual),
    params: fc.record(Object.fromEntries(names.map((name) => [name, param(name)]))),
    query: queriesOf(world, operation),
    body: bodiesOf(world, operation),
    headers: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: hostileHeaders }),
    who: callersOf(world, operation),
  });
}

/** Mostly those whom the operation is for. */
function callersOf(world: World, { auth, purposes }: Operation): fc.Arbitrary<number> {
  const session = fc.integer({ min: 3, max: world.sessions.length + 2 });
  return fc.oneof(
    { weight: auth === 'none' && purposes.length > 0 ? 1 : 8, arbitrary: fc.constant(0) },
    { weight: purposes.length > 0 ? 6 : 1, arbitrary: session },
    { weight: 2, arbitrary: fc.constantFrom(1, 2) },
  );
}

const lookup = (world: World) => (property: string) => world.known[property] ?? [];

function queriesOf(world: World, { query }: Operation): fc.Arbitrary<[string, string][]> {
  const junk = fc.array(fc.tuple(hostileText, hostileText), { maxLength: 2 });
  if (!query)
    return fc.oneof({ weight: 4, arbitrary: fc.constant<[string, string][]>([]) }, { weight: 1, arbitrary: junk });
  const names = Object.keys(query.shape);
  const members = Object.entries(query.shape).map(
    ([name, schema]) => [name, fromSchema(schemaOf(schema as z.ZodMiniType), lookup(world), name)] as const,
  );
  const good = fc
    .record(Object.fromEntries(members), { requiredKeys: [] })
    .map((value) =>
      Object.entries(value).map(([name, text]): [string, string] => [
        name,
        typeof text === 'string' ? text : (JSON.stringify(text) ?? ''),
      ]),
    );
  const bad = fc.array(fc.tuple(fc.constantFrom(...names), hostileText), { maxLength: 3 });
  return fc.oneof({ weight: 3, arbitrary: good }, { weight: 2, arbitrary: bad }, { weight: 1, arbitrary: junk });
}

function bodiesOf(world: World, { body, multipart }: Operation): fc.Arbitrary<FuzzCall['body']> {
  const none = fc.constant({ kind: 'none' as const });
  if (multipart) {
    const fields = fc.oneof(
      fc.constantFrom(
        '',
        '[]',
        '[{"order":1,"positionX":0,"positionY":0,"page":1}]',
        '[{"order":1,"positionX":1e400,"positionY":0,"page":1}]',
        '{',
        '[[[[',
        'null',
        '[null]',
        '"x"',
      ),
      hostileText,
    );
    const form = fc.record({ kind: fc.constant('form' as const), fields, name: hostileText, whole: fc.boolean() });
    return fc.oneof(
      { weight: 4, arbitrary: form },
      { weight: 1, arbitrary: none },
      { weight: 1, arbitrary: brokenText },
    );
  }
  if (!body) return fc.oneof({ weight: 4, arbitrary: none }, { weight: 1, arbitrary: brokenText });
  const good = fromSchema(schemaOf(body), lookup(world));
  const spoiled = fc
    .tuple(good, hostileValue, fc.array(fc.nat({ max: 0x7fffffff }), { minLength: 12, maxLength: 12 }))
    .map(([value, wrong, dice]) => {
      let at = 0;
      return spoil(value, (count) => (dice[at++ % dice.length] ?? 0) % Math.max(count, 1), wrong);
    });
  const json = (value: fc.Arbitrary<unknown>) => value.map((of) => ({ kind: 'json' as const, value: of }));
  return fc.oneof(
    { weight: 4, arbitrary: json(good) },
    { weight: 5, arbitrary: json(spoiled) },
    { weight: 1, arbitrary: json(hostileValue) },
    { weight: 1, arbitrary: brokenText },
  );
}

/** What is no JSON, or JSON that readers differ on. */
const brokenText = fc
  .constantFrom(
    '',
    '{',
    '[',
    '"',
    'nul',
    '{"object":"a","object":"b"}',
    '\ufeff{}',
    '{"a":1}{"a":2}',
    '['.repeat(100_000),
    '{"a":'.repeat(5000),
    '1e999',
    '"\\ud800"',
    '"\\u0000"',
    'x'.repeat(70_000),
    '\u0000',
  )
  .map((text) => ({ kind: 'text' as const, text }));

const printable = fc.string({
  unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)),
  maxLength: 60,
});
const hostileHeaders = fc.array(
  fc.oneof(
    fc.tuple(
      fc.constantFrom(
        'if-match',
        'idempotency-key',
        'authorization',
        'dpop',
        'content-type',
        'accept',
        'accept-language',
        'accept-encoding',
        'x-request-id',
        'origin',
        'content-encoding',
        'traceparent',
        'last-event-id',
        'range',
        'x-http-method-override',
        'jse-editor-token-user',
        'jse-editor-token-office',
        'if-none-match',
        'prefer',
      ),
      printable,
    ),
    fc.constantFrom<[string, string]>(
      ['if-match', '"v1"'],
      ['if-match', '"v99999999999999999999"'],
      ['if-match', '*'],
      ['idempotency-key', '"the same"'],
      ['idempotency-key', 'x'.repeat(300)],
      ['content-type', 'application/xml'],
      ['content-type', 'multipart/form-data'],
      ['content-type', 'multipart/form-data; boundary='],
      ['content-type', 'application/json; charset=utf-16'],
      ['authorization', 'DPoP ' + 'x'.repeat(199)],
      ['authorization', 'Basic eDp5'],
      ['dpop', 'a.b.c'],
      ['dpop', 'eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6Im5vbmUifQ.e30.'],
      ['accept', 'text/event-stream;q=0'],
      ['origin', 'null'],
    ),
  ),
  { minLength: 1, maxLength: 3 },
);

/** The request of a generated call; null where the runtime itself forbids it. */
export async function toRequest(world: World, made: FuzzCall): Promise<Request | null> {
  const operation = all.find(({ id }) => id === made.operation);
  if (!operation) throw new Error(`There is no operation ${made.operation}`);
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encode(made.params[name] ?? ''));
  const url = new URL(`${baseUrl}/editor/${editor.shortcut}${path}`);
  for (const [name, value] of made.query) url.searchParams.append(name, value);
  const headers = new Headers({
    ...(await credentials(world, made, url.href)),
    ...(made.body.kind === 'json' ? { 'content-type': 'application/json' } : {}),
  });
  try {
    for (const [name, value] of made.headers) headers.set(name, value);
    const bodiless = ['GET', 'HEAD'].includes(made.method);
    return new Request(url, { method: made.method, headers, body: bodiless ? null : bodyOf(world, made) });
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

async function credentials(world: World, { who, method }: FuzzCall, url: string): Promise<Record<string, string>> {
  if (who === 0) return world.tokens;
  if (who === 1) return world.officeOnly;
  const session = world.sessions[who - 3];
  return session ? { ...(await sessionHeaders(session, method, url)), origin } : {};
}

function bodyOf(world: World, { body, operation }: FuzzCall): string | FormData | null {
  if (body.kind === 'none') return null;
  if (body.kind === 'json') return JSON.stringify(body.value);
  if (body.kind === 'text') return body.text;
  const form = new FormData();
  const bytes = body.whole ? world.pdf : world.pdf.slice(0, 300);
  const { multipart } = all.find(({ id }) => id === operation) ?? {};
  for (const [name, schema] of Object.entries(multipart?.shape ?? {})) {
    const isFile = schema instanceof z.ZodMiniFile;
    form.set(name, isFile ? new File([bytes], body.name, { type: 'application/pdf' }) : body.fields);
  }
  return form;
}

/** Percent-encoding that takes any text, lone surrogates too. */
const encode = (text: string): string => encodeURIComponent(Buffer.from(text, 'utf8').toString('utf8'));
