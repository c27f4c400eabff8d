import { EventPageCodec } from '../codecs/event.ts';
import { isJseError } from '../errors.ts';
import { pause } from '../http/pause.ts';
import type { RequestOptions, Send } from '../http/request.ts';
import type { EventType } from '../rules/index.ts';
import type { StreamedEvent } from '../schemas/events.ts';

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
   * A page of the stream, oldest first, each event with the type of its `data`. Keep `nextCursor`: it is where to go on, also after a restart. Errors:
   * `cursor_expired` (older than the events that are kept).
   * @example
   * const { data, nextCursor } = await jse.events.list({ cursor: await lastCursor(), types: ['collection.completed'] });
   */
  list(
    query?: EventQuery,
    options?: RequestOptions,
  ): Promise<{ readonly data: readonly StreamedEvent[]; readonly nextCursor: string; readonly hasMore: boolean }>;
  /**
   * Every event from a cursor on (`latest`: from now on; without one, all that are kept), as it happens. Keep the `cursor`
   * of what was dealt with: a later walk that begins with it misses nothing. Outages are waited out; it ends with
   * `signal` or an error that time does not mend. Errors: `cursor_expired`, `unauthenticated`, `token_revoked`.
   * @example
   * for await (const event of jse.events.stream({ cursor: await lastCursor() }, { signal })) {
   *   if (event.type === 'signer.signed') show(event.data.signatory.id);
   *   await keepCursor(event.cursor);
   * }
   */
  stream(
    query?: Pick<EventQuery, 'cursor' | 'types'>,
    options?: Omit<RequestOptions, 'idempotencyKey'>,
  ): AsyncIterable<StreamedEvent>;
}

/** Events over a way to the platform. */
export const events = (send: Send): Events => {
  const list: Events['list'] = async ({ cursor, types, limit, waitSeconds } = {}, options) => {
    const query = { cursor, types: types?.join(','), limit: limit?.toString(), wait: waitSeconds?.toString() };
    return send('GET', '/event', { query, answer: EventPageCodec, options });
  };
  return {
    list,
    async *stream({ cursor, types } = {}, options = {}) {
      let at = cursor;
      for (let outage = 0; ;) {
        let page: Awaited<ReturnType<Events['list']>>;
        const asked = performance.now();
        try {
          page = await list({ types, cursor: at, limit: at === 'latest' ? undefined : pageSize, waitSeconds }, options);
          outage = 0;
        } catch (error) {
          if (!isJseError(error) || !passing.has(error.code)) throw error;
          await pause(Math.min(longestOutageWait, 1000 * 2 ** outage++), options.signal);
          continue;
        }
        yield* page.data;
        at = page.nextCursor;
        // `latest` is answered at once, and so may be a platform that does not hold empty answers back.
        if (page.data.length === 0 && performance.now() - asked < shortestWait)
          await pause(shortestWait, options.signal);
      }
    },
  };
};

/** Seconds for which the platform holds an empty answer. */
const waitSeconds = 25;
const pageSize = 100;
/** Milliseconds. */
const longestOutageWait = 30_000;
const shortestWait = 500;
const passing: ReadonlySet<string> = new Set(['network', 'timeout', 'unavailable', 'internal', 'rate_limited']);
