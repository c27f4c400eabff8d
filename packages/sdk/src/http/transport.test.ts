import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import {
  bare,
  type FaultServer,
  hangUp,
  json,
  problem,
  type Reply,
  startFaultServer,
} from '../../test/fault-server.ts';
import { transactionSample } from '../../test/wire-samples.ts';
import { isJseError, type JseError } from '../errors.ts';
import { createClient } from '../server.ts';

const officeToken = 'office-secret-0123456789';
const userToken = 'user-secret-0123456789';
const clientOf = ({ baseUrl }: FaultServer, more: { timeoutMs?: number; retry?: number } = {}) =>
  createClient({ baseUrl, editor: 'shortcut', officeToken, userToken, ...more });
const created = json({ id: 'tr_1' }, 201);

async function failure(promise: Promise<unknown>): Promise<JseError> {
  try {
    await promise;
  } catch (error) {
    assert.ok(isJseError(error), `not a JseError: ${String(error)}`);
    return error;
  }
  return assert.fail('the call succeeded');
}

test('an unsafe call carries the tokens and an idempotency key as a quoted UUID', async () => {
  await using server = await startFaultServer(created);
  assert.deepEqual(await clientOf(server).collections.create({ title: 'Lettre', notifications: 'none' }), {
    id: 'tr_1',
  });
  const [seen] = server.seen;
  assert.equal(seen?.path, '/editor/shortcut/transaction');
  assert.equal(seen?.headers['jse-editor-token-office'], officeToken);
  assert.equal(seen?.headers['jse-editor-token-user'], userToken);
  assert.match(String(seen?.headers['idempotency-key']), /^"[0-9a-f]{8}-[0-9a-f-]{27}"$/);
  assert.deepEqual(JSON.parse(String(seen?.body)), { object: 'Lettre', notification: 'NONE' });
});

test('a safe call carries no idempotency key, and a list walks its pages', async () => {
  const second = { ...transactionSample, id: 'tr_2' };
  await using server = await startFaultServer(
    json({ data: [transactionSample], nextCursor: 'c/2' }),
    json({ data: [second], nextCursor: null }),
  );
  const ids: string[] = [];
  for await (const { id } of clientOf(server).collections.list({ state: 'refused', limit: 1 })) ids.push(id);
  assert.deepEqual(ids, ['tr_1', 'tr_2']);
  assert.deepEqual(
    server.seen.map(({ path }) => path),
    [
      '/editor/shortcut/transaction?state=refused&limit=1',
      '/editor/shortcut/transaction?state=refused&limit=1&cursor=c%2F2',
    ],
  );
  assert.equal(server.seen[0]?.headers['idempotency-key'], undefined);
});

const repeated: readonly (readonly [string, Reply])[] = [
  ['500', bare(500)],
  ['502', bare(502)],
  ['503', bare(503)],
  ['504', bare(504)],
  ['408', bare(408)],
  ['425', bare(425)],
  ['429', problem(429, 'rate_limited', { retryable: true })],
  ['a closed socket', hangUp],
  [
    'half a body',
    (response) => {
      response.writeHead(201, { 'content-type': 'application/json', 'content-length': '100' });
      response.write('{"id":');
      setTimeout(() => response.socket?.destroy(), 20);
    },
  ],
  ['409 idempotency_in_flight', problem(409, 'idempotency_in_flight', { retryable: true }, { 'retry-after': '0' })],
];
for (const [name, reply] of repeated) {
  test(`${name} is tried again with the same key and body`, async () => {
    await using server = await startFaultServer(reply, created);
    assert.deepEqual(await clientOf(server).collections.create({ title: 'Lettre' }), { id: 'tr_1' });
    assert.equal(server.seen.length, 2);
    const [first, second] = server.seen;
    assert.equal(first?.headers['idempotency-key'], second?.headers['idempotency-key']);
    assert.deepEqual(first?.body, second?.body);
  });
}

