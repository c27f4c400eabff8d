import * as z from 'zod/mini';
import { eventTypes } from '../../rules/index.ts';
import { Id, Time } from './common.ts';

/** Something that happened; `data` carries the ids and the state of what it happened to. */
export const Event = z.object({
  id: Id,
  type: z.enum(eventTypes),
  timestamp: Time,
  data: z.record(z.string(), z.unknown()),
});
/** An event in the stream; `cursor` is where to go on behind it. */
export const StreamedEvent = z.extend(Event, { cursor: z.string() });
/** A page of the stream, oldest first. `nextCursor` is where to go on, now or later; `hasMore` says that now. */
export const EventPage = z.object({ data: z.array(StreamedEvent), nextCursor: z.string(), hasMore: z.boolean() });
