import * as z from 'zod/mini';
import { operation } from '../operation.ts';
import * as wire from '../wire/index.ts';

/**
 * The stream of events, oldest first. `cursor` is that of the page before, or `latest` for what comes from now on;
 * `types` is a list with commas; `wait` (seconds) holds an empty answer back until something comes. With
 * `Accept: text/event-stream` the same events come as server-sent events, from `Last-Event-ID` on. A session reads the
 * events of its own collection, by pages.
 */
export const listEvents = operation({
  id: 'listEvents',
  method: 'GET',
  path: '/event',
  summary: 'Stream of events',
  source: 'ours',
  auth: 'office',
  purposes: ['follow'],
  query: z.object({
    cursor: z.optional(z.string().check(z.maxLength(100))),
    types: z.optional(z.string().check(z.maxLength(1000))),
    limit: z.optional(z.string().check(z.regex(/^\d{1,3}$/))),
    wait: z.optional(z.string().check(z.regex(/^\d{1,2}$/))),
  }),
  response: wire.EventPage,
  status: 200,
  errors: ['cursor_expired'],
});
