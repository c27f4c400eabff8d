import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { type RawReply, saying, startRawServer, trickling } from '../../test/raw-server.ts';
import { transactionSample } from '../../test/wire-samples.ts';
import { isJseError, type JseError } from '../errors.ts';
import { type Client, createClient } from '../server.ts';

/** Where time is to run out; everywhere else a busy machine must not make it. */
const timeoutMs = 400;
const within = (code: string | undefined) => (code === 'timeout' ? { timeoutMs } : {});
const clientOf = (baseUrl: string, retry = 2): Client =>
  createClient({
    baseUrl,
    editor: 'shortcut',
    officeToken: 'office',
    userToken: 'user',
    timeoutMs: 20_000,
    retry,
    onWarning: () => {},
  });

async function failure(promise: Promise<unknown>): Promise<JseError> {
  const begun = performance.now();
  const error = await promise.then(
    () => assert.fail('the call succeeded'),
    (thrown: unknown) => thrown,
  );
  assert.ok(isJseError(error), `no JseError: ${String(error)}`);
  assert.ok(performance.now() - begun < 15_000, 'it hung');
  return error;
}

const created = JSON.stringify({ id: 'tr_1' });
const answer = (status: string, body: string, ...headers: readonly string[]): RawReply =>
  saying(`HTTP/1.1 ${status}`, ...headers, `content-length: ${Buffer.byteLength(body, 'latin1')}`, '', body);
const json = 'content-type: application/json';
const well = answer('201 Created', created, json);
const reset: RawReply = (socket) => socket.resetAndDestroy();

/** What comes, how often the call was sent, and how it ends: with a code, or well. */
const sessions: readonly (readonly [string, readonly RawReply[], number, string | undefined])[] = [
  ['no word of HTTP', [saying('SSH-2.0-OpenSSH_9.2', '')], 3, 'network'],
  ['nothing, and the end', [saying('')], 3, 'network'],
  ['a reset', [reset], 3, 'network'],
  ['a reset, then an answer', [reset, well], 2, undefined],
  ['a head that stops in the middle', [saying('HTTP/1.1 201 Created', 'content-ty')], 3, 'network'],
  ['headers without an end', [trickling('HTTP/1.1 201 Created\r\n', `x: ${'y'.repeat(1000)}\r\n`, 1)], 3, 'network'],
  ['a head byte by byte', [trickling('HTTP/1.1 201 Created\r\nx: ', 'y', 20)], 1, 'timeout'],
  [
    'a body byte by byte',
    [trickling(`HTTP/1.1 201 Created\r\n${json}\r\ncontent-length: 9999\r\n\r\n`, ' ', 20)],
    1,
    'timeout',
  ],
  ['half a body', [saying('HTTP/1.1 201 Created', json, 'content-length: 99', '', '{"id":')], 3, 'network'],
  [
    'half a body, then a whole one',
    [saying('HTTP/1.1 201 Created', json, 'content-length: 99', '', '{'), well],
    2,
    undefined,
  ],
  [
    'a chunk cut off',
    [saying('HTTP/1.1 201 Created', json, 'transfer-encoding: chunked', '', '40', '{"id":')],
    3,
    'network',
  ],
  [
    'chunks that are none',
    [saying('HTTP/1.1 201 Created', json, 'transfer-encoding: chunked', '', 'zz', created, '0', '', '')],
    3,
    'network',
  ],
  [
    'two lengths',
    [saying('HTTP/1.1 201 Created', json, 'content-length: 13', 'content-length: 14', '', created)],
    3,
    'network',
  ],
  [
    'a body longer than its length',
    [saying('HTTP/1.1 201 Created', json, 'content-length: 5', '', created)],
    1,
    'response_invalid',
  ],
  [
    'gzip that is none',
    [saying('HTTP/1.1 201 Created', json, 'content-encoding: gzip', `content-length: ${created.length}`, '', created)],
    3,
    'network',
  ],
  [
    'processing and early hints first',
    [
      saying(
        'HTTP/1.1 102 Processing',
        '',
        'HTTP/1.1 103 Early Hints',
        'link: </x>; rel=preload',
        '',
        'HTTP/1.1 201 Created',
        json,
        `content-length: ${created.length}`,
        '',
        created,
      ),
    ],
    1,
    undefined,
  ],
  ['continue where nothing waits for it', [saying('HTTP/1.1 100 Continue', '', '')], 3, 'network'],
  ['early hints for ever', [trickling('', 'HTTP/1.1 103 Early Hints\r\n\r\n', 20)], 1, 'timeout'],
  [
    'another protocol',
    [saying('HTTP/1.1 101 Switching Protocols', 'upgrade: websocket', 'connection: upgrade', '', '')],
    3,
    'network',
  ],
  ...['301 Moved', '302 Found', '303 See Other', '307 Temporary', '308 Permanent'].map(
    (status) =>
      [`${status}, elsewhere`, [answer(status, '', 'location: http://127.0.0.1:9/')], 1, 'response_invalid'] as const,
  ),
  ['not modified', [saying('HTTP/1.1 304 Not Modified', '', '')], 1, 'response_invalid'],
  ['no content', [saying('HTTP/1.1 204 No Content', '', '')], 1, 'response_invalid'],
  [
    'a refusal, then no content: nothing of the first is taken for the second',
    [answer('503 Busy', created, json), saying('HTTP/1.1 204 No Content', '', '')],
    2,
    'response_invalid',
  ],
  ['an empty body', [answer('201 Created', '', json)], 1, 'response_invalid'],
  ['no content type', [answer('201 Created', created)], 1, 'response_invalid'],
  [
    'the page of a captive portal',
    [answer('200 OK', '<html>Connect</html>', 'content-type: text/html')],
    1,
    'response_invalid',
  ],
  ['the page of a proxy', [answer('502 Bad Gateway', '<html>', 'content-type: text/html')], 3, 'unavailable'],
  [
    'details that are no JSON',
    [answer('500 Oops', '{"code":', 'content-type: application/problem+json')],
    3,
    'internal',
  ],
  [
    'details of another shape',
    [answer('409 Conflict', '{"code":7}', 'content-type: application/problem+json')],
    1,
    'response_invalid',
  ],
  ['JSON in another encoding', [answer('201 Created', '\u00ff\u00fe{\u0000', json)], 1, 'response_invalid'],
  ['JSON that goes down for ever', [answer('201 Created', '['.repeat(200_000), json)], 1, 'response_invalid'],
  ['a status of tomorrow', [answer('299 Odd', created, json)], 1, undefined],
  [
    'a status that is none',
    [saying('HTTP/1.1 999 Odd', json, `content-length: ${created.length}`, '', created)],
    1,
    'response_invalid',
  ],
];
for (const [name, replies, sent, code] of sessions) {
  test(`a server that sends ${name}: ${code ?? 'taken'}, sent ${sent} times`, async () => {
    await using server = await startRawServer(...replies);
    const { collections } = clientOf(server.baseUrl);
    const call = collections.create({ title: 'Lettre' }, within(code));
    if (code === undefined) assert.deepEqual(await call, { id: 'tr_1' });
    else assert.equal((await failure(call)).code, code);
    assert.equal(server.requests.length, sent);
  });
}

