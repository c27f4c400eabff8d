import type { EventData } from '../contract/event-data.ts';

/** The types of event that this version knows. */
export type WebhookEventType = keyof EventData;

/** What an event of a type tells, in the wire's words: ids and the states at that moment. */
export type WebhookEventData<T extends WebhookEventType> = Readonly<EventData[T]>;

/** Events of one type. `id` stays the same at each try and replay; `timestamp` (RFC 3339) is when it happened. */
export interface WebhookEventOf<T extends WebhookEventType> {
  readonly id: string;
  readonly type: T;
  readonly timestamp: string;
  readonly data: WebhookEventData<T>;
}

/** An event of a type that a later platform has and this version does not know: `unknownType` is the platform's word. */
export interface UnknownWebhookEvent {
  readonly id: string;
  readonly type: 'unknown';
  readonly unknownType: string;
  readonly timestamp: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** An event of a type that this version knows; `type` tells which `data` it has. */
export type KnownWebhookEvent = { [T in WebhookEventType]: WebhookEventOf<T> }[WebhookEventType];

/**
 * What `unwrapWebhook` gives, to be told apart by `type`. A platform that is newer may name a new state in a known
 * type of event, and send members that are not typed here.
 */
export type WebhookEvent = KnownWebhookEvent | UnknownWebhookEvent;
