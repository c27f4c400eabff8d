import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createHandshake } from '@jse/sdk/server';
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
import { makeKey, redeem } from './sessions.ts';
import { watchDatabase, type Witness } from './witness.ts';

const day = 86_400_000;

describe('links', () => {
  let platform: Platform;
  let witness: Witness;
  before(async () => {
    witness = await watchDatabase();
    platform = await startPlatform({ ...witness.options, developerToken: 'the token of the tests' });
  });
  after(async () => {
    await platform.sandbox.close();
    await witness.close();
  });

  const get = (url: string, method = 'GET') => platform.sandbox.fetch(new Request(url, { method }));
  const post = (path: string, body: unknown) => {
    const headers = { 'content-type': 'application/json' };
    return platform.sandbox.fetch(
      new Request(`${baseUrl}${path}`, { method: 'POST', headers, body: JSON.stringify(body) }),
    );
  };
  async function launched(...signers: Parameters<typeof draft>[1]): Promise<string> {
    const expert = await renewed(platform);
    const id = await draft({ ...platform, expert }, signers);
    await expert.collections.launch(id);
    return id;
  }
  const knock = async (invitation: string) => {
    const response = await redeem(platform, { invitation }, await makeKey());
    const { code } = (await response.json()) as { code?: string };
    return [response.status, code] as const;
  };
  const downloadToken = async (to: string) => {
    const letters = await platform.sandbox.outbox.messages({ to, channel: 'email' });
    const found = letters.map(({ text }) => /\/telecharger#([\w-]+)/.exec(text)?.[1]).findLast((token) => token);
    return found ?? assert.fail(`no download link was sent to ${to}`);
  };
  const startSignIn = async () => {
    const fetch = (request: Request) => platform.sandbox.fetch(request);
    const handshake = createHandshake({ baseUrl, editor: editor.shortcut, secret: editor.secret, fetch });
    return { handshake, ...(await handshake.start({ successUrl: `${origin}/back` })) };
  };
  const signIn = (url: string) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const body = new URLSearchParams({ member: platform.expertId }).toString();
    return platform.sandbox.fetch(new Request(url, { method: 'POST', headers, body }));
  };

  test('a mail scanner that opens every link, by GET and HEAD, changes nothing and learns nothing', async () => {
    const id = await launched('first');
    await signBy(platform, clients.first.email, id);
    await launched('second', 'seal');
    const { url: signInUrl } = await startSignIn();
    const consoleLink = (await platform.sandbox.consoleLink()) ?? '';
    const texts = (await platform.sandbox.outbox.messages()).map(({ text }) => text).join('\n');
    const mailed = texts.match(/https?:\/\/[^\s<>"]+/g) ?? [];
    const links = [...new Set([...mailed, signInUrl, consoleLink])];
    assert.ok(links.some((link) => link.includes('/telecharger#')));
    assert.ok(links.some((link) => link.includes('#invitation=')));
    for (const link of links.filter((of) => !of.startsWith(signInUrl))) {
      const { search, hash } = new URL(link);
      assert.equal(search, '', 'a secret in the query would reach servers and logs');
      assert.ok(hash.length > 40);
    }
    const untouched = await witness.look();
    for (const link of links)
      for (const method of ['GET', 'HEAD', 'GET']) {
        const response = await get(link, method);
        // The signing page is the vendor's: here it has no address.
        assert.ok(response.status === 200 || link.startsWith(origin), `${method} ${link}: ${response.status}`);
        assert.equal(response.headers.get('referrer-policy'), 'no-referrer');
        assert.equal(response.headers.get('cache-control'), 'no-store');
        assert.ok(!(await response.text()).includes(clients.first.lastName));
      }
    assert.deepEqual(await witness.look(), untouched);
  });

  test('an invitation is good until it is used up: not after the signature, a refusal, a cancellation or the expiry', async () => {
    const signed = await launched('first');
    const invitation = await invitationOf(platform, clients.first.email);
    const page = visitor(platform, invitation);
    const { id, reference } = await openCeremony(page, signed);
    assert.equal((await knock(invitation))[0], 201, 'a person may come back before he has signed');
    await page.ceremonies.sign(id, await codeOf(platform, reference));
    assert.deepEqual(await knock(invitation), [401, 'invitation_invalid']);

    const refused = await launched('first');
    const second = await invitationOf(platform, clients.first.email);
    await visitor(platform, second).collections.refuse(refused, 'Montant à revoir');
    assert.deepEqual(await knock(second), [401, 'invitation_invalid']);

    const cancelled = await launched('first');
    const third = await invitationOf(platform, clients.first.email);
    await (await renewed(platform)).collections.cancel(cancelled);
    assert.deepEqual(await knock(third), [401, 'invitation_invalid']);

    const reminded = await launched('first');
    const fourth = await invitationOf(platform, clients.first.email);
    await (await renewed(platform)).collections.remind(reminded);
    const fifth = await invitationOf(platform, clients.first.email);
    assert.notEqual(fourth, fifth);
    assert.deepEqual(await knock(fourth), [401, 'invitation_invalid']);
    assert.equal((await knock(fifth))[0], 201);
    platform.sandbox.clock.advance(15 * day + 1000);
    assert.deepEqual(await knock(fifth), [401, 'invitation_invalid']);
    assert.deepEqual(await knock('x'.repeat(43)), [401, 'invitation_invalid']);
  });

  test('an embed code is good once, for a minute, for its origins', async () => {
    const collectionId = await launched('first');
    const expert = await renewed(platform);
    const mint = async () =>
      (await expert.embedSessions.create({ purpose: 'follow', collectionId, origins: [origin] })).code;
    const status = async (code: string, from = origin) =>
      (await redeem(platform, { code }, await makeKey(), from)).status;
    const used = await mint();
    const both = await Promise.all([status(used), status(used)]);
    assert.deepEqual(both.toSorted(), [201, 401], 'two pages at once: one gets in');
    assert.equal(await status(await mint(), 'https://elsewhere.example'), 403);
    const late = await mint();
    platform.sandbox.clock.advance(61_000);
    assert.equal(await status(late), 401);
  });

  test('a download link lives until the purge and serves that collection alone; a revoked one is dead', async () => {
    const id = await launched('first');
    await signBy(platform, clients.first.email, id);
    const token = await downloadToken(clients.first.email);
    const list = await post('/telecharger/liste', { token });
    const { documents, attestations } = (await list.json()) as Record<'documents' | 'attestations', { id: string }[]>;
    const [own] = documents;
    assert.equal((await post('/telecharger/fichier', { token, id: own?.id })).status, 200);
    assert.equal(attestations.length, 1);
    const attestation = await post('/telecharger/attestation', { token, id: attestations[0]?.id });
    assert.match(new TextDecoder().decode((await attestation.arrayBuffer()).slice(0, 5)), /%PDF-/);
    const other = await (await renewed(platform)).collections.get(await launched('second'));
    const foreign = await post('/telecharger/fichier', { token, id: other.documents[0]?.id });
    assert.equal(foreign.status, 404);
    for (const id of [undefined, other.signers[0]?.id])
      assert.equal((await post('/telecharger/attestation', { token, id })).status, 404);
    for (const wrong of [{}, { token: 7 }, { token: '' }, { token: `${token}x` }, { token: [token] }])
      assert.ok([400, 404].includes((await post('/telecharger/liste', wrong)).status), JSON.stringify(wrong));
    await witness.run('update download_links set revoked_at = now() where collection_id = $1', [id]);
    assert.equal((await post('/telecharger/liste', { token })).status, 404);
    await witness.run('update download_links set revoked_at = null where collection_id = $1', [id]);
    platform.sandbox.clock.advance(50 * day);
    await platform.sandbox.outbox.drain();
    assert.ok((await post('/telecharger/fichier', { token, id: own?.id })).status >= 400);
  });

  test('a sign-in ticket serves one sign-in, its tokens one fetch, and neither outlives its time', async () => {
    const { handshake, url, idRequest } = await startSignIn();
    assert.equal((await get(url)).status, 200);
    const both = await Promise.all([signIn(url), signIn(url)]);
    assert.deepEqual(both.map(({ status }) => status).toSorted(), [303, 400], 'posted twice at once: one goes through');
    assert.equal((await signIn(url)).status, 400);
    assert.equal((await get(url)).status, 400);
    await handshake.fetch(idRequest);
    await assert.rejects(handshake.fetch(idRequest), { code: 'request_expired' });
    const late = await startSignIn();
    platform.sandbox.clock.advance(day);
    assert.equal((await signIn(late.url)).status, 400);
    await assert.rejects(late.handshake.fetch(late.idRequest), { code: 'request_expired' });
    assert.equal((await signIn(`${baseUrl}/connexion/${'x'.repeat(43)}`)).status, 400);
  });
});
