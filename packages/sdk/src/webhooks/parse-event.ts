import type { EventData } from '../contract/event-data.ts';
import { JseError } from '../errors.ts';
import type { WebhookEvent, WebhookEventType } from './event.ts';

type Check = (value: unknown) => boolean;
type Shape<T> = { readonly [K in keyof T]-?: Check };

const text: Check = (value) => typeof value === 'string';
const textOrNull: Check = (value) => value === null || text(value);
const number: Check = (value) => typeof value === 'number';
const flag: Check = (value) => typeof value === 'boolean';
const texts: Check = (value) => Array.isArray(value) && value.every(text);

const ofSignatory: Shape<EventData['signer.signed']['signatory']> = {
  id: text,
  level: number,
  signatureLevel: text,
  state: text,
};
const ofCollection = { transactionId: text, externalId: textOrNull, state: text };
const ofSigner = { ...ofCollection, signatory: (value: unknown) => fits(value, ofSignatory) };

/**
 * What must be there for a reader not to stumble, beside the contract's schemas, which weigh more than all of this: a
 * test holds the two against each other. Words of later versions pass.
 */
const shapes: { readonly [T in WebhookEventType]: Shape<EventData[T]> } = {
  'collection.launched': ofCollection,
  'collection.completed': ofCollection,
  'collection.refused': ofCollection,
  'collection.expired': ofCollection,
  'collection.cancelled': ofCollection,
  'collection.purged': ofCollection,
  'collection.reminded': ofCollection,
  'collection.reordered': ofCollection,
  'signer.invited': ofSigner,
  'signer.viewed': ofSigner,
  'signer.signed': ofSigner,
  'signer.refused': ofSigner,
  'signer.identity_changed': ofSigner,
  'signer.replaced': { ...ofSigner, replacedBy: text },
  'credit.low': { creditCents: number, lowCreditCents: number },
  'member.delegations_changed': { memberId: text, delegations: texts, left: flag },
  'certificate.expiring': { serial: text, kind: text, memberId: textOrNull, notAfter: text },
  'webhook.test': { webhookId: text },
};

/** The event that a verified body holds. Errors: `webhook_payload_invalid`. */
export function parseEvent(id: string, body: Uint8Array): WebhookEvent {
  const { type, timestamp, data } = jsonOf(body);
  if (typeof type !== 'string' || typeof timestamp !== 'string' || Number.isNaN(Date.parse(timestamp)))
    throw invalid('type or timestamp are not there');
  if (!isRecord(data)) throw invalid('there is no data');
  const event = typedEvent({ id, type, timestamp, data });
  if (!event) throw invalid(`the data of ${type} lacks what belongs to it`);
  return event;
}

/** An event with the type of its `data`; undefined where that lacks what belongs to the type. */
export function typedEvent(event: {
  readonly id: string;
  readonly type: string;
  readonly timestamp: string;
  readonly data: Readonly<Record<string, unknown>>;
}): WebhookEvent | undefined {
  const { type } = event;
  if (!isKnown(type)) return { ...event, type: 'unknown', unknownType: type };
  return fits(event.data, shapes[type]) ? (event as unknown as WebhookEvent) : undefined;
}

function jsonOf(body: Uint8Array): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
    if (isRecord(value)) return value;
  } catch (cause) {
    throw invalid('it is no JSON', cause);
  }
  throw invalid('it is no object');
}

const isKnown = (type: string): type is WebhookEventType => Object.hasOwn(shapes, type);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const fits = (value: unknown, shape: Readonly<Record<string, Check>>): boolean =>
  isRecord(value) && Object.entries(shape).every(([name, check]) => check(value[name]));

const invalid = (why: string, cause?: unknown): JseError =>
  new JseError('webhook_payload_invalid', `The body is genuine, but ${why}`, { cause });
