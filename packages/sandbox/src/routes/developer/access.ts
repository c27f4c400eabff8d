import type { Context } from 'hono';
import type * as z from 'zod/mini';
import { equalInConstantTime, sha256Hex } from '../../crypto.ts';
import type { Dependencies } from '../../dependencies.ts';
import { checkInput, queryOf as readQuery, readJson } from '../../middleware/check-input.ts';
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
  const given = /^Bearer (.{1,500})$/.exec(call.req.header('authorization') ?? '')?.[1];
  // No token is not the empty one: whatever is set, who brings nothing is nobody.
  const known =
    given !== undefined && equalInConstantTime(await sha256Hex(given), await sha256Hex(deps.developerToken));
  if (known) return;
  throw new Refusal('unauthenticated', 'The developer token of the sandbox is needed');
}

/** The JSON body of a call, checked; a body that isn't like this is refused field by field. */
export const bodyOf = <T extends z.ZodMiniType>(call: DeveloperCall, schema: T): Promise<z.output<T>> =>
  readJson(call.req.raw, schema);

/** The query of a call, checked. */
export const queryOf = <T extends z.ZodMiniType>(call: DeveloperCall, schema: T): z.output<T> =>
  checkInput(schema, readQuery(call.req.raw), '/query');
