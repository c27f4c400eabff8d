import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { isJseError, type JseErrorCode } from '../errors.ts';
import { memoryReplayCache } from './replay-cache.ts';
import { signWebhook } from './sign-webhook.ts';
import { unwrapWebhook, type UnwrapOptions } from './unwrap-webhook.ts';

const secretOf = (byte: number, length = 32) => `whsec_${Buffer.alloc(length, byte).toString('base64')}`;
const secret = secretOf(1);
/** Half a second past a full one, as clocks are. */
const at = Date.UTC(2026, 5, 1) + 500;
const now = () => at;
const data = { transactionId: 'tr_1', externalId: 'lettre é', state: 'completed' } as const;
const { headers, body } = await signWebhook({ id: 'evt_1', type: 'collection.completed', data }, secret, { now });

type Given = Parameters<typeof unwrapWebhook>;
const refused = (
  code: JseErrorCode,
  [given, from, secrets]: [Given[0], Given[1], Given[2]?],
  options?: UnwrapOptions,
) =>
  assert.rejects(unwrapWebhook(given, from, secrets === undefined ? secret : secrets, { now, ...options }), (error) => {
    assert.ok(isJseError(error), String(error));
    assert.equal(error.code, code, error.message);
    assert.ok(!error.message.includes(secret.slice('whsec_'.length)));
    return true;
  });
const signed = (text: string) => ({
  ...headers,
  'webhook-signature': `v1,${createHmac('sha256', Buffer.alloc(32, 1)).update(`evt_1.${headers['webhook-timestamp']}.${text}`).digest('base64')}`,
});
const signature = headers['webhook-signature'];

test('gives the event of a genuine delivery, whatever holds body and headers', async () => {
  const event = { id: 'evt_1', type: 'collection.completed', timestamp: new Date(at).toISOString(), data };
  const bytes = new TextEncoder().encode(body);
  const within = new Uint8Array([0, 0, ...bytes, 0]).subarray(2, -1);
  for (const given of [body, bytes, within, Buffer.from(body), bytes.buffer])
    assert.deepEqual(await unwrapWebhook(given, headers, secret, { now }), event);
  const shouted = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value]));
  const lists = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));
  for (const from of [new Headers(headers), shouted, lists, { ...headers, cookie: undefined }])
    assert.deepEqual(await unwrapWebhook(body, from, secret, { now }), event);
});

test('a signature by one of several secrets will do, wherever it stands in the list', async () => {
  const others = [secretOf(2), secretOf(3)];
  for (const secrets of [
    [secret, ...others],
    [...others, secret],
  ])
    await unwrapWebhook(body, headers, secrets, { now });
  const both = await signWebhook({ type: 'webhook.test', data: { webhookId: 'whe_1' } }, [secretOf(2), secret], {
    now,
  });
  assert.equal(both.headers['webhook-signature'].split(' ').length, 2);
  for (const one of [secret, secretOf(2)]) await unwrapWebhook(both.body, both.headers, one, { now });
  await refused('webhook_signature_wrong', [both.body, both.headers, secretOf(3)]);
});

test('refuses a wrong secret, and one bit changed in body, id, timestamp or signature', async () => {
  await refused('webhook_signature_wrong', [body, headers, secretOf(2)]);
  const bytes = new TextEncoder().encode(body);
  for (const place of [0, bytes.length >> 1, bytes.length - 1]) {
    for (const bit of [1, 0x80]) {
      const changed = bytes.map((byte, index) => (index === place ? byte ^ bit : byte));
      await refused('webhook_signature_wrong', [changed, headers]);
    }
  }
  const flip = (text: string, place: number) =>
    text.slice(0, place) + String.fromCharCode(text.charCodeAt(place) ^ 1) + text.slice(place + 1);
  await refused('webhook_signature_wrong', [body, { ...headers, 'webhook-id': flip('evt_1', 4) }]);
  const timestamp = flip(headers['webhook-timestamp'], headers['webhook-timestamp'].length - 1);
  await refused('webhook_signature_wrong', [body, { ...headers, 'webhook-timestamp': timestamp }]);
  const zeros = `0${headers['webhook-timestamp']}`;
  await refused('webhook_signature_wrong', [body, { ...headers, 'webhook-timestamp': zeros }]);
  for (let place = 3; place < signature.length; place++)
    await refused('webhook_signature_wrong', [body, { ...headers, 'webhook-signature': flip(signature, place) }]);
});

