import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventData } from '../contract/event-data.ts';
import { eventTypes } from '../rules/index.ts';
import { isJseError } from '../errors.ts';
import type { UnknownWebhookEvent, WebhookEvent, WebhookEventData } from './event.ts';
import { parseEvent } from './parse-event.ts';
import { signWebhook } from './sign-webhook.ts';

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const holds = <_ extends true>(): void => {};
const secret = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
const timestamp = '2026-06-01T00:00:00.000Z';

const collection = { transactionId: 'tr_1', externalId: null, state: 'ongoing' } as const;
const signer = {
  ...collection,
  signatory: { id: 'si_1', level: 1, signatureLevel: 'simple', state: 'signed' },
} as const;
const samples: { readonly [T in keyof typeof eventData]: WebhookEventData<T> } = {
  'collection.launched': collection,
  'collection.completed': collection,
  'collection.refused': collection,
  'collection.expired': collection,
  'collection.cancelled': collection,
  'collection.purged': collection,
  'collection.reminded': collection,
  'collection.reordered': collection,
  'signer.invited': signer,
  'signer.viewed': signer,
  'signer.signed': signer,
  'signer.refused': signer,
  'signer.identity_changed': signer,
  'signer.replaced': { ...signer, replacedBy: 'si_2' },
  'credit.low': { creditCents: 900, lowCreditCents: 1000 },
  'member.delegations_changed': { memberId: 'me_1', delegations: ['prepare'], left: false },
  'certificate.expiring': { serial: '0a', kind: 'member', memberId: 'me_1', notAfter: timestamp },
  'webhook.test': { webhookId: 'whe_1' },
};
const parse = (type: string, data: unknown): WebhookEvent =>
  parseEvent('evt_1', new TextEncoder().encode(JSON.stringify({ type, timestamp, data })));

/** The data with one member, however deep, taken away, or of another type. */
function* spoilt(data: object): Generator<object> {
  for (const [name, value] of Object.entries(data)) {
    const { [name]: _, ...rest } = data as Record<string, unknown>;
    yield rest;
    yield { ...data, [name]: typeof value === 'object' ? true : { wrong: true } };
    if (typeof value !== 'object' || value === null || Array.isArray(value)) continue;
    for (const inner of spoilt(value)) yield { ...data, [name]: inner };
  }
}

test('every type of event is read, and refused for what the contract refuses it', () => {
  for (const type of eventTypes) {
    assert.deepEqual(parse(type, samples[type]), { id: 'evt_1', type, timestamp, data: samples[type] });
    assert.ok(eventData[type].safeParse(samples[type]).success, type);
    for (const data of spoilt(samples[type])) {
      assert.equal(eventData[type].safeParse(data).success, false, `${type} ${JSON.stringify(data)}`);
      assert.throws(
        () => parse(type, data),
        (error) => isJseError(error, 'webhook_payload_invalid'),
      );
    }
  }
});

test('what a later platform adds is handed on: types, members, states', () => {
  const unknown: UnknownWebhookEvent = {
    id: 'evt_1',
    type: 'unknown',
    unknownType: 'collection.archived',
    timestamp,
    data: { any: ['thing'] },
  };
  assert.deepEqual(parse('collection.archived', { any: ['thing'] }), unknown);
  for (const type of ['constructor', '__proto__', 'toString', '', 'unknown']) {
    const event = parse(type, {});
    assert.ok(event.type === 'unknown' && event.unknownType === type);
  }
  assert.deepEqual(parse('collection.completed', { ...collection, state: 'archived', more: 1 }).data, {
    ...collection,
    state: 'archived',
    more: 1,
  });
});

/** The compiler is the test: `type` tells which data an event has, and all types are accounted for. */
export function told(event: WebhookEvent): string {
  switch (event.type) {
    case 'signer.signed':
      holds<
        Equal<(typeof event)['data']['signatory']['state'], WebhookEventData<'signer.signed'>['signatory']['state']>
      >();
      return event.data.signatory.id;
    case 'collection.completed':
      // @ts-expect-error -- an event of a collection is of no signer
      return event.data.signatory;
    case 'credit.low':
      return event.data.creditCents.toFixed();
    // @ts-expect-error -- no such type
    case 'signer.singed':
      return '';
    case 'unknown':
      return event.unknownType;
    default:
      // @ts-expect-error -- of known types only
      return event.unknownType;
  }
}

test('signWebhook takes the data of its type, anything for a type of a later platform', async () => {
  const { body, headers } = await signWebhook({ type: 'credit.low', data: samples['credit.low'] }, secret);
  assert.match(headers['webhook-id'], /^evt_[A-Za-z0-9]{22}$/);
  assert.ok(Math.abs(Number(headers['webhook-timestamp']) - Date.now() / 1000) < 5);
  assert.deepEqual(Object.keys(JSON.parse(body) as object), ['type', 'timestamp', 'data']);
  await signWebhook({ type: 'collection.archived', data: { any: 1 } }, secret);
  // @ts-expect-error -- data of another type
  await signWebhook({ type: 'credit.low', data: { webhookId: 'x' } }, secret);
  await assert.rejects(signWebhook({ type: 'webhook.test', data: samples['webhook.test'] }, 'secret'), (error) =>
    isJseError(error, 'configuration'),
  );
});
