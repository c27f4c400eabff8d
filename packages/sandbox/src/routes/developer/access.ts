import type { Context } from 'hono';
import type * as z from 'zod/mini';
import { equalInConstantTime, sha256Hex } from '../../crypto.ts';
import type { Dependencies } from '../../dependencies.ts';
import { readBody } from '../../middleware/read-body.ts';
import { Refusal } from '../../problem.ts';
import type { App, Bindings } from '../../route.ts';

/** A call of the developers' API. */
export type DeveloperCall = Context<{ Bindings: Bindings }>;

/**
 * Serves a call of `/sandbox/*` to the holder of the developer token; without one set there is no such address. What the
 * handler returns is the JSON answer.
 */
export function developerRoute(
  app: App,
  deps: Dependencies,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: `/sandbox/${string}`,
  handler: (call: DeveloperCall) => Promise<object>,
): void {
  app.on(method, path, async (call) => {
    await requireDeveloper(deps, call);
    return call.json(await handler(call));
  });
}

async function requireDeveloper(deps: Dependencies, call: DeveloperCall): Promise<void> {
  if (deps.developerToken === null) throw new Refusal('not_found', 'No such address');
  const given = /^Bearer (.{1,500})$/.exec(call.req.header('authorization') ?? '')?.[1] ?? '';
  if (equalInConstantTime(await sha256Hex(given), await sha256Hex(deps.developerToken))) return;
  throw new Refusal('unauthenticated', 'The developer token of the sandbox is needed');
}

/** The JSON body of a call, checked; a body that isn't like this is refused field by field. */
export async function bodyOf<T extends z.ZodMiniType>(call: DeveloperCall, schema: T): Promise<z.output<T>> {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(await readBody(call.req.raw, false)));
  } catch (cause) {
    if (cause instanceof Refusal) throw cause;
    throw new Refusal('validation_failed', 'The body is not JSON in UTF-8', {}, { cause });
  }
  return checked(schema, value, '');
}

/** The query of a call, checked. */
export function queryOf<T extends z.ZodMiniType>(call: DeveloperCall, schema: T): z.output<T> {
  return checked(schema, call.req.query(), '/query');
}

function checked<T extends z.ZodMiniType>(schema: T, value: unknown, prefix: string): z.output<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map(({ path, code, message }) => ({
    pointer: [prefix, ...path.map(String)].join('/'),
    code: code ?? 'invalid',
    detail: message,
  }));
  throw new Refusal('validation_failed', undefined, { errors });
}