test('a body without an end is given up before it fills the memory, packed or not', async () => {
  const zeros = Buffer.alloc(1_000_000, ' ');
  const head = `HTTP/1.1 200 OK\r\n${json}\r\n`;
  const endless: RawReply = (socket) => {
    socket.write(`${head}\r\n`);
    const more = () => {
      while (!socket.destroyed && socket.write(zeros));
      socket.once('drain', more);
    };
    more();
  };
  const bomb = gzipSync(Buffer.alloc(200_000_000, ' '));
  const packed: RawReply = (socket) => {
    socket.write(`${head}content-encoding: gzip\r\ncontent-length: ${bomb.length}\r\n\r\n`);
    socket.end(bomb);
  };
  for (const reply of [endless, packed]) {
    await using server = await startRawServer(reply);
    const error = await failure(clientOf(server.baseUrl).collections.get('tr_1', { timeoutMs: 20_000 }));
    assert.equal(error.code, 'response_invalid');
    assert.match(error.message, /more than 64000000 bytes/);
    assert.equal(server.requests.length, 1);
  }
});

const file = new Uint8Array(8_000_000).fill(7);

test('a socket that dies in the middle of an upload: each attempt from the beginning, with one key, then network', async () => {
  const keys: string[] = [];
  const dying: RawReply = (socket, head) => {
    keys.push(/idempotency-key: (\S+)/i.exec(head)?.[1] ?? '');
    let taken = 0;
    socket.on('data', (part) => (taken += part.length) > 500_000 && socket.resetAndDestroy());
  };
  await using server = await startRawServer(dying);
  for (const onProgress of [undefined, () => {}]) {
    keys.length = 0;
    const upload = clientOf(server.baseUrl, 1).documents.upload('tr_1', 1, file, { onProgress, timeoutMs: 5000 });
    assert.equal((await failure(upload)).code, 'network');
    assert.equal(keys.length, 2);
    assert.equal(keys[0], keys[1]);
  }
});

