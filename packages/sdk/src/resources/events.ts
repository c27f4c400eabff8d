import * as wire from '../contract/wire/index.ts';
import type { RequestOptions, Send } from '../http/request.ts';
import type { EventType } from '../rules/index.ts';
import type { Event } from '../schemas/events.ts';

/** Where to read on, and what to read: `latest` skips what happened before; `waitSeconds` (0–30) holds an empty answer. */
export interface EventQuery {
  readonly cursor?: string | undefined;
  readonly types?: readonly EventType[] | undefined;
  readonly limit?: number | undefined;
  readonly waitSeconds?: number | undefined;
}

/** What happened, in order. */
export interface Events {
  /**
   * A page of the stream, oldest first. Keep `nextCursor`: it is where to go on, also after a restart. Errors:
   * `cursor_expired` (older than the events that are kept).
   */
  list(
    query?: EventQuery,
    options?: RequestOptions,
  ): Promise<{ readonly data: readonly Event[]; readonly nextCursor: string; readonly hasMore: boolean }>;
}

/** Events over a way to the platform. */
export const events = (send: Send): Events => ({
  async list({ cursor, types, limit, waitSeconds } = {}, options) {
    const query = { cursor, types: types?.join(','), limit: limit?.toString(), wait: waitSeconds?.toString() };
    return send('GET', '/event', { query, answer: wire.EventPage, options });
  },
});
