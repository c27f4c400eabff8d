import assert from 'node:assert/strict';
import { test } from 'node:test';
import { json, problem, type Reply, startFaultServer } from '../test/fault-server.ts';
import { isJseError } from './errors.ts';
import { computeHandshakeHmac, createHandshake } from './handshake.ts';

const settings = { editor: 'shortcut', secret: 'secret', now: () => 1_544_783_760_000 };

test('the HMAC is the published test vector', async () => {
  const hmac = await computeHandshakeHmac({
    secret: 'secret',
    shortcut: 'shortcut',
    idRequest: 'FCmWsIqOv8hqXBR78OHKoJSaH9Aoc0',
    ts: '1544783760000',
  });
  assert.equal(hmac, 'db2070ed2c1348f4c697797f840cb85ce07769bec64f178e61314312155210e5');
});

test('start sends the HMAC of a fresh idRequest and appends a fresh state to the success address', async () => {
  await using server = await startFaultServer(json({ url: 'https://platform.example/sign-in' }));
  const handshake = createHandshake({ ...settings, baseUrl: server.baseUrl });
  const started = await handshake.start({ successUrl: 'https://app.example/back?tab=1' });
  assert.equal(started.url, 'https://platform.example/sign-in');
  assert.match(started.idRequest, /^[A-Za-z0-9]{30}$/);
  const { idRequest, state } = started;
  const hmac = await computeHandshakeHmac({ secret: 'secret', shortcut: 'shortcut', idRequest, ts: '1544783760000' });
  const [seen] = server.seen;
  assert.equal(seen?.path, `/editor/shortcut/token/officeAndUser/auth/${idRequest}/${hmac}?ts=1544783760000`);
  assert.deepEqual(JSON.parse(String(seen?.body)), {
    success_url: `https://app.example/back?tab=1&state=${state}`,
    generate_hmac: true,
  });
  const again = await handshake.start({ successUrl: 'https://app.example/back' });
  assert.notEqual(again.state, state);
  assert.notEqual(again.idRequest, idRequest);
});

test('the state is checked whole', async () => {
  await using server = await startFaultServer(json({ url: 'https://platform.example/sign-in' }));
  const handshake = createHandshake({ ...settings, baseUrl: server.baseUrl });
  const { state } = await handshake.start({ successUrl: 'https://app.example/back' });
  assert.equal(handshake.checkState(state, state), true);
  for (const wrong of ['', state.slice(1), `${state}x`, state.toUpperCase().toLowerCase(), undefined, null, [state]]) {
    assert.equal(handshake.checkState(state, wrong), false);
  }
  assert.equal(handshake.checkState('', ''), false);
});

test('fetch gives the tokens; pending and expired are told apart; it is never sent twice', async () => {
  const tokens = { office: { token: 'o', name: 'Cabinet' }, user: { token: 'u', email: 'expert@cabinet.example' } };
  await using server = await startFaultServer(
    problem(409, 'handshake_pending', { retryable: true }),
    problem(404, 'request_expired'),
    (response) => void response.socket?.destroy(),
    json(tokens),
  );
  const handshake = createHandshake({ ...settings, baseUrl: server.baseUrl });
  for (const code of ['handshake_pending', 'request_expired', 'network'] as const) {
    await assert.rejects(handshake.fetch('FCmWsIqOv8hqXBR78OHKoJSaH9Aoc0'), (error) => isJseError(error, code));
  }
  assert.deepEqual(await handshake.fetch('FCmWsIqOv8hqXBR78OHKoJSaH9Aoc0'), tokens);
  assert.equal(server.seen.length, 4);
});

test('an answer cut short does not show the token it carried', async () => {
  const { inspect } = await import('node:util');
  await using server = await startFaultServer((response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"user":{"token":"s3cret-token"');
  });
  const handshake = createHandshake({ ...settings, baseUrl: server.baseUrl });
  await assert.rejects(handshake.fetch('FCmWsIqOv8hqXBR78OHKoJSaH9Aoc0'), (error) => {
    return isJseError(error, 'response_invalid') && !inspect(error, { depth: 20 }).includes('s3cret');
  });
});

test('a clock that is off is corrected once by the platform’s, and stays corrected', async () => {
  const date = 'Fri, 14 Dec 2018 11:36:00 GMT';
  const off: Reply = (response, ...rest) => {
    response.setHeader('date', date);
    return problem(400, 'timestamp_out_of_window')(response, ...rest);
  };
  const tokens = { office: { token: 'o', name: 'Cabinet' }, user: { token: 'u', email: 'expert@cabinet.example' } };
  await using server = await startFaultServer(off, json({ url: 'https://platform.example/x' }), json(tokens), off, off);
  const handshake = createHandshake({ ...settings, baseUrl: server.baseUrl });
  const { idRequest } = await handshake.start({ successUrl: 'https://app.example/back' });
  await handshake.fetch(idRequest);
  const ts = () => server.seen.map(({ path }) => Number(new URL(path, 'http://x').searchParams.get('ts')));
  const corrected = Date.parse(date);
  assert.deepEqual(ts(), [1_544_783_760_000, corrected, corrected]);
  await assert.rejects(handshake.fetch(idRequest), (error) => isJseError(error, 'timestamp_out_of_window'));
});