test('a server that refuses before it has read the file: the refusal is told, or the dead connection, and nothing hangs', async () => {
  const body = JSON.stringify({ type: 'https://x', title: 'too large', status: 413, code: 'pdf_too_large' });
  const early: RawReply = (socket) => {
    socket.write(
      `HTTP/1.1 413 Too Large\r\ncontent-type: application/problem+json\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`,
    );
  };
  await using server = await startRawServer(early);
  for (const onProgress of [undefined, () => {}]) {
    const error = await failure(
      clientOf(server.baseUrl).documents.upload('tr_1', 1, file, { onProgress, timeoutMs: 5000 }),
    );
    assert.equal(error.code, 'pdf_too_large');
  }
  assert.equal(server.requests.length, 2);
});

test('a server that takes no byte of a file: timeout, sent once', async () => {
  await using server = await startRawServer((socket) => socket.pause());
  assert.equal(
    (await failure(clientOf(server.baseUrl).documents.upload('tr_1', 1, file, { timeoutMs }))).code,
    'timeout',
  );
  assert.equal(server.requests.length, 1);
});

const pdf = 'content-type: application/pdf';
const files: readonly (readonly [string, RawReply, string])[] = [
  ['a page of HTML', answer('200 OK', '<html>', 'content-type: text/html'), 'response_invalid'],
  [
    'a part of it',
    saying(
      'HTTP/1.1 206 Partial',
      pdf,
      'content-range: bytes 0-3/9',
      'repr-digest: sha-256=:AAAA:',
      'content-length: 4',
      '',
      '%PDF',
    ),
    'response_invalid',
  ],
  ['half of it', saying('HTTP/1.1 200 OK', pdf, 'content-length: 99', '', '%PDF'), 'network'],
  ['it for ever', trickling(`HTTP/1.1 200 OK\r\n${pdf}\r\ncontent-length: 9999\r\n\r\n`, '', 20), 'timeout'],
  ['a redirect', answer('302 Found', '', 'location: http://127.0.0.1:9/'), 'response_invalid'],
  [
    'a refusal without an end',
    trickling('HTTP/1.1 404 Not Found\r\ncontent-type: text/plain\r\n\r\n', 'x', 20),
    'timeout',
  ],
];
for (const [name, reply, code] of files) {
  test(`where a file is due, a server that sends ${name}: ${code}, whole or as a stream`, async () => {
    await using server = await startRawServer(reply);
    const { documents } = clientOf(server.baseUrl, 0);
    assert.equal((await failure(documents.download('tr_1', 'f_1', within(code)))).code, code);
    const streamed = async () =>
      new Response((await documents.stream('tr_1', 'f_1', within(code))).stream).arrayBuffer();
    assert.equal((await failure(streamed())).code, code);
    assert.equal(server.requests.length, 2);
  });
}

test('a stream that its reader’s signal ends is aborted, not broken', async () => {
  await using server = await startRawServer(
    trickling(`HTTP/1.1 200 OK\r\n${pdf}\r\ncontent-length: 99999\r\n\r\n`, '%', 20),
  );
  const stop = new AbortController();
  const { stream, sha256 } = await clientOf(server.baseUrl).documents.stream('tr_1', 'f_1', { signal: stop.signal });
  setTimeout(() => stop.abort(), 100);
  assert.equal((await failure(new Response(stream).arrayBuffer())).code, 'aborted');
  assert.equal((await failure(sha256)).code, 'aborted');
});

test('times and counts that no timer takes are refused at once', async () => {
  await using server = await startRawServer(answer('200 OK', JSON.stringify(transactionSample), json));
  for (const wrong of [0, -1, Number.NaN, Number.POSITIVE_INFINITY, 1e12]) {
    const make = () => createClient({ baseUrl: server.baseUrl, editor: 'x', officeToken: 'o', timeoutMs: wrong });
    assert.throws(make, (error) => isJseError(error, 'configuration'));
    const call = clientOf(server.baseUrl).collections.get('tr_1', { timeoutMs: wrong });
    assert.equal((await failure(call)).code, 'configuration');
  }
  for (const retry of [-1, 11, Number.NaN])
    assert.throws(
      () => clientOf(server.baseUrl, retry),
      (error) => isJseError(error, 'configuration'),
    );
  assert.equal(server.requests.length, 0);
});

test('a fetch of the caller’s that fails in words of its own is a network failure too', async () => {
  let calls = 0;
  const fetch = () => {
    calls += 1;
    throw calls < 3 ? new Error('ECONNRESET') : new TypeError('error in a socket');
  };
  const client = createClient({ baseUrl: 'https://platform.example', editor: 'x', officeToken: 'o', fetch });
  assert.equal((await failure(client.collections.get('tr_1'))).code, 'network');
  assert.equal(calls, 3);
});