test('takes five minutes off on both sides to the second, no more; or what it is told', async () => {
  const clock = (seconds: number) => ({ now: () => at + seconds * 1000 });
  for (const seconds of [300, -300, 300.499, -300.5]) await unwrapWebhook(body, headers, secret, clock(seconds));
  await refused('webhook_too_old', [body, headers], clock(300.5));
  await refused('webhook_too_new', [body, headers], clock(-300.6));
  await unwrapWebhook(body, headers, secret, { ...clock(10), toleranceMs: 10_000 });
  await refused('webhook_too_old', [body, headers], { ...clock(11), toleranceMs: 10_000 });
  await refused('webhook_too_new', [body, headers], { ...clock(-1), toleranceMs: 0 });
  await refused('webhook_too_old', [body, headers], { now: Date.now });
  for (const toleranceMs of [-1, NaN, Infinity, 3_600_001, 'five' as never])
    await refused('configuration', [body, headers], { toleranceMs });
});

test('takes signatures of version v1 in exact base64 only', async () => {
  const bare = signature.replace('v1,', '');
  const list = (value: string) => ({ ...headers, 'webhook-signature': value });
  for (const value of [
    `v1a,${bare}`,
    `v2,${bare}`,
    `V1,${bare}`,
    bare,
    ' ',
    'v1,',
    ',',
    signature.replace(/=+$/, ''),
    signature.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, ''),
    `${signature}=`,
    `${signature},${signature}`,
  ])
    await refused('webhook_signature_wrong', [body, list(value)]);
  for (const value of [`v1a,${bare} ${signature}`, `${signature} v1,AAAA`, `  ${signature}  `, `v1, ${signature}`])
    await unwrapWebhook(body, list(value), secret, { now });
});

test('says which headers are missing and which make no sense', async () => {
  for (const name of ['webhook-id', 'webhook-timestamp', 'webhook-signature'] as const) {
    const { [name]: _, ...rest } = headers;
    await refused('webhook_headers_missing', [body, rest]);
    await refused('webhook_headers_missing', [body, new Headers(rest)]);
    await refused('webhook_headers_missing', [body, { ...headers, [name]: '' }]);
    await refused('webhook_headers_missing', [body, { ...headers, [name]: [] }]);
    await refused('webhook_headers_invalid', [body, { ...headers, [name]: [headers[name], headers[name]] }]);
    await refused('webhook_headers_invalid', [body, { ...headers, [name.toUpperCase()]: headers[name] }]);
    await refused('webhook_headers_invalid', [body, { ...headers, [name]: 12 as never }]);
  }
  for (const id of ['evt 1', 'evt.1', `e${'x'.repeat(64)}`, 'évt', 'evt_1\n'])
    await refused('webhook_headers_invalid', [body, { ...headers, 'webhook-id': id }]);
  for (const timestamp of [
    'now',
    '-1',
    '1e9',
    '1.5',
    ' 1',
    '0x10',
    '1'.repeat(13),
    `${headers['webhook-timestamp']}, 1`,
  ])
    await refused('webhook_headers_invalid', [body, { ...headers, 'webhook-timestamp': timestamp }]);
  await refused('webhook_headers_missing', [body, undefined as never]);
});

