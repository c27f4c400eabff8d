import * as z from 'zod/mini';
import type { Dependencies } from '../../dependencies.ts';
import { createOutbox } from '../../outbox/outbox.ts';
import type { App } from '../../route.ts';
import { developerRoute, queryOf } from './access.ts';

const Filter = z.object({
  to: z.optional(z.string()),
  channel: z.optional(z.enum(['email', 'sms'])),
  search: z.optional(z.string()),
  limit: z.optional(z.string().check(z.regex(/^[1-9]\d{0,2}$/))),
});

/** The inbox: every e-mail and SMS as its recipient got it, newest last. */
export function inboxRoutes(app: App, deps: Dependencies): void {
  const outbox = createOutbox(deps);
  developerRoute(app, deps, 'GET', '/sandbox/outbox', async (call) => {
    const { to, channel, search, limit } = queryOf(call, Filter);
    const messages = await outbox.messages({
      ...(to === undefined ? {} : { to }),
      ...(channel === undefined ? {} : { channel }),
    });
    const words = fold(search ?? '')
      .split(/\s+/)
      .filter((word) => word !== '');
    const found = messages.filter((message) => {
      const text = fold(`${message.to} ${message.subject} ${message.text}`);
      return words.every((word) => text.includes(word));
    });
    return { data: limit === undefined ? found : found.slice(-Number(limit)), total: found.length };
  });
  developerRoute(app, deps, 'DELETE', '/sandbox/outbox', async () => {
    await deps.db.deleteFrom('messages').execute();
    return { ok: true };
  });
}

/** Letters as one searches them: without accents and case. */
const fold = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
