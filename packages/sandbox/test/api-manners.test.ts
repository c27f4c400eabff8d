import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { operations, type wire } from '@jse/sdk/contract';
import { baseUrl, draft, editor, makePdf, origin, type Platform, startPlatform } from './platform.ts';
import { type Caller, callerOf, problem, send } from './api.ts';

const json = { 'content-type': 'application/json' };

describe('manners of the API', () => {
  let platform: Platform;
  let expert: Caller;
  before(async () => {
    platform = await startPlatform();
    expert = await callerOf(platform);
  });
  after(() => platform.sandbox.close());

  const raw = (path: string, init: RequestInit = {}) => platform.sandbox.fetch(new Request(baseUrl + path, init));
  const api = (path: string, init: RequestInit = {}) => raw(`/editor/${editor.shortcut}${path}`, init);
  const refusal = async (response: Response) => {
    assert.equal(response.headers.get('content-type'), 'application/problem+json');
    const body = (await response.json()) as wire.Problem;
    assert.equal(body.status, response.status);
    assert.equal(body.instance, `urn:request:${response.headers.get('x-request-id')}`);
    return body;
  };
  const create = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
    api('/transaction', { method: 'POST', headers: { ...expert, ...json, ...headers }, body });

  describe('entity tags', () => {
    test('a read answers 304 to who has it; a change of any member is a new tag', async () => {
      const id = await draft(platform, ['first']);
      const get = (tag?: string) =>
        send(platform, operations.getTransaction, {
          as: expert,
          params: { transactionId: id },
          headers: tag === undefined ? {} : { 'if-none-match': tag },
        });
      const first = await get();
      const tag = first.headers.get('etag') ?? '';
      assert.match(tag, /^"v3-[0-9a-f]{16}"$/);
      const known = await get(`"other", W/${tag}`);
      assert.equal(known.status, 304);
      assert.equal(known.headers.get('etag'), tag);
      assert.equal(await known.text(), '');
      assert.equal((await get('*')).status, 304);
      assert.equal((await refusal(await get('v3'))).errors?.[0]?.pointer, '#/header/If-None-Match');
      await platform.expert.collections.update(id, { title: 'Autre' });
      assert.equal((await get(tag)).status, 200);
    });

    test('a PDF has its SHA-256 as tag, and a 304 hands nothing out', async () => {
      const id = await draft(platform, ['first']);
      const { documents } = await platform.expert.collections.launch(id);
      const fileId = documents[0]?.id ?? '';
      const get = (headers: Record<string, string> = {}) =>
        send(platform, operations.downloadFile, { as: expert, params: { transactionId: id, fileId }, headers });
      const tag = (await get()).headers.get('etag') ?? '';
      assert.equal(tag, `"${documents[0]?.currentSha256}"`);
      const noted = async () => {
        const { entries } = (await platform.expert.collections.evidence(id)) as unknown as {
          entries: { type: string }[];
        };
        return entries.filter(({ type }) => type === 'document.downloaded').length;
      };
      const before = await noted();
      assert.equal((await get({ 'if-none-match': tag })).status, 304);
      assert.equal(await noted(), before);
    });

    test('If-Match: the version, what was read, a list; a stale or weak one is refused with the version of now', async () => {
      const { id } = await platform.expert.collections.create({ title: 'Étiquette' });
      const params = { transactionId: id };
      const update = (ifMatch: string) =>
        send(platform, operations.updateTransaction, {
          as: expert,
          params,
          body: { object: 'Étiquette' },
          headers: { 'if-match': ifMatch },
        });
      const tag = (await send(platform, operations.getTransaction, { as: expert, params })).headers.get('etag') ?? '';
      assert.equal((await update(tag)).status, 200);
      assert.equal((await update('"v1", "v2"')).status, 200);
      assert.equal((await update('"v3"')).status, 200);
      assert.equal((await update('*')).status, 200);
      for (const stale of ['"v3"', 'W/"v5"', '"v1", "v2"', '"of-somebody-else"', tag]) {
        const { code, currentVersion, retryable } = await refusal(await update(stale));
        assert.deepEqual(
          { code, currentVersion, retryable },
          { code: 'precondition_failed', currentVersion: 5, retryable: false },
          stale,
        );
      }
      assert.equal((await refusal(await update('v5'))).code, 'validation_failed');
    });
  });

  describe('problems', () => {
    test('bodies that are none: no JSON, no UTF-8, half a character, too deep, too large, of another type, packed', async () => {
      const bytes = (...values: number[]) => new Uint8Array(values);
      for (const body of [
        '',
        '{',
        '{"object":"a"',
        bytes(0xff, 0xfe),
        '"\\ud800"',
        '{"object":"\\ud800"}',
        '{"object":"a\\u0000b"}',
      ]) {
        assert.equal((await refusal(await create(body))).code, 'validation_failed', String(body));
      }
      assert.equal((await refusal(await create('['.repeat(200_000)))).code, 'validation_failed');
      assert.equal((await refusal(await create(`${'['.repeat(50)}${']'.repeat(50)}`))).code, 'validation_failed');
      assert.equal((await refusal(await create(`"${'x'.repeat(1024 * 1024)}"`))).code, 'body_too_large');
      for (const headers of [
        { 'content-type': 'text/plain' },
        { 'content-type': 'application/json; charset=iso-8859-1' },
        { 'content-type': 'application/x-www-form-urlencoded' },
        { 'content-encoding': 'gzip' },
      ]) {
        const { code, status } = await refusal(await create('{"object":"a"}', headers));
        assert.deepEqual({ code, status }, { code: 'unsupported_media_type', status: 415 });
      }
      const { id } = await platform.expert.collections.create({ title: 'Formulaire' });
      const put = (body: BodyInit, headers = {}) =>
        api(`/transaction/${id}/uploadFile/1`, { method: 'PUT', headers: { ...expert, ...headers }, body });
      assert.equal((await refusal(await put('{}', json))).code, 'unsupported_media_type');
      assert.equal(
        (await refusal(await put('nothing', { 'content-type': 'multipart/form-data' }))).code,
        'validation_failed',
      );
      const twice = new FormData();
      for (const name of ['one.pdf', 'two.pdf'])
        twice.append('file', new Blob([new Uint8Array(await makePdf())]), name);
      assert.deepEqual((await refusal(await put(twice))).errors?.[0]?.pointer, '#/form/file');
    });

    test('fields by pointer, as a URI fragment', async () => {
      const { errors } = await refusal(await create('{"object":"", "copyRecipients":[{"email":"x","name":"y"}]}'));
      assert.deepEqual(errors?.map(({ pointer }) => pointer).sort(), ['#/copyRecipients/0/email', '#/object']);
      const query = await api('/transaction?limit=1&limit=2', { headers: expert });
      assert.deepEqual((await refusal(query)).errors?.[0]?.pointer, '#/query/limit');
    });

    test('addresses: unknown, of another method, with parts that name nothing', async () => {
      const unknown = await refusal(await raw('/nowhere'));
      assert.equal(unknown.code, 'not_found');
      const wrong = await api('/transaction', { method: 'DELETE', headers: expert });
      assert.equal(wrong.headers.get('allow'), 'GET, HEAD, OPTIONS, POST');
      assert.equal((await refusal(wrong)).code, 'method_not_allowed');
      for (const id of ['%00', '%ff', 'a%2Fb', 'x'.repeat(65), '..%2f..', "'%20or%201=1"]) {
        const answer = await api(`/transaction/${id}`, { headers: expert });
        assert.equal((await refusal(answer)).status, 404, id);
      }
      const { id } = await platform.expert.collections.create({ title: 'Ordre' });
      for (const order of ['0', '-1', '1e3', 'x', '99999999999']) {
        const answer = await api(`/transaction/${id}/uploadFile/${order}`, { method: 'PUT', headers: expert });
        assert.equal((await refusal(answer)).code, 'validation_failed', order);
      }
    });

    test('values that no column takes are no failure of the platform', async () => {
      const id = await draft(platform, ['first']);
      for (const level of [2 ** 31, Number.MAX_SAFE_INTEGER]) {
        const body = { level, name: 'Grand', firstName: 'Ordre', email: 'a@client.example', phone: '+33639980099' };
        const answer = await problem(platform, operations.createSignatory, {
          as: expert,
          params: { transactionId: id },
          body,
        });
        assert.equal(answer.code, 'validation_failed');
      }
    });

    test('French by default, English where preferred; a final one says whom to ask, one to repeat does not', async () => {
      const french = await api('/me');
      assert.equal(french.headers.get('content-language'), 'fr');
      const { title, support } = await refusal(french);
      assert.equal(title, "Les jetons d'accès manquent ou sont inconnus");
      assert.deepEqual(support, platform.sandbox.settings.support);
      const english = await api('/me', { headers: { 'accept-language': 'de, en;q=0.8, fr;q=0.2' } });
      assert.equal(english.headers.get('content-language'), 'en');
      assert.equal((await refusal(english)).title, 'Credentials are missing or unknown');
      const details = async (language: string) => {
        const answer = await create('{"object":""}', { 'accept-language': language });
        const { detail, errors } = await refusal(answer);
        const path = await api('/transaction/col_none', { headers: { ...expert, 'accept-language': language } });
        return [detail, errors?.[0]?.detail, (await refusal(path)).detail];
      };
      assert.deepEqual(await details('fr'), [
        "La demande n'est pas valide",
        'Trop petit : chaîne de caractères doit avoir >=1 caractères',
        'Cette collecte n’existe pas',
      ]);
      assert.deepEqual(await details('en'), [
        'The request is not valid',
        'Too small: expected string to have >=1 characters',
        'No such collection',
      ]);
    });

    test('the public pages take odd bodies for what they are', async () => {
      for (const [path, type, body, status] of [
        ['/telecharger/liste', 'application/json', '{', 400],
        ['/telecharger/liste', 'application/json', 'null', 400],
        ['/telecharger/liste', 'application/json', '{"token":5}', 400],
        ['/telecharger/liste', 'application/json', '{"token":"x"}', 404],
        ['/telecharger/liste', 'application/json', ' '.repeat(5000), 413],
        ['/telecharger/fichier', 'text/plain', '{"token":"x"}', 415],
        ['/telecharger/fichier', 'application/json', `{"token":"x","id":"${'y'.repeat(65)}"}`, 400],
        ['/pki/ocsp', 'text/plain', 'x', 415],
        ['/pki/ocsp', 'application/ocsp-request', 'x'.repeat(70_000), 413],
        ['/pki/tsa', 'application/timestamp-query', 'x'.repeat(70_000), 413],
      ] as const) {
        const answer = await raw(path, { method: 'POST', headers: { 'content-type': type }, body });
        assert.equal((await refusal(answer)).status, status, `${path} ${body.slice(0, 20)}`);
      }
      for (const path of ['/pki/ocsp', '/pki/tsa']) {
        const type = path === '/pki/ocsp' ? 'application/ocsp-request' : 'application/timestamp-query';
        const answer = await raw(path, { method: 'POST', headers: { 'content-type': type }, body: 'no DER' });
        assert.equal(answer.status, 200, 'the protocol itself says that it is malformed');
      }
    });
  });

  test('limits are told with each answer, and kept', async () => {
    const own = await startPlatform({ settings: { rateLimits: { token: 5, session: 5, anonymous: 3 } } });
    const me = await callerOf(own);
    // A window that is about to end would start the count anew in the middle.
    await until(() => Date.now() % 60_000 < 50_000);
    const get = (as: Caller) => send(own, operations.getMe, { as });
    for (let left = 4; left >= 0; left--) {
      const answer = await get(me);
      assert.equal(answer.status, 200);
      assert.equal(answer.headers.get('ratelimit-policy'), '"token";q=5;w=60');
      assert.match(answer.headers.get('ratelimit') ?? '', new RegExp(`^"token";r=${left};t=\\d{1,2}$`));
    }
    const over = await get(me);
    assert.equal(over.status, 429);
    assert.ok(Number(over.headers.get('retry-after')) <= 60);
    assert.equal(((await over.json()) as wire.Problem).retryable, true);
    assert.equal((await get(await callerOf(own, 1))).status, 200, 'another token has its own');
    const codes: string[] = [];
    for (let at = 0; at < 5; at++) {
      const guess = { ...me, 'jse-editor-token-user': `${at}`.repeat(43) };
      codes.push((await problem(own, operations.getMe, { as: guess })).code);
    }
    assert.deepEqual(codes, ['unauthenticated', 'unauthenticated', 'unauthenticated', 'rate_limited', 'rate_limited']);
    await own.sandbox.close();
    const free = await startPlatform({ settings: { rateLimits: null } });
    const answer = await send(free, operations.getMe, { as: await callerOf(free) });
    assert.equal(answer.headers.get('ratelimit'), null);
    await free.sandbox.close();
  });

  test('what is exposed to pages is what is sent', async () => {
    const answer = await api('/me', { headers: { ...expert, origin } });
    const exposed = (answer.headers.get('access-control-expose-headers') ?? '').toLowerCase().split(', ');
    for (const name of ['etag', 'ratelimit', 'ratelimit-policy', 'x-request-id']) {
      assert.ok(exposed.includes(name) && answer.headers.has(name), name);
    }
    assert.ok(exposed.includes('dpop-nonce'), 'a page reads it from a refusal');
  });

  test('health, readiness, security.txt', async () => {
    assert.deepEqual(await (await raw('/health')).json(), { status: 'ok' });
    const ready = await raw('/ready');
    assert.equal(ready.status, 200);
    const { status, checks } = (await ready.json()) as { status: string; checks: Record<string, { ok: boolean }> };
    assert.equal(status, 'ready');
    assert.deepEqual(Object.keys(checks), ['database', 'migrations', 'blobs', 'worker']);
    const text = await (await raw('/.well-known/security.txt')).text();
    assert.match(text, /^Contact: mailto:.+\nExpires: \d{4}-.+Z\n/);
    const broken = await startPlatform({
      blobs: {
        put: () => Promise.reject(new Error('disk full')),
        get: () => Promise.resolve(undefined),
        delete: () => Promise.resolve(),
      },
    } as never);
    const answer = await broken.sandbox.fetch(new Request(`${baseUrl}/ready`));
    assert.equal(answer.status, 503);
    assert.equal(((await answer.json()) as { checks: { blobs: { ok: boolean } } }).checks.blobs.ok, false);
    await broken.sandbox.close();
  });
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((done) => setTimeout(done, 250));
}
