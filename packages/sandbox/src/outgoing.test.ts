import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo, Server, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { createNodeOutgoing } from './adapters/node-outgoing.ts';
import { createOutgoing, OutgoingError, type OutgoingErrorCode } from './outgoing.ts';
import { Refusal } from './problem.ts';

let key: string;
let certificate: string;
const servers: Server[] = [];
before(() => {
  const folder = mkdtempSync(join(tmpdir(), 'outgoing-'));
  const file = (name: string) => join(folder, name);
  const name = ['-subj', '/CN=hook.example', '-addext', 'subjectAltName=DNS:hook.example'];
  const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  execFileSync('openssl', ['req', ...kind, ...name, '-keyout', file('key'), '-out', file('cert')], { stdio: 'pipe' });
  key = readFileSync(file('key'), 'utf8');
  certificate = readFileSync(file('cert'), 'utf8');
  rmSync(folder, { recursive: true });
});
after(() => {
  for (const server of servers) server.close();
});

/** A TLS server for hook.example on this machine; the connections it had. */
async function listen(listener: RequestListener): Promise<{ port: number; sockets: Socket[] }> {
  const server = createServer({ key, cert: certificate }, listener);
  const sockets: Socket[] = [];
  server.on('connection', (socket: Socket) => sockets.push(socket));
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { port: (server.address() as AddressInfo).port, sockets };
}

const laptop = (resolve: (hostname: string) => Promise<string[]> = () => Promise.resolve(['127.0.0.1'])) =>
  createOutgoing(createNodeOutgoing({ resolve, ca: certificate }), true);
const coded = (code: OutgoingErrorCode) => (error: unknown) => {
  assert.ok(error instanceof OutgoingError, String(error));
  assert.equal(error.code, code, error.message);
  return true;
};

test('a call goes out with method, headers and body, and its answer comes back', async () => {
  const { port } = await listen((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      response.setHeader(
        'x-seen',
        `${request.method} ${request.url} ${request.headers['x-mark']} ${request.headers.host}`,
      );
      response.writeHead(201).end(`${request.headers['content-length']}:${Buffer.concat(parts).toString()}`);
    });
  });
  const url = `https://hook.example:${port}/path?x=1`;
  const request = new Request(url, { method: 'POST', body: 'salut é', headers: { 'x-mark': 'yes', host: 'evil' } });
  const response = await laptop().callOut(request);
  assert.equal(response.status, 201);
  assert.equal(response.headers.get('x-seen'), `POST /path?x=1 yes hook.example:${port}`);
  assert.equal(await response.text(), '8:salut é');
});

test('the certificate must be for the host of the address, whatever it resolves to', async () => {
  const { port } = await listen((_, response) => response.end());
  await assert.rejects(laptop().callOut(new Request(`https://other.example:${port}/`)), coded('outgoing_failed'));
});

test('a name that is rebound between check and connection is called where it was checked, once resolved', async () => {
  const { port, sockets } = await listen((_, response) => response.end());
  let asked = 0;
  // Another address when it is checked than ever after: a second look-up would step into the server above.
  const rebinding = (first: string) => () => Promise.resolve([asked++ === 0 ? first : '127.0.0.1']);
  const onLaptop = laptop(rebinding('127.0.0.2'));
  await assert.rejects(onLaptop.callOut(new Request(`https://hook.example:${port}/`)), coded('outgoing_failed'));
  assert.equal(asked, 1);
  asked = 0;
  const openly = createOutgoing(createNodeOutgoing({ resolve: rebinding('192.88.98.1'), ca: certificate }));
  const request = () => new Request(`https://hook.example:${port}/`);
  await assert.rejects(openly.callOut(request(), { timeout: 300 }), OutgoingError);
  assert.equal(asked, 1);
  await assert.rejects(openly.callOut(request()), coded('outgoing_target_refused'));
  assert.equal(sockets.length, 0);
});

test('where one address of a name does not answer, the next one is called', async () => {
  const { port } = await listen((_, response) => response.end('here'));
  const { callOut } = laptop(() => Promise.resolve(['::1', '127.0.0.1']));
  assert.equal(await (await callOut(new Request(`https://hook.example:${port}/`))).text(), 'here');
});

test('an answer whose status is enough is not read', async () => {
  const { port, sockets } = await listen((_, response) => {
    response.writeHead(200);
    const timer = setInterval(() => response.write('.'.repeat(1000)), 5);
    response.on('close', () => clearInterval(timer));
  });
  const started = performance.now();
  const request = new Request(`https://hook.example:${port}/`);
  const { status, body } = await laptop().callOut(request, { discardBody: true });
  assert.deepEqual([status, body], [200, null]);
  assert.ok(performance.now() - started < 2000);
  await new Promise((done) => setTimeout(done, 50));
  assert.ok(sockets.every(({ destroyed }) => destroyed));
});