test('a header with thousands of signatures costs nothing, even when the right one is among them', async () => {
  const wrong = `v1,${Buffer.alloc(32).toString('base64')}`;
  const many = Array.from({ length: 200_000 }, () => wrong).join(' ');
  const began = performance.now();
  await refused('webhook_headers_invalid', [body, { ...headers, 'webhook-signature': `${signature} ${many}` }]);
  assert.ok(performance.now() - began < 250);
  const few = Array.from({ length: 15 }, () => wrong).join(' ');
  await unwrapWebhook(body, { ...headers, 'webhook-signature': `${few} ${signature}` }, secret, { now });
  const short = { ...headers, 'webhook-signature': ' '.repeat(1000) };
  const secrets = Array.from({ length: 10 }, (_, index) => secretOf(index));
  const again = performance.now();
  await refused('webhook_signature_wrong', [body, short, secrets]);
  assert.ok(performance.now() - again < 250);
});

test('a delivery is taken once, a further try of the platform with its new time as well', async () => {
  const replayCache = memoryReplayCache({ now });
  await unwrapWebhook(body, headers, secret, { now, replayCache });
  await refused('webhook_replayed', [body, headers], { replayCache });
  const event = { id: 'evt_1', type: 'collection.completed', data } as const;
  const later = await signWebhook(event, secret, { now: () => at + 5000 });
  assert.equal((await unwrapWebhook(later.body, later.headers, secret, { now, replayCache })).id, 'evt_1');
  await refused('webhook_replayed', [later.body, later.headers], { replayCache });
});

test('the replay cache is asked for genuine deliveries only, and remembers for as long as they would pass', async () => {
  const asked: [string, Date][] = [];
  const replayCache = {
    async seen(id: string, until: Date) {
      asked.push([id, until]);
      return false;
    },
  };
  await refused('webhook_signature_wrong', [`${body} `, headers], { replayCache });
  await refused('webhook_too_old', [body, headers], { replayCache, now: Date.now });
  assert.deepEqual(asked, []);
  await unwrapWebhook(body, headers, secret, { now, replayCache });
  const [id = '', until = new Date(0)] = asked[0] ?? [];
  assert.equal(id, `evt_1.${headers['webhook-timestamp']}`);
  await unwrapWebhook(body, headers, secret, { now: () => until.getTime() - 1 });
  await refused('webhook_too_old', [body, headers], { now: () => until.getTime() });
  const down = new Error('the cache is down');
  const failing = { seen: () => Promise.reject(down) };
  await assert.rejects(unwrapWebhook(body, headers, secret, { now, replayCache: failing }), down);
});

test('a genuine body that is no event is told apart from a forged one', async () => {
  const time = new Date(at).toISOString();
  for (const value of [
    '',
    'no json',
    'null',
    '[]',
    '"text"',
    '{}',
    JSON.stringify({ type: 1, timestamp: time, data }),
    JSON.stringify({ type: 'collection.completed', timestamp: 'yesterday', data }),
    JSON.stringify({ type: 'collection.completed', timestamp: time }),
    JSON.stringify({ type: 'collection.completed', timestamp: time, data: [] }),
    JSON.stringify({ type: 'collection.completed', timestamp: time, data: { ...data, state: 1 } }),
    JSON.stringify({ type: 'signer.signed', timestamp: time, data }),
  ])
    await refused('webhook_payload_invalid', [value, signed(value)]);
  const key = Buffer.alloc(32, 1);
  const bytes = Buffer.from([0x7b, 0xff, 0x7d]);
  const text = Buffer.concat([Buffer.from(`evt_1.${headers['webhook-timestamp']}.`), bytes]);
  const right = `v1,${createHmac('sha256', key).update(text).digest('base64')}`;
  await refused('webhook_payload_invalid', [bytes, { ...headers, 'webhook-signature': right }]);
});

test('says plainly what is not set up', async () => {
  for (const wrong of [
    '',
    'secret',
    secret.slice('whsec_'.length),
    'whsec_',
    'whsec_!!!!',
    secretOf(1, 23),
    secretOf(1, 65),
    `${secret}\n`,
    [],
    [secret, ''],
    Array.from({ length: 11 }, () => secret),
    null as never,
    [null as never],
  ])
    await refused('configuration', [body, headers, wrong]);
  await unwrapWebhook(body, headers, secret.replace(/=+$/, ''), { now });
  for (const parsed of [JSON.parse(body), undefined, null, 1])
    await refused('configuration', [parsed as string, headers]);
});
