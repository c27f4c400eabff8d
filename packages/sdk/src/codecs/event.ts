import * as z from 'zod/mini';
import * as wire from '../contract/wire/index.ts';
import type { EventType } from '../rules/index.ts';
import type { StreamedEvent } from '../schemas/events.ts';
import { typedEvent } from '../webhooks/parse-event.ts';

// A platform of tomorrow names types that this version does not know: one of them must not end the reading of a stream.
const AnyType = z.string() as unknown as z.ZodMiniType<string, EventType>;

const TypedEvent = z.pipe(
  z.extend(wire.StreamedEvent, { type: AnyType }),
  z.transform(({ cursor, ...given }, context): StreamedEvent => {
    const event = typedEvent(given);
    if (event) return { ...event, cursor };
    context.issues.push({ code: 'custom', message: `lacks what belongs to ${given.type}`, input: given });
    return z.NEVER;
  }),
);

/** A page of the stream whose events have the type of their `data`. */
export const EventPageCodec = z.extend(wire.EventPage, { data: z.array(TypedEvent) });
