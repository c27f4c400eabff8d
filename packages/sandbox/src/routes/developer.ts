import type { Context } from 'hono';
import * as z from 'zod/mini';
import { equalInConstantTime, sha256Hex } from '../crypto.ts';
import type { Dependencies } from '../dependencies.ts';
import { keepClock } from '../domain/kept-clock.ts';
import { createOutbox } from '../outbox/outbox.ts';
import { Refusal } from '../problem.ts';
import type { App, Bindings } from '../route.ts';

const Advance = z.object({ milliseconds: z.int().check(z.positive(), z.maximum(100 * 366 * 86_400_000)) });

/** What only a sandbox has: its post office and its clock, for the holder of the developer token. */
export function developerRoutes(app: App, deps: Dependencies): void {
  const outbox = createOutbox(deps);
  app.get('/sandbox/outbox', async (context) => {
    await requireDeveloper(deps, context);
    const { to, channel } = context.req.query();
    const messages = await outbox.messages({
      ...(to === undefined ? {} : { to }),
      ...(channel === 'email' || channel === 'sms' ? { channel } : {}),
    });
    return context.json({ data: messages });
  });
  app.post('/sandbox/clock', async (context) => {
    await requireDeveloper(deps, context);
    const parsed = Advance.safeParse(await context.req.json());
    if (!parsed.success) throw new Refusal('validation_failed', 'milliseconds: a positive integer');
    deps.clock.advance(parsed.data.milliseconds);
    await keepClock(deps);
    await outbox.drain();
    return context.json({ now: deps.clock.now().toISOString() });
  });
}

async function requireDeveloper(deps: Dependencies, context: Context<{ Bindings: Bindings }>): Promise<void> {
  const given = /^Bearer (.+)$/.exec(context.req.header('authorization') ?? '')?.[1] ?? '';
  if (
    deps.developerToken === null ||
    !equalInConstantTime(await sha256Hex(given), await sha256Hex(deps.developerToken))
  ) {
    throw new Refusal('unauthenticated', 'The developer token of the sandbox is needed');
  }
}
