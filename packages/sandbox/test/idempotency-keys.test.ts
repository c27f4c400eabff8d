import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createBrowserClient } from '@jse/sdk/browser';
import { operations, type wire } from '@jse/sdk/contract';
import { deadlines } from '@jse/sdk/rules';
import { baseUrl, clients, draft, editor, makePdf, origin, type Platform, startPlatform } from './platform.ts';
import { call, type Caller, callerOf, send } from './api.ts';

const json = { 'content-type': 'application/json' };

describe('idempotency keys', () => {
  let platform: Platform;
  let expert: Caller;
  before(async () => {
    platform = await startPlatform();
    expert = await callerOf(platform);
  });
  after(() => platform.sandbox.close());

  const api = (path: string, init: RequestInit = {}) =>
    platform.sandbox.fetch(new Request(`${baseUrl}/editor/${editor.shortcut}${path}`, init));
  const refusal = async (response: Response) => (await response.json()) as wire.Problem;
  const create = (body: string, headers: Record<string, string> = {}) =>
    api('/transaction', { method: 'POST', headers: { ...expert, ...json, ...headers }, body });
  const post = (key: string, object: string, headers: Record<string, string> = {}) =>
    create(JSON.stringify({ object }), { 'idempotency-key': key, ...headers });

  test('quoted and bare are one key; what is no key is refused', async () => {
    const first = await (await post('"same-key"', 'Une clé')).json();
    const second = await post('same-key', 'Une clé');
    assert.equal(second.headers.get('idempotency-replayed'), 'true');
    assert.deepEqual(await second.json(), first);
    for (const key of ['"', 'with space', 'é', 'x'.repeat(256), '""']) {
      const answer = await refusal(await post(key, 'Une clé'));
      assert.equal(answer.code, 'validation_failed', key);
    }
  });

  test('spelling of the JSON and boundaries of forms do not count, contents do', async () => {
    const key = { 'idempotency-key': 'spelling' };
    assert.equal((await create('{"object":"A","message":"B"}', key)).status, 201);
    const again = await create('{ "message": "B",\n "object": "A" }', key);
    assert.equal(again.headers.get('idempotency-replayed'), 'true');
    assert.equal((await refusal(await create('{"object":"A","message":"C"}', key))).code, 'idempotency_key_reused');

    const { id } = await platform.expert.collections.create({ title: 'Formulaire' });
    const upload = (bytes: Uint8Array, name = 'a.pdf') => {
      const body = new FormData();
      body.set('file', new Blob([new Uint8Array(bytes)], { type: 'application/pdf' }), name);
      return api(`/transaction/${id}/uploadFile/1`, { method: 'PUT', headers: { ...expert, ...key }, body });
    };
    const pdf = await makePdf(1, 'Un');
    const one = await upload(pdf);
    assert.equal(one.status, 200);
    const two = await upload(pdf);
    assert.equal(two.headers.get('idempotency-replayed'), 'true');
    assert.deepEqual(await two.json(), await one.json());
    assert.equal((await refusal(await upload(await makePdf(1, 'Deux')))).code, 'idempotency_key_reused');
    assert.equal((await refusal(await upload(pdf, 'b.pdf'))).code, 'idempotency_key_reused');
  });

  test('a key is its token’s and its address’s own', async () => {
    const other = await callerOf(platform);
    assert.equal((await post('shared', 'À moi')).headers.get('idempotency-replayed'), null);
    assert.equal((await post('shared', 'À moi', other)).headers.get('idempotency-replayed'), null);
    const { id } = await platform.expert.collections.create({ title: 'Ailleurs' });
    const elsewhere = await send(platform, operations.updateTransaction, {
      as: expert,
      params: { transactionId: id },
      body: { object: 'À moi' },
      headers: { 'idempotency-key': 'shared' },
    });
    assert.equal(elsewhere.status, 200);
  });

  test('of ten calls at once one runs; the others are told to come back, or get its answer', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => post('at-once', 'En même temps')));
    const bodies = await Promise.all(
      answers.map(async (answer) => ({ answer, body: (await answer.json()) as { id?: string; code?: string } })),
    );
    const ids = new Set(bodies.map(({ body }) => body.id).filter((id) => id !== undefined));
    assert.equal(ids.size, 1);
    assert.equal(
      bodies.filter(({ answer }) => answer.status === 201 && !answer.headers.has('idempotency-replayed')).length,
      1,
    );
    for (const { answer, body } of bodies.filter(({ answer: { status } }) => status !== 201)) {
      assert.equal(body.code, 'idempotency_in_flight');
      assert.equal(answer.headers.get('retry-after'), '1');
    }
    const { data } = await call(platform, operations.listTransactions, { as: expert, query: { limit: '100' } });
    assert.equal(data.filter(({ object }) => object === 'En même temps').length, 1);
  });

  test('a refusal that changed nothing leaves the key free; the answer with a secret is not kept', async () => {
    const id = await draft(platform, []);
    const prepare = () =>
      send(platform, operations.prepareTransaction, {
        as: expert,
        params: { transactionId: id },
        headers: { 'idempotency-key': 'prepare' },
      });
    assert.equal((await refusal(await prepare())).code, 'collection_incomplete');
    await platform.expert.signers.add(id, { order: 1, level: 'simple', ...clients.first });
    assert.equal((await prepare()).status, 200);
    const embed = () =>
      call(platform, operations.createEmbedCode, {
        as: expert,
        body: { purpose: 'follow', transactionId: id, origins: [origin] },
        headers: { 'idempotency-key': 'embed' },
      });
    assert.notEqual((await embed()).code, (await embed()).code);
  });

  test('a page whose session ended in between makes its call once: the key is the page’s', async () => {
    const id = await draft(platform, ['first']);
    const getEmbedCode = async () => {
      const { code } = await platform.expert.embedSessions.create({
        purpose: 'prepare',
        collectionId: id,
        origins: [origin],
      });
      return code;
    };
    const answers: string[] = [];
    const fetch = async (request: Request) => {
      const lost = request.url.endsWith('/signatory') && answers.length === 0;
      const response = await platform.sandbox.fetch(request, { origin });
      if (request.url.endsWith('/signatory'))
        answers.push(`${response.status} ${response.headers.get('idempotency-replayed') ?? ''}`);
      if (!lost) return response;
      // It was done; its answer is lost, and the session is over when the page comes back.
      platform.sandbox.clock.advance(deadlines.session);
      throw new TypeError('Failed to fetch');
    };
    const page = createBrowserClient({ baseUrl, editor: editor.shortcut, getEmbedCode, fetch });
    const before = (await page.collections.get(id)).signers.length;
    await page.signers.add(id, { ...clients.second, order: before + 1 });
    assert.deepEqual(answers, ['201 ', '401 ', '201 true']);
    assert.equal((await page.collections.get(id)).signers.length, before + 1);
  });
});
