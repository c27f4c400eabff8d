import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { normalisePhone } from '../server/customers.ts';
import { type RunningOffice, startOffice } from './office.ts';

describe('the back end', () => {
  let office: RunningOffice;
  before(async () => {
    office = await startOffice();
  });
  after(() => office.close());

  const call = (path: string, init: RequestInit = {}) => fetch(office.origin + path, { redirect: 'manual', ...init });
  const cookieOf = (answer: Response) => /balance=[^;]+/.exec(answer.headers.get('set-cookie') ?? '')?.[0] ?? '';

  /** Signs in as the firm's expert and returns the cookie. */
  async function signIn(): Promise<string> {
    const started = await call('/api/sign-in', { method: 'POST', headers: { origin: office.origin } });
    const cookie = cookieOf(started);
    const { url } = (await started.json()) as { url: string };
    const people = await (await fetch(url)).text();
    const expert = /name="personne" value="([\w-]+)"[^>]*><span>Alix Expert/.exec(people)?.[1] ?? '';
    const consent = await (await fetch(`${url}?personne=${expert}`)).text();
    const member = /name="member" value="([\w-]+)"/.exec(consent)?.[1] ?? '';
    const back = await fetch(url, { method: 'POST', body: new URLSearchParams({ member }), redirect: 'manual' });
    const location = new URL(back.headers.get('location') ?? '');
    const done = await call(location.pathname + location.search, { headers: { cookie } });
    assert.equal(done.headers.get('location'), '/');
    const renewed = cookieOf(done);
    assert.notEqual(renewed, cookie, 'an id from before the sign-in is worth nothing after it');
    return renewed;
  }

  test('nobody gets in without a session, nor with another user’s return', async () => {
    assert.equal((await call('/api/customers')).status, 401);
    const cookie = cookieOf(await call('/api/sign-in', { method: 'POST', headers: { origin: office.origin } }));
    const forged = await call(`/connexion?state=${'x'.repeat(43)}`, { headers: { cookie } });
    assert.equal(forged.headers.get('location'), '/?connexion=refusee');
    assert.equal((await call('/api/customers', { headers: { cookie } })).status, 401);
  });

  test('who refuses the access on the sign-in page comes back signed out', async () => {
    const started = await call('/api/sign-in', { method: 'POST', headers: { origin: office.origin } });
    const cookie = cookieOf(started);
    const { url } = (await started.json()) as { url: string };
    const form = new URLSearchParams({ decision: 'refuse' });
    const back = await fetch(url, { method: 'POST', body: form, redirect: 'manual' });
    const location = new URL(back.headers.get('location') ?? '');
    const done = await call(location.pathname + location.search, { headers: { cookie } });
    assert.equal(done.headers.get('location'), '/?connexion=refusee');
  });

  test('a change asked for by another site is refused', async () => {
    const cookie = await signIn();
    const body = JSON.stringify({ purpose: 'prepare', collectionId: 'col_x' });
    for (const origin of ['https://evil.example', undefined]) {
      const headers = { cookie, 'content-type': 'application/json', ...(origin ? { origin } : {}) };
      assert.equal((await call('/api/embed-codes', { method: 'POST', headers, body })).status, 403);
    }
  });

  test('a client’s form: what is wrong is named by field, a French mobile is normalised', async () => {
    const cookie = await signIn();
    const save = (customer: object) =>
      call('/api/customers', {
        method: 'POST',
        headers: { cookie, origin: office.origin, 'content-type': 'application/json' },
        body: JSON.stringify(customer),
      });
    const good = {
      firstName: 'Camille',
      lastName: 'Durand',
      company: '',
      email: 'camille@client.example',
      phone: '06 39 98 00 11',
    };
    const bad = await save({ ...good, email: 'camille', phone: '12' });
    assert.equal(bad.status, 400);
    assert.deepEqual(Object.keys(((await bad.json()) as { errors: object }).errors), ['email']);
    const saved = await save(good);
    assert.equal(((await saved.json()) as { phone: string }).phone, '+33639980011');
  });

  test('a letter becomes a draft with its signers placed; a code opens it for the software’s own origin', async () => {
    const cookie = await signIn();
    const headers = { cookie, origin: office.origin, 'content-type': 'application/json' };
    const { data } = (await (await call('/api/customers', { headers })).json()) as { data: { id: string }[] };
    const json = {
      customerId: data[0]?.id,
      mission: 'tenue de la comptabilité',
      yearlyFee: 2400,
      startsOn: '2026-12-01',
      seal: true,
    };
    const made = await call('/api/letters', { method: 'POST', headers, body: JSON.stringify(json) });
    assert.equal(made.status, 201);
    const { id } = (await made.json()) as { id: string };
    const collection = (await (await call(`/api/collections/${id}`, { headers })).json()) as {
      state: string;
      signers: { level: string; placements: object[] }[];
    };
    assert.equal(collection.state, 'draft');
    assert.deepEqual(
      collection.signers.map(({ level }) => level),
      ['simple', 'advanced', 'seal'],
    );
    assert.ok(collection.signers.every(({ placements }) => placements.length === 1));
    const code = await call('/api/embed-codes', {
      method: 'POST',
      headers,
      body: JSON.stringify({ purpose: 'prepare', collectionId: id }),
    });
    assert.equal(code.status, 201);
    const { signers } = collection as unknown as { signers: { id: string }[] };
    const sign = (signerId = '') =>
      call('/api/embed-codes', {
        method: 'POST',
        headers,
        body: JSON.stringify({ purpose: 'sign', collectionId: id, signerId }),
      });
    assert.equal((await sign(signers[0]?.id)).status, 403, 'a client signs from his own invitation');
    assert.equal((await sign(signers[1]?.id)).status, 201, 'the expert signs for himself');
  });

  test('signing out ends the session at once', async () => {
    const cookie = await signIn();
    const headers = { cookie, origin: office.origin };
    assert.equal((await call('/api/customers', { headers })).status, 200);
    await call('/api/sign-out', { method: 'POST', headers });
    assert.equal((await call('/api/customers', { headers })).status, 401);
  });

  test('pages carry the strict policy and no secret', async () => {
    const page = await call('/');
    const policy = page.headers.get('content-security-policy') ?? '';
    assert.match(policy, /require-trusted-types-for 'script'/);
    assert.ok(!policy.includes('unsafe'));
    const { origin } = new URL(office.sandbox.url);
    assert.equal(page.headers.get('permissions-policy'), `otp-credentials=(self "${origin}")`);
    const session = await (await call('/api/session', { headers: { cookie: await signIn() } })).text();
    assert.ok(!/token|secret/i.test(session), session);
  });

  test('mobiles as people type them', () => {
    assert.equal(normalisePhone('06 12.34-56 78'), '+33612345678');
    assert.equal(normalisePhone('0033612345678'), '+33612345678');
    assert.equal(normalisePhone('+32 470 12 34 56'), '+32470123456');
    assert.equal(normalisePhone('01 42 00 00 00'), undefined);
  });
});
