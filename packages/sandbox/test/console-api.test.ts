import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Operation, operations } from '@jse/sdk/contract';
import { createBrowserClient } from '@jse/sdk/browser';
import { createClient, createHandshake } from '@jse/sdk/server';
import { sdkCalls } from '../src/developer/sdk-calls.ts';
import { redact } from '../src/developer/shown-fields.ts';
import { baseUrl, clients, draft, editor, invitationOf, origin, type Platform, startPlatform } from './platform.ts';

const developerToken = 'the developer token of the tests';
const day = 86_400_000;

describe('the console of the sandbox', () => {
  let platform: Platform;
  before(async () => {
    platform = await startPlatform({ developerToken });
  });
  after(() => platform.sandbox.close());

  async function ask(method: string, path: string, body?: unknown, token = developerToken): Promise<Response> {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const init = { method, headers, body: body === undefined ? null : JSON.stringify(body) };
    return platform.sandbox.fetch(new Request(`${baseUrl}/sandbox/${path}`, init));
  }
  async function answer<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await ask(method, path, body);
    assert.equal(response.status, 200, `${method} ${path}: ${await response.clone().text()}`);
    return (await response.json()) as T;
  }
  interface Entry {
    readonly requestId: string;
    readonly operation: string;
    readonly sdkCall: string;
    readonly status: number;
    readonly code: string | null;
    readonly caller: string;
    readonly path: string;
    readonly body: Record<string, unknown> | null;
  }
  const requests = async (query = '') => (await answer<{ data: Entry[] }>('GET', `requests${query}`)).data;

  const calls: readonly (readonly [method: string, path: string])[] = [
    ['GET', 'outbox'],
    ['DELETE', 'outbox'],
    ['GET', 'clock'],
    ['POST', 'clock'],
    ['GET', 'firms'],
    ['POST', 'credit'],
    ['GET', 'faults'],
    ['PUT', 'faults'],
    ['GET', 'requests'],
    ['DELETE', 'requests'],
    ['GET', 'events'],
    ['GET', 'webhooks'],
    ['POST', 'seeds'],
    ['POST', 'seeds/collections'],
    ['POST', 'reset'],
  ];

  test('is closed to whoever has no token or another one, and does not exist where none is set', async () => {
    const closed = await startPlatform();
    try {
      for (const [method, path] of calls) {
        assert.equal((await ask(method, path, undefined, 'another token')).status, 401, `${method} ${path}`);
        const request = new Request(`${baseUrl}/sandbox/${path}`, { method, headers: { authorization: 'Bearer x' } });
        assert.equal((await closed.sandbox.fetch(request)).status, 404, `${method} ${path}`);
      }
      assert.equal((await closed.sandbox.fetch(new Request(`${baseUrl}/sandbox`))).status, 404);
      assert.equal(await closed.sandbox.consoleLink(), null);
    } finally {
      await closed.sandbox.close();
    }
  });

  test('refuses what is not asked for as it should be, with a pointer to the member', async () => {
    const wrong: readonly (readonly [string, string, unknown])[] = [
      ['POST', 'clock', { milliseconds: -1 }],
      ['POST', 'clock', { months: 1.5 }],
      ['POST', 'clock', 'now'],
      ['POST', 'credit', { firmId: platform.firm.id, amountCents: 0 }],
      ['POST', 'credit', { firmId: '../x', amountCents: 1 }],
      ['PUT', 'faults', { latencyMs: 1 }],
      ['PUT', 'faults', { latencyMs: 30_001, errorPercent: 0, smsLostPercent: 0, emailLostPercent: 0 }],
      ['POST', 'seeds', { seed: 'everything' }],
      ['POST', 'seeds/collections', { firmId: platform.firm.id, first: 0, count: 26 }],
      ['POST', 'reset', {}],
    ];
    for (const [method, path, body] of wrong) {
      const response = await ask(method, path, body);
      assert.equal(response.status, 400, `${method} ${path} ${JSON.stringify(body)}`);
      assert.equal(response.headers.get('content-type'), 'application/problem+json');
      const { code, errors } = (await response.json()) as { code: string; errors: unknown[] };
      assert.equal(code, 'validation_failed');
      assert.ok(errors.length > 0);
    }
    for (const path of ['outbox?channel=fax', 'outbox?limit=0', 'requests?outcome=odd', 'requests?limit=x'])
      assert.equal((await ask('GET', path)).status, 400, path);
  });

  test('the one-time link opens it once, not after a quarter of an hour, not when it is altered', async () => {
    const enter = (ticket: string) =>
      platform.sandbox.fetch(
        new Request(`${baseUrl}/sandbox/entry`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ ticket }),
        }),
      );
    const link = (await platform.sandbox.consoleLink()) ?? '';
    const [address, ticket = ''] = link.split('#entree=');
    assert.equal(address, `${baseUrl}/sandbox`);
    assert.ok(!link.includes(developerToken));
    const [nonce = '', until = '', mac = ''] = ticket.split('.');
    assert.equal((await enter(`${nonce}.${Number(until) + 60_000}.${mac}`)).status, 401);
    assert.equal((await enter(`${nonce}.${until}.${mac.replaceAll(/[0-4]/g, '5')}`)).status, 401);
    const opened = await enter(ticket);
    assert.deepEqual(await opened.json(), { token: developerToken });
    assert.equal((await enter(ticket)).status, 401);
  });

  test('its page lets in nothing but its own script and style', async () => {
    const response = await platform.sandbox.fetch(new Request(`${baseUrl}/sandbox`));
    const policy = response.headers.get('content-security-policy') ?? '';
    const html = await response.text();
    const nonce = /script-src 'nonce-([\w-]+)'/.exec(policy)?.[1] ?? '';
    assert.match(policy, /default-src 'none'.*frame-ancestors 'none'/);
    assert.equal(html.split(`nonce="${nonce}"`).length - 1, 2);
    assert.equal(html.match(/<script/g)?.length, 1);
    assert.ok(!html.includes(developerToken));
    const again = await platform.sandbox.fetch(new Request(`${baseUrl}/sandbox`));
    assert.ok(!again.headers.get('content-security-policy')?.includes(nonce));
  });

  test('shows each call with the SDK’s call that makes it, and no secret', async () => {
    const id = await draft(platform, ['first', 'expert']);
    await platform.expert.collections.launch(id);
    const invitation = await invitationOf(platform, clients.first.email);
    const fetch = (request: Request) => platform.sandbox.fetch(request, { origin });
    await createBrowserClient({ baseUrl, editor: editor.shortcut, invitation, fetch }).collections.get(id);
    await assert.rejects(platform.preparer.collections.launch(id));
    const kept = await requests('?limit=20');
    const [refused, read, session, launched] = kept;
    assert.equal(refused?.sdkCall, `client.collections.launch('${id}')`);
    assert.deepEqual([refused?.status, refused?.code], [403, 'delegation_missing']);
    assert.match(refused?.caller ?? '', /^Sacha Préparateur · Cabinet Exemple$/);
    assert.match(refused?.requestId ?? '', /^[\w-]{8,}$/);
    assert.match(read?.caller ?? '', /session sign/);
    assert.equal(read?.sdkCall, `page.collections.get('${id}')`);
    assert.deepEqual(session?.body, { invitation: '•••' });
    assert.equal(launched?.operation, 'sendTransaction');
    const added = kept.find(({ operation, body }) => operation === 'createSignatory' && body?.['email'] !== undefined);
    assert.deepEqual(added?.body, {
      level: 1,
      signatureLevel: 'simple',
      name: '•••',
      firstName: '•••',
      email: '•••',
      phone: '•••',
    });
    const text = JSON.stringify(kept);
    for (const secret of [invitation, clients.first.email, clients.first.phone, clients.first.lastName])
      assert.ok(!text.includes(secret), secret);
    assert.equal((await requests('?outcome=refused')).length, 1);
    assert.ok((await requests('?operation=createSignatory')).every(({ operation }) => operation === 'createSignatory'));
  });

  test('the handshake’s HMAC is in no path that is kept', async () => {
    const handshake = createHandshake({
      baseUrl,
      editor: editor.shortcut,
      secret: editor.secret,
      fetch: (request) => platform.sandbox.fetch(request),
    });
    const { idRequest } = await handshake.start({ successUrl: `${origin}/back` });
    const [entry] = await requests('?operation=startHandshake');
    assert.equal(entry?.path, `/token/officeAndUser/auth/${idRequest}/•••`);
    assert.ok(!JSON.stringify(entry).includes(`${origin}/back`));
  });

  test('keeps the last 500 calls', async () => {
    await Promise.all(Array.from({ length: 520 }, () => platform.sandbox.fetch(new Request(`${baseUrl}/editor/x/me`))));
    const all = await requests('?limit=999');
    assert.equal(all.length, 500);
    assert.equal(all[0]?.code, 'not_found');
    await answer('DELETE', 'requests');
    assert.deepEqual(await requests(), []);
  });

  test('every operation of the contract has its call, and each call is one that the SDK has', () => {
    const fetch = () => Promise.resolve(new Response());
    const places: Record<string, unknown> = {
      client: createClient({ baseUrl, editor: 'x', officeToken: 'x', fetch }),
      page: createBrowserClient({ baseUrl, editor: 'x', invitation: 'x', fetch }),
      handshake: createHandshake({ baseUrl, editor: 'x', secret: 'x', fetch }),
    };
    const all = Object.values(operations) as Operation[];
    assert.deepEqual(
      all.map(({ id }) => id).filter((id) => sdkCalls[id] === undefined),
      [],
    );
    for (const [id, expression] of Object.entries(sdkCalls)) {
      const operation = all.find((of) => of.id === id);
      assert.ok(operation, `${id} is an operation`);
      const [path = ''] = expression.split('(');
      const found = path
        .split('.')
        .reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], places);
      assert.equal(typeof found, 'function', expression);
      for (const [, name = ''] of expression.matchAll(/\{(\w+)\}/g))
        assert.ok(operation.path.includes(`{${name}}`), `${expression} names a parameter of ${operation.path}`);
    }
  });

  test('a body is redacted by what may be shown, not by what may not', () => {
    assert.deepEqual(redact({ object: 'x', code: '123456', newMember: { object: 'y' } }), {
      object: 'x',
      code: '•••',
      newMember: '•••',
    });
    assert.deepEqual(redact([{ invitation: 't' }]), [{ invitation: '•••' }]);
  });

  test('finds messages by words, without accents or case', async () => {
    const all = await answer<{ data: { to: string }[]; total: number }>('GET', 'outbox');
    assert.ok(all.total > 0);
    const found = await answer<{ data: { to: string }[] }>('GET', 'outbox?search=CAMILLE%20electroniquement');
    assert.ok(found.data.length > 0 && found.data.every(({ to }) => to === clients.first.email));
    assert.equal((await answer<{ data: unknown[] }>('GET', 'outbox?search=introuvable')).data.length, 0);
    assert.equal((await answer<{ data: unknown[] }>('GET', 'outbox?limit=1')).data.length, 1);
  });

  test('credit is topped up firm by firm', async () => {
    const [before] = (await answer<{ data: { id: string; creditCents: number }[] }>('GET', 'firms')).data;
    const { creditCents } = await answer<{ creditCents: number }>('POST', 'credit', {
      firmId: platform.firm.id,
      amountCents: 1234,
    });
    assert.equal(creditCents, (before?.creditCents ?? 0) + 1234);
    assert.equal((await platform.expert.me()).firm.creditCents, creditCents);
    assert.equal((await ask('POST', 'credit', { firmId: 'firm_none', amountCents: 1 })).status, 404);
  });

  test('credit is taken back down to nothing, and no further', async () => {
    const book = (amountCents: number) => ask('POST', 'credit', { firmId: platform.firm.id, amountCents });
    const { creditCents } = (await platform.expert.me()).firm;
    assert.equal((await book(-creditCents - 1)).status, 400);
    assert.equal((await book(-creditCents)).status, 200);
    assert.equal((await platform.expert.me()).firm.creditCents, 0);
    assert.equal((await book(-1)).status, 400);
    assert.equal((await book(creditCents)).status, 200);
    assert.equal((await platform.expert.me()).firm.creditCents, creditCents);
  });

  test('faults: calls fail half before and half after the act, messages get lost, and all of it ends', async () => {
    const none = { latencyMs: 0, errorPercent: 0, smsLostPercent: 0, emailLostPercent: 0 };
    await answer('PUT', 'faults', { ...none, errorPercent: 100, emailLostPercent: 100 });
    const tokens = await platform.sandbox.seed.tokens(editor.shortcut, platform.expertId);
    const headers = { 'jse-editor-token-office': tokens.officeToken, 'jse-editor-token-user': tokens.userToken };
    const count = async () => {
      let found = 0;
      for await (const _ of platform.expert.collections.list()) found += 1;
      return found;
    };
    await answer('PUT', 'faults', none);
    const before = await count();
    await answer('PUT', 'faults', { ...none, errorPercent: 100, emailLostPercent: 100 });
    const outcomes: string[] = [];
    for (let at = 0; at < 24; at++) {
      const request = new Request(`${baseUrl}/editor/${editor.shortcut}/transaction`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify({ object: `Panne ${at}` }),
      });
      const response = await platform.sandbox.fetch(request);
      outcomes.push(((await response.json()) as { code: string }).code);
    }
    assert.deepEqual([...new Set(outcomes)].toSorted(), ['internal', 'unavailable']);
    assert.equal((await ask('GET', 'clock')).status, 200, 'the console itself goes on');
    assert.equal((await platform.sandbox.fetch(new Request(`${baseUrl}/health`))).status, 200);
    await answer('PUT', 'faults', { ...none, emailLostPercent: 100 });
    assert.equal((await count()) - before, outcomes.filter((code) => code === 'internal').length);
    const sent = (await platform.sandbox.outbox.messages()).length;
    const lost = await draft(platform, ['second']);
    await platform.expert.collections.launch(lost);
    assert.equal((await platform.sandbox.outbox.messages()).length, sent);
    await answer('PUT', 'faults', { ...none, latencyMs: 150 });
    const started = performance.now();
    await platform.expert.me();
    assert.ok(performance.now() - started >= 145);
    await answer('PUT', 'faults', none);
    await platform.expert.collections.remind(lost);
    assert.equal((await platform.sandbox.outbox.messages()).length, sent + 1);
  });

  test('the clock goes forward by days and calendar months, and says what came due', async () => {
    interface State {
      readonly now: string;
      readonly next: { kind: string; at: string }[];
      readonly done: { kind: string; count: number }[];
    }
    const before = await answer<State>('GET', 'clock');
    assert.ok(before.next.some(({ kind }) => kind === 'expire'));
    const later = await answer<State>('POST', 'clock', { milliseconds: 15 * day + 1000 });
    assert.ok(Date.parse(later.now) - Date.parse(before.now) >= 15 * day);
    assert.ok((later.done.find(({ kind }) => kind === 'expire')?.count ?? 0) >= 2, JSON.stringify(later.done));
    const month = await answer<State>('POST', 'clock', { months: 1 });
    const days = Math.round((Date.parse(month.now) - Date.parse(later.now)) / day);
    assert.ok(days >= 28 && days <= 31);
    assert.equal(platform.sandbox.clock.now().toISOString().slice(0, 16), month.now.slice(0, 16));
  });

  test('events and webhook endpoints are listed', async () => {
    const { data } = await answer<{ data: { type: string; firm: string }[] }>('GET', 'events');
    assert.ok(data.some(({ type }) => type === 'collection.expired'));
    assert.ok(data.every(({ firm }) => firm === platform.firm.name));
    assert.deepEqual(await answer('GET', 'webhooks'), { data: [] });
  });

  test('a reset leaves a platform that works: one firm, no token of before', async () => {
    const { firms } = await answer<{ firms: { id: string }[] }>('POST', 'reset', { seed: 'several' });
    assert.equal(firms.length, 3);
    await assert.rejects(platform.expert.me(), { code: 'unauthenticated' });
    assert.deepEqual((await answer<{ data: unknown[] }>('GET', 'outbox')).data, []);
    const listed = (await answer<{ data: { id: string; members: { id: string; email: string }[] }[] }>('GET', 'firms'))
      .data;
    assert.equal(listed.length, 3);
    const expertId = listed.find(({ id }) => id === firms[0]?.id)?.members[0]?.id ?? '';
    const tokens = await platform.sandbox.seed.tokens(editor.shortcut, expertId);
    const expert = createClient({
      baseUrl,
      editor: editor.shortcut,
      fetch: (request) => platform.sandbox.fetch(request),
      ...tokens,
    });
    const anew: Platform = { ...platform, expert, expertId };
    await expert.collections.launch(await draft(anew, ['first', 'expert', 'seal']));
    assert.ok((await invitationOf(anew, clients.first.email)).length > 20);
  });

  test('a busy firm has collections in every state before the signature', async () => {
    const { firms } = await answer<{ firms: { id: string }[] }>('POST', 'seeds', { seed: 'busy' });
    const firmId = firms[0]?.id ?? '';
    await answer('POST', 'seeds/collections', { firmId, first: 0, count: 10 });
    const { data } = await answer<{ data: { id: string; collections: Record<string, number> }[] }>('GET', 'firms');
    const counts = data.find(({ id }) => id === firmId)?.collections;
    assert.deepEqual(counts, { draft: 2, prepared: 1, ongoing: 5, refused: 1, cancelled: 1 });
  });
});