test('private addresses, mixed answers, odd schemes, ports and credentials are refused before any connection', async () => {
  let connections = 0;
  const answers: Record<string, string[]> = {
    'private.example': ['10.0.0.8'],
    'mixed.example': ['9.9.9.9', '127.0.0.1'],
    'mapped.example': ['::ffff:127.0.0.1'],
    'nat64.example': ['64:ff9b::a9fe:a9fe'],
    'cgnat.example': ['100.64.3.2'],
    'metadata.example': ['169.254.169.254'],
    'public.example': ['9.9.9.9'],
    'nowhere.example': [],
  };
  const { callOut, checkTarget } = createOutgoing({
    resolve: (name) => Promise.resolve(answers[name] ?? []),
    send: () => {
      connections += 1;
      return Promise.resolve(new Response('ok'));
    },
  });
  for (const url of [
    'https://private.example/',
    'https://mixed.example/',
    'https://mapped.example/',
    'https://nat64.example/',
    'https://cgnat.example/',
    'https://metadata.example/',
    'https://127.0.0.1/',
    'https://0x7f.1/',
    'https://2130706433/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[fd00:ec2::254]/',
    'http://public.example/',
    'https://public.example:22/',
    'https://public.example:80/',
    'https://public.example:5060/',
    'ftp://public.example/',
    'file:///etc/passwd',
  ]) {
    await assert.rejects(callOut(new Request(url)), coded('outgoing_target_refused'), url);
    await assert.rejects(checkTarget(url), (error) => error instanceof Refusal && error.code === 'target_refused');
  }
  for (const url of ['https://user:secret@public.example/', 'nonsense', `https://public.example/${'a'.repeat(2100)}`]) {
    await assert.rejects(checkTarget(url), (error) => error instanceof Refusal && error.code === 'target_refused');
  }
  await assert.rejects(callOut(new Request('https://nowhere.example/')), coded('outgoing_unresolved'));
  assert.equal(connections, 0);
  for (const url of ['https://public.example/', 'https://public.example:8443/', 'https://9.9.9.9/']) {
    await checkTarget(url);
    assert.equal((await callOut(new Request(url))).status, 200);
  }
  assert.equal(connections, 3);
});

test('on a laptop http reaches private addresses, and nothing else', async () => {
  const plain = createHttpServer((_, response) => response.end('here'));
  servers.push(plain);
  await new Promise<void>((done) => plain.listen(0, '127.0.0.1', done));
  const { port } = plain.address() as AddressInfo;
  const { callOut } = createOutgoing(createNodeOutgoing(), true);
  assert.equal(await (await callOut(new Request(`http://localhost:${port}/`))).text(), 'here');
  const publicly = laptop(() => Promise.resolve(['9.9.9.9']));
  await assert.rejects(publicly.callOut(new Request('http://hook.example/')), coded('outgoing_target_refused'));
});

test('a redirect is an error, and its target is not called', async () => {
  let followed = 0;
  const { port } = await listen((request, response) => {
    if (request.url === '/private') followed += 1;
    response.writeHead(307, { location: '/private' }).end();
  });
  const call = laptop().callOut(new Request(`https://hook.example:${port}/`, { method: 'POST', body: 'x' }));
  await assert.rejects(call, coded('outgoing_redirected'));
  assert.equal(followed, 0);
});

test('a server that dribbles, or says nothing, is cut off at the time limit', async () => {
  const { port, sockets } = await listen((request, response) => {
    if (request.url === '/silent') return;
    response.writeHead(200);
    const timer = setInterval(() => response.write('.'), 20);
    response.on('close', () => clearInterval(timer));
  });
  for (const path of ['/slow', '/silent']) {
    const started = performance.now();
    const call = laptop().callOut(new Request(`https://hook.example:${port}${path}`), { timeout: 300 });
    await assert.rejects(call, coded('outgoing_timeout'));
    assert.ok(performance.now() - started < 2000);
  }
  await new Promise((done) => setTimeout(done, 50));
  assert.ok(sockets.every(({ destroyed }) => destroyed));
});

test('a resolver that never answers counts against the time limit', async () => {
  const { callOut } = laptop(() => new Promise(() => undefined));
  await assert.rejects(callOut(new Request('https://hook.example/'), { timeout: 100 }), coded('outgoing_timeout'));
});

test('a huge answer is read no further than its cap', async () => {
  let written = 0;
  const { port } = await listen((_, response) => {
    response.writeHead(200, { 'content-length': String(1024 ** 3) });
    const chunk = Buffer.alloc(64 * 1024);
    const more = () => {
      while (!response.destroyed && response.write(chunk)) written += chunk.length;
      written += chunk.length;
    };
    response.on('drain', more);
    more();
  });
  const call = laptop().callOut(new Request(`https://hook.example:${port}/`), { maxBytes: 100_000 });
  await assert.rejects(call, coded('outgoing_too_large'));
  await new Promise((done) => setTimeout(done, 50));
  assert.ok(written < 50 * 1024 * 1024, `${written} bytes were sent`);
});

test('a body of stated length is passed through', async () => {
  const { port } = await listen((request, response) => {
    let length = 0;
    request.on('data', (part: Buffer) => (length += part.length));
    request.on('end', () => response.end(`${request.headers['content-length']} ${length}`));
  });
  const bytes = new Uint8Array(300_000);
  const headers = { 'content-length': String(bytes.length) };
  const request = new Request(`https://hook.example:${port}/`, { method: 'PUT', body: bytes, headers });
  assert.equal(await (await laptop().callOut(request)).text(), '300000 300000');
});

test('without a host nothing is called; a page may hand in its fetch, under the same rules of shape', async () => {
  const closed = createOutgoing(undefined);
  await assert.rejects(closed.callOut(new Request('https://public.example/')), coded('outgoing_unavailable'));
  const asked: string[] = [];
  const paged = createOutgoing({
    fetch: (request) => {
      asked.push(`${request.url} ${request.redirect} ${request.credentials}`);
      return Promise.resolve(new Response(null, { status: 204 }));
    },
  });
  assert.equal((await paged.callOut(new Request('https://public.example/'))).status, 204);
  await assert.rejects(paged.callOut(new Request('https://127.0.0.1/')), coded('outgoing_target_refused'));
  assert.deepEqual(asked, ['https://public.example/ manual omit']);
});
