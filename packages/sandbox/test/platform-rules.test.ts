import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { deadlines } from '@jse/sdk/rules';
import { computeHandshakeHmac, createHandshake, isJseError } from '@jse/sdk/server';
import { EvidenceBundle } from '@jse/verify/evidence';
import {
  baseUrl,
  clients,
  codeOf,
  draft,
  editor,
  invitationOf,
  openCeremony,
  origin,
  type Platform,
  renewed,
  signBy,
  startPlatform,
  visitor,
} from './platform.ts';

const day = 86_400_000;

describe('the platform’s rules', () => {
  let platform: Platform;
  before(async () => {
    platform = await startPlatform();
  });
  after(() => platform.sandbox.close());

  const call = (path: string, init: RequestInit = {}) => platform.sandbox.fetch(new Request(baseUrl + path, init));
  const codeOfError = (promise: Promise<unknown>) =>
    promise.then(
      () => 'no error',
      (error: unknown) => (isJseError(error) ? error.code : String(error)),
    );

  test('the handshake: state, sign-in page, tokens once', async () => {
    const settings = { baseUrl, editor: editor.shortcut, fetch: (request: Request) => platform.sandbox.fetch(request) };
    const handshake = createHandshake({ ...settings, secret: editor.secret });
    assert.equal(
      await codeOfError(createHandshake({ ...settings, secret: 'wrong' }).start({ successUrl: `${origin}/back` })),
      'hmac_invalid',
    );
    assert.equal(
      await codeOfError(handshake.start({ successUrl: 'https://evil.example/back' })),
      'redirect_not_registered',
    );
    const ts = String(Date.now() - deadlines.handshakeClockSkew - 1000);
    const idRequest = 'a'.repeat(30);
    const hmac = await computeHandshakeHmac({ secret: editor.secret, shortcut: editor.shortcut, idRequest, ts });
    const late = await call(`/editor/${editor.shortcut}/token/officeAndUser/auth/${idRequest}/${hmac}?ts=${ts}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ success_url: `${origin}/back`, generate_hmac: true }),
    });
    assert.equal(((await late.json()) as { code: string }).code, 'timestamp_out_of_window');
    // The client takes the platform's time where its own is off.
    const off = createHandshake({ ...settings, secret: editor.secret, now: () => Number(ts) });
    assert.equal(await codeOfError(off.start({ successUrl: `${origin}/back` })), 'no error');

    const started = await handshake.start({ successUrl: `${origin}/back?tab=2` });
    assert.equal(await codeOfError(handshake.fetch(started.idRequest)), 'handshake_pending');
    const path = started.url.slice(baseUrl.length);
    const form = await (await call(path)).text();
    assert.match(form, /<html lang="fr">/);
    assert.match(form, /<strong>Vendor<\/strong> demande un accès/);
    const member = platform.expertId;
    const back = await call(path, { method: 'POST', body: new URLSearchParams({ member }) });
    const location = new URL(back.headers.get('location') ?? '');
    assert.equal(location.searchParams.get('tab'), '2');
    assert.ok(handshake.checkState(started.state, location.searchParams.get('state')));
    assert.ok(!handshake.checkState(started.state, 'x'.repeat(43)));
    assert.equal((await call(path)).status, 400);

    const tokens = await handshake.fetch(started.idRequest);
    assert.equal(tokens.office.name, 'Cabinet Exemple');
    assert.equal(tokens.user.email, 'expert@cabinet.example');
    assert.equal(await codeOfError(handshake.fetch(started.idRequest)), 'request_expired');
  });

  test('a call repeated under its idempotency key has one effect; the key with another body is refused', async () => {
    const tokens = await platform.sandbox.seed.tokens(editor.shortcut, platform.expertId);
    const headers = {
      'jse-editor-token-office': tokens.officeToken,
      'jse-editor-token-user': tokens.userToken,
      'idempotency-key': '"key-0001"',
      'content-type': 'application/json',
    };
    const create = (object: string) =>
      call(`/editor/${editor.shortcut}/transaction`, { method: 'POST', headers, body: JSON.stringify({ object }) });
    const first = await create('Une fois');
    const second = await create('Une fois');
    assert.equal(second.headers.get('idempotency-replayed'), 'true');
    assert.deepEqual(await second.json(), await first.json());
    assert.equal(((await (await create('Autre')).json()) as { code: string }).code, 'idempotency_key_reused');
  });

  test('browsers: a registered origin is echoed, another gets nothing', async () => {
    const preflight = (from: string) =>
      call(`/editor/${editor.shortcut}/me`, { method: 'OPTIONS', headers: { origin: from } });
    assert.equal((await preflight(origin)).headers.get('access-control-allow-origin'), origin);
    assert.equal((await preflight('https://evil.example')).headers.get('access-control-allow-origin'), null);
    assert.equal((await preflight(origin)).headers.get('vary'), 'Origin');
  });

  test('expiry after 15 × 24 h, a reminder prolongs, an expired collection hands nothing out', async () => {
    const own = await startPlatform();
    const { sandbox } = own;
    const id = await draft(own, ['first']);
    const { launchedAt } = await own.expert.collections.launch(id);
    const first = await invitationOf(own, clients.first.email);
    sandbox.clock.advance(14 * day);
    const expert = await renewed(own);
    const reminded = await expert.collections.remind(id);
    const days = (Date.parse(reminded.expiresAt ?? '') - Date.parse(launchedAt ?? '')) / day;
    assert.ok(Math.abs(days - 29) < 0.01, `${days} days`);
    assert.equal(await codeOfError(visitor(own, first).session()), 'invitation_invalid');
    sandbox.clock.advance(2 * day);
    await sandbox.outbox.drain();
    assert.equal((await expert.collections.get(id)).state, 'ongoing');
    sandbox.clock.advance(13 * day);
    await sandbox.outbox.drain();
    const later = await renewed(own);
    const expired = await later.collections.get(id);
    assert.equal(expired.state, 'expired');
    assert.equal(await codeOfError(later.documents.download(id, expired.documents[0]?.id ?? '')), 'state_conflict');
    assert.equal(await codeOfError(later.collections.remind(id)), 'state_conflict');
    assert.equal(
      await codeOfError(visitor(own, await invitationOf(own, clients.first.email)).session()),
      'invitation_invalid',
    );
    await own.sandbox.close();
  });

  test('a refusal ends the collection: reason kept, other invitations dead, acts done stay billed', async () => {
    const own = await startPlatform();
    const id = await draft(own, ['first', 'second']);
    await own.expert.collections.launch(id);
    await signBy(own, clients.first.email, id);
    const page = visitor(own, await invitationOf(own, clients.second.email));
    const refused = await page.collections.refuse(id, 'Le montant est faux');
    assert.equal(refused.state, 'refused');
    assert.equal(refused.refusal?.reason, 'Le montant est faux');
    assert.equal((await own.expert.me()).firm.creditCents, 10_000 - 25);
    assert.equal(await codeOfError(openCeremony(page, id)), 'state_conflict');
    await own.sandbox.close();
  });

  test('a confidential collection is seen by those it names, a locked draft edited by its preparer and the expert', async () => {
    const { expert, preparer, launcher } = platform;
    const hidden = await launcher.collections.create({
      title: 'Confidentiel',
      confidentiality: ['expert@cabinet.example'],
      locked: true,
    });
    assert.equal((await expert.collections.get(hidden.id)).title, 'Confidentiel');
    assert.equal((await launcher.collections.get(hidden.id)).title, 'Confidentiel');
    assert.equal(await codeOfError(preparer.collections.get(hidden.id)), 'not_found');
    const seen: string[] = [];
    for await (const { id } of preparer.collections.list({ limit: 1 })) seen.push(id);
    assert.ok(!seen.includes(hidden.id));
    const locked = await expert.collections.create({ title: 'Verrouillé', locked: true });
    assert.equal(await codeOfError(preparer.collections.update(locked.id, { title: 'Autre' })), 'delegation_missing');
    assert.equal((await expert.collections.update(locked.id, { title: 'Autre' })).title, 'Autre');
    assert.equal(
      await codeOfError(expert.collections.create({ title: 'Dessin', handwritten: true })),
      'validation_failed',
    );
  });

  test('the order of those who have not signed may change while the collection runs', async () => {
    const own = await startPlatform();
    const id = await draft(own, ['first', 'second', 'expert']);
    const { signers } = await own.expert.collections.launch(id);
    const [first = '', second = '', third = ''] = signers.map((signer) => signer.id);
    await signBy(own, clients.first.email, id);
    assert.equal(await codeOfError(own.expert.collections.reorder(id, [second, first, third])), 'state_conflict');
    const after = await own.expert.collections.reorder(id, [first, third, second]);
    assert.deepEqual(
      after.signers.map(({ id: signer, state }) => [signer, state]),
      [
        [first, 'signed'],
        [third, 'invited'],
        [second, 'waiting'],
      ],
    );
    await signBy(own, 'expert@cabinet.example', id);
    await signBy(own, clients.second.email, id);
    assert.equal((await own.expert.collections.get(id)).state, 'completed');
    await own.sandbox.close();
  });

  test('documents are purged one calendar month after the expiry; the evidence stays', async () => {
    const own = await startPlatform();
    const id = await draft(own, ['first']);
    await own.expert.collections.launch(id);
    await signBy(own, clients.first.email, id);
    const { purgeAt } = await own.expert.collections.get(id);
    own.sandbox.clock.set(new Date(Date.parse(purgeAt ?? '') - 1000));
    const expert = await renewed(own);
    await own.sandbox.outbox.drain();
    assert.equal((await expert.collections.get(id)).state, 'completed');
    own.sandbox.clock.advance(2000);
    await own.sandbox.outbox.drain();
    const purged = await expert.collections.get(id);
    assert.equal(purged.state, 'purged');
    assert.equal(await codeOfError(expert.documents.download(id, purged.documents[0]?.id ?? '')), 'state_conflict');
    assert.ok(EvidenceBundle.parse(await expert.collections.evidence(id)).entries.length > 5);
    await own.sandbox.close();
  });

  test('nothing is drawn by hand: a collection that asks for it is refused, not taken without', async () => {
    const { collections } = platform.expert;
    await assert.rejects(collections.create({ title: 'Dessinée', handwritten: true }), (error: unknown) => {
      if (!isJseError(error, 'validation_failed')) throw error;
      assert.deepEqual(
        error.fieldErrors.map(({ pointer }) => pointer),
        ['/handwritten'],
      );
      return true;
    });
    const { handwritten } = await collections.get((await collections.create({ title: 'Non dessinée' })).id);
    assert.equal(handwritten, false);
  });

  test('an SMS names signer, documents, firm and reference, and ends with the WebOTP line', async () => {
    const id = await draft(platform, ['second']);
    await platform.expert.collections.launch(id);
    const page = visitor(platform, await invitationOf(platform, clients.second.email));
    const { reference } = await openCeremony(page, id);
    const code = await codeOf(platform, reference);
    const sms =
      (await platform.sandbox.outbox.messages({ to: clients.second.phone, channel: 'sms' })).at(-1)?.text ?? '';
    assert.match(
      sms,
      new RegExp(
        `^${code} .*1 document de Cabinet Exemple \\(Dominique Cogérant\\)\\. Référence ${reference}\\. Ne le donnez à personne\\.`,
      ),
    );
    assert.equal(sms.split('\n').at(-1), `@vendor.example #${code}`);
  });
});