const final: readonly (readonly [string, Reply, string])[] = [
  ['400', problem(400, 'validation_failed'), 'validation_failed'],
  ['401 without details', bare(401), 'unauthenticated'],
  ['404 without details', bare(404), 'response_invalid'],
  ['409 state_conflict', problem(409, 'state_conflict'), 'state_conflict'],
  ['409 revision_changed', problem(409, 'revision_changed', { retryable: true }), 'revision_changed'],
  ['413', problem(413, 'pdf_too_large', {}, { 'retry-after': '0' }), 'pdf_too_large'],
  ['413 without details', bare(413, { 'retry-after': '0' }), 'pdf_too_large'],
  [
    '429 code_resend_too_soon',
    problem(429, 'code_resend_too_soon', {}, { 'retry-after': '1' }),
    'code_resend_too_soon',
  ],
  ['500 that says it is final', problem(500, 'internal', { retryable: false }), 'internal'],
  ['503 that asks for more than a minute', bare(503, { 'retry-after': '61' }), 'unavailable'],
  ['a redirect', bare(302, { location: 'http://127.0.0.1:9/' }), 'response_invalid'],
  [
    'another content type',
    (response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<p>hello</p>'),
    'response_invalid',
  ],
  [
    'no JSON',
    (response) => void response.writeHead(200, { 'content-type': 'application/json' }).end('{"id":'),
    'response_invalid',
  ],
  ['another shape', json({ identifier: 1 }, 201), 'response_invalid'],
];
for (const [name, reply, code] of final) {
  test(`${name} ends the call with ${code}, sent once`, async () => {
    await using server = await startFaultServer(reply, created);
    const error = await failure(clientOf(server).collections.create({ title: 'Lettre' }));
    assert.equal(error.code, code);
    assert.equal(server.seen.length, 1);
  });
}

test('attempts end after the second repetition, and the key is handed back', async () => {
  await using server = await startFaultServer(bare(500));
  const error = await failure(clientOf(server).collections.launch('tr_1'));
  assert.equal(error.code, 'internal');
  assert.equal(error.status, 500);
  assert.equal(server.seen.length, 3);
  assert.equal(server.seen[0]?.headers['idempotency-key'], `"${error.idempotencyKey}"`);
});

test('retry: 0 repeats nothing', async () => {
  await using server = await startFaultServer(bare(503), created);
  assert.equal((await failure(clientOf(server, { retry: 0 }).collections.get('tr_1'))).code, 'unavailable');
  assert.equal(server.seen.length, 1);
});

test('Retry-After is waited for', async () => {
  await using server = await startFaultServer(bare(503, { 'retry-after': '1' }), json(transactionSample));
  await clientOf(server).collections.get('tr_1');
  const [first, second] = server.seen;
  assert.ok((second?.at ?? 0) - (first?.at ?? 0) >= 990);
});

test('a slow answer ends in timeout, a slow body too', async () => {
  const trickle: Reply = (response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const timer = setInterval(() => response.write(' '), 10);
    void once(response, 'close').then(() => clearInterval(timer));
  };
  for (const reply of [() => {}, trickle]) {
    await using server = await startFaultServer(reply);
    const error = await failure(clientOf(server, { timeoutMs: 150 }).collections.get('tr_1'));
    assert.equal(error.code, 'timeout');
    assert.equal(server.seen.length, 1);
  }
});

test('an aborted call ends at once with its reason, before, during and between attempts', async () => {
  const reason = new Error('the user left');
  await using server = await startFaultServer(bare(503, { 'retry-after': '30' }));
  const { collections } = clientOf(server);
  assert.equal((await failure(collections.get('tr_1', { signal: AbortSignal.abort(reason) }))).code, 'aborted');
  assert.equal(server.seen.length, 0);
  const controller = new AbortController();
  setTimeout(() => controller.abort(reason), 100);
  const error = await failure(collections.get('tr_1', { signal: controller.signal }));
  assert.equal(error.code, 'aborted');
  assert.equal(error.cause, reason);
  await using silent = await startFaultServer(() => {});
  const during = clientOf(silent).collections.get('tr_1', { signal: AbortSignal.timeout(50) });
  assert.equal((await failure(during)).code, 'timeout');
});

test('a server that is not there is a network error with its cause', async () => {
  const server = await startFaultServer(created);
  await server[Symbol.asyncDispose]();
  const error = await failure(clientOf(server, { retry: 1 }).collections.get('tr_1'));
  assert.equal(error.code, 'network');
  assert.ok(error.cause instanceof Error);
});

test('a problem arrives whole, its pointers in our words', async () => {
  const errors = [{ pointer: '#/object', code: 'too_big', detail: 'too long' }];
  const members = { detail: 'Le titre est trop long', instance: 'urn:request:rq-9', errors };
  await using server = await startFaultServer(problem(400, 'validation_failed', members));
  const error = await failure(clientOf(server).collections.update('tr_1', { title: 'Lettre' }, { ifMatch: 7 }));
  assert.equal(server.seen[0]?.headers['if-match'], '"v7"');
  assert.equal(error.requestId, 'rq-9');
  assert.equal(error.problem?.detail, members.detail);
  assert.deepEqual(error.fieldErrors, [{ pointer: '/title', code: 'too_big', detail: 'too long' }]);
});

test('no error shows a secret, however it is printed', async () => {
  const { inspect } = await import('node:util');
  for (const reply of [bare(500), bare(401), hangUp, json({}), () => {}]) {
    await using server = await startFaultServer(reply);
    const error = await failure(clientOf(server, { retry: 0, timeoutMs: 200 }).collections.get('tr_1'));
    const printed = inspect(error, { depth: 20, showHidden: true });
    assert.ok(!printed.includes(officeToken) && !printed.includes(userToken), printed);
  }
});

test('a key of the caller goes out as given; a malformed one does not go out', async () => {
  await using server = await startFaultServer(created);
  const { collections } = clientOf(server);
  await collections.create({ title: 'Lettre' }, { idempotencyKey: 'letter-42' });
  assert.equal(server.seen[0]?.headers['idempotency-key'], '"letter-42"');
  const error = await failure(collections.create({ title: 'Lettre' }, { idempotencyKey: 'a"b' }));
  assert.equal(error.code, 'configuration');
  assert.equal(server.seen.length, 1);
});

test('what the contract does not allow is refused before it is sent', async () => {
  await using server = await startFaultServer(created);
  const error = await failure(clientOf(server).collections.create({ title: 'x'.repeat(46) }));
  assert.equal(error.code, 'validation_failed');
  assert.equal(error.fieldErrors[0]?.pointer, '/title');
  for (const id of ['', '.', '..'])
    assert.equal((await failure(clientOf(server).collections.get(id))).code, 'configuration');
  assert.equal(server.seen.length, 0);
});

test('an id cannot leave its place in the path', async () => {
  await using server = await startFaultServer(problem(404, 'not_found'));
  await failure(clientOf(server).collections.get('../me?x#y'));
  assert.equal(server.seen[0]?.path, '/editor/shortcut/transaction/..%2Fme%3Fx%23y');
});

test('the language of refusals is asked for', async () => {
  await using server = await startFaultServer(json(transactionSample));
  const settings = { baseUrl: server.baseUrl, editor: 'shortcut', officeToken, language: 'en' } as const;
  await createClient(settings).with({ userToken }).collections.get('tr_1');
  assert.equal(server.seen[0]?.headers['accept-language'], 'en');
});

test('with() acts for another member', async () => {
  await using server = await startFaultServer(created);
  const office = createClient({ baseUrl: server.baseUrl, editor: 'shortcut', officeToken });
  await office.collections.create({ title: 'Lettre' });
  await office.with({ userToken }).collections.create({ title: 'Lettre' });
  assert.deepEqual(
    server.seen.map(({ headers }) => headers['jse-editor-token-user']),
    [undefined, userToken],
  );
});

test('a thousand calls leave no listener on one signal', async () => {
  await using server = await startFaultServer(json(transactionSample));
  const controller = new AbortController();
  const { default: events } = await import('node:events');
  const { collections } = clientOf(server);
  for (let call = 0; call < 1000; call += 50) {
    await Promise.all(Array.from({ length: 50 }, () => collections.get('tr_1', { signal: controller.signal })));
  }
  assert.ok(events.getEventListeners(controller.signal, 'abort').length < 5);
});

test('hooks see each attempt, name nothing secret, and break nothing', async () => {
  await using server = await startFaultServer(bare(503), created);
  const told: unknown[] = [];
  const client = createClient({
    baseUrl: server.baseUrl,
    editor: 'shortcut',
    officeToken,
    userToken,
    hooks: {
      onRequest: (attempt) => {
        told.push(attempt);
        return { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' };
      },
      onResponse: (attempt) => {
        told.push(attempt);
        throw new Error('a broken logger');
      },
    },
  });
  await client.collections.create({ title: 'Lettre secrète' });
  assert.equal(server.seen[1]?.headers['traceparent'], '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01');
  const seen = told as { operation: string; attempt: number; status?: number; idempotencyKey: string }[];
  assert.deepEqual(
    seen.map(({ operation, attempt, status }) => [operation, attempt, status]),
    [
      ['POST /transaction', 1, undefined],
      ['POST /transaction', 1, 503],
      ['POST /transaction', 2, undefined],
      ['POST /transaction', 2, 201],
    ],
  );
  assert.equal(new Set(seen.map(({ idempotencyKey }) => idempotencyKey)).size, 1);
  const text = JSON.stringify(told);
  for (const secret of [officeToken, userToken, 'secrète', server.baseUrl]) assert.ok(!text.includes(secret));
});

test('the answer as it came is at hand', async () => {
  await using server = await startFaultServer(json({ id: 'tr_1', laterField: 1 }, 201));
  const answers: Response[] = [];
  await clientOf(server).collections.create({ title: 'Lettre' }, { onResponse: (response) => answers.push(response) });
  assert.equal(answers[0]?.status, 201);
  assert.deepEqual(await answers[0].json(), { id: 'tr_1', laterField: 1 });
});

test('a call that is not confirmed by the operator says so once, on what is no sandbox', async () => {
  const warnings: string[] = [];
  const me = {
    office: { id: 'of_1', name: 'Cabinet', creditCents: 1 },
    member: null,
    termsAccepted: true,
    dataLocation: 'FR',
  };
  await using server = await startFaultServer(json(me), json(me), json(me, 200, { 'jse-sandbox': '1' }), created);
  const client = createClient({
    baseUrl: server.baseUrl,
    editor: 'x',
    officeToken,
    userToken,
    onWarning: (said) => warnings.push(said),
  });
  for (let at = 0; at < 3; at++) await client.me();
  await client.collections.create({ title: 'Lettre' });
  await new Promise((done) => setTimeout(done, 50));
  assert.deepEqual(
    warnings.map((said) => /@jse\/sdk: (\w+ \S+)/.exec(said)?.[1]),
    ['GET /me'],
  );
});
