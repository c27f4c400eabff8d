import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { operations } from '@jse/sdk/contract';
import { deadlines, moveSigner, signerMoves, signerStates } from '@jse/sdk/rules';
import type { EvidenceBundle } from '@jse/verify/evidence';
import { createMemoryBlobStore } from '../src/index.ts';
import { jpegOf, pngOf } from '../src/domain/people/images.harness.ts';
import { call, type Caller, callerOf } from './api.ts';
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
  startPlatform,
  visitor,
} from './platform.ts';
import { openSession, sessionHeaders } from './sessions.ts';

const developerToken = 'a developer token of the tests';

describe('a client signs at advanced level', () => {
  let platform: Platform;
  let expert: Caller;
  const inner = createMemoryBlobStore();
  const kept = new Map<string, Uint8Array>();
  const blobs = {
    ...inner,
    put: async (sha256: string, bytes: Uint8Array) => {
      kept.set(sha256, bytes.slice());
      await inner.put(sha256, bytes);
    },
    delete: async (sha256: string) => {
      kept.delete(sha256);
      await inner.delete(sha256);
    },
  };
  before(async () => {
    platform = await startPlatform({ developerToken, blobs });
    expert = await callerOf(platform);
  });
  after(() => platform.sandbox.close());

  const desk = async (method: string, path: string, body?: unknown) => {
    const headers = { authorization: `Bearer ${developerToken}`, 'content-type': 'application/json' };
    const init = body === undefined ? { method, headers } : { method, headers, body: JSON.stringify(body) };
    const response = await platform.sandbox.fetch(new Request(`${baseUrl}/sandbox/identity${path}`, init));
    return { status: response.status, body: (await response.json()) as Record<string, never> };
  };
  const pending = async () => {
    const { body } = await desk('GET', '?state=pending');
    return body['data'] as unknown as { id: string; signer: { name: string } }[];
  };
  const decide = async (decision: Record<string, string>) => {
    const [check] = await pending();
    return desk('POST', `/${check?.id ?? ''}`, decision);
  };
  async function launched(who: keyof typeof clients, more: Parameters<typeof draft>[1] = []) {
    const id = await draft(platform, more);
    const order = more.length + 1;
    await platform.expert.signers.add(id, { order, level: 'advanced', ...clients[who] });
    await platform.expert.collections.launch(id);
    return id;
  }
  const signerOf = async (id: string, at = 0) => (await platform.expert.collections.get(id)).signers[at];
  async function submit(
    id: string,
    images: { front?: Uint8Array<ArrayBuffer>; back?: Uint8Array<ArrayBuffer> } = {},
    email = clients.first.email,
    opened?: Awaited<ReturnType<typeof openSession>>,
  ) {
    const session = opened ?? (await openSession(platform, { invitation: await invitationOf(platform, email) }));
    const url = `${baseUrl}/editor/${editor.shortcut}/transaction/${id}/signatory/${(await signerOf(id))?.id ?? ''}/identity`;
    const form = new FormData();
    form.set('front', new File([images.front ?? pngOf(640, 400)], 'recto.png', { type: 'image/png' }));
    form.set('back', new File([images.back ?? jpegOf(640, 400)], 'verso.jpg', { type: 'image/jpeg' }));
    const headers = await sessionHeaders(session, 'POST', url);
    const response = await platform.sandbox.fetch(new Request(url, { method: 'POST', headers, body: form }), {
      origin,
    });
    return { status: response.status, body: (await response.json()) as { code?: string; state?: string } };
  }
  const codeFrom = async (answer: Promise<unknown>) =>
    ((await answer.catch((error: unknown) => error)) as { code?: string }).code;
  const lastMail = async (to: string) => (await platform.sandbox.outbox.messages({ to, channel: 'email' })).at(-1);
  const standing = async (id: string) => platform.expert.identityChecks.get(id, (await signerOf(id))?.id ?? '');

  let first: string;

  test('is launched without a certificate; nothing is signed before his identity is accepted', async () => {
    first = await launched('first');
    assert.deepEqual(await standing(first), {
      needed: true,
      state: null,
      reason: null,
      submittedAt: null,
      decidedAt: null,
    });
    const page = visitor(platform, await invitationOf(platform, clients.first.email));
    assert.equal(await codeFrom(openCeremony(page, first)), 'identity_missing');
    assert.equal((await platform.sandbox.outbox.messages({ channel: 'sms' })).length, 0, 'no code goes out');
  });

  test('images are examined; those taken are encrypted at rest and seen by the authority alone', async () => {
    const scripts = new TextEncoder().encode('<html><script>alert(1)</script>');
    const bad = await submit(first, { front: new Uint8Array(scripts) });
    assert.deepEqual([bad.status, bad.body.code], [422, 'identity_image_invalid']);
    assert.equal((await signerOf(first))?.state, 'invited');
    const image = pngOf(640, 400, 77);
    const taken = await submit(first, { front: image });
    assert.deepEqual([taken.status, taken.body.state], [201, 'pending']);
    assert.equal((await signerOf(first))?.state, 'identity-pending');
    for (const bytes of kept.values()) assert.ok(!Buffer.from(bytes).includes(Buffer.from(image.subarray(0, 33))));
    const [check] = await pending();
    assert.equal(check?.signer.name, 'Camille Cliente');
    const { body } = await desk('GET', `/${check?.id ?? ''}`);
    assert.equal((body['front'] as unknown as { base64: string }).base64, Buffer.from(image).toString('base64'));
    assert.equal((await submit(first)).body.code, 'state_conflict', 'one at a time');
    const asked = await platform.sandbox.fetch(new Request(`${baseUrl}/sandbox/identity`, { headers: expert }));
    assert.equal(asked.status, 401, 'the vendor sees no image');
    const page = visitor(platform, await invitationOf(platform, clients.first.email));
    assert.equal(await codeFrom(openCeremony(page, first)), 'identity_missing');
  });

  test('rejected: the reason reaches him, the images are gone, their hashes stay; he may submit again', async () => {
    const blobsBefore = kept.size;
    assert.equal((await decide({ decision: 'reject' })).status, 400, 'a rejection has a reason');
    const { status } = await decide({ decision: 'reject', reason: 'La photo est floue.' });
    assert.equal(status, 200);
    assert.equal(kept.size, blobsBefore - 2);
    assert.equal((await signerOf(first))?.state, 'identity-rejected');
    const { state, reason, needed } = await standing(first);
    assert.deepEqual([state, reason, needed], ['rejected', 'La photo est floue.', true]);
    const mail = await lastMail(clients.first.email);
    assert.match(mail?.text ?? '', /La photo est floue\.[^]*#invitation=/);
    const { entries } = (await platform.expert.collections.evidence(first)) as EvidenceBundle;
    const rejected = entries.find(({ type }) => type === 'identity.rejected')?.data;
    assert.match(String(rejected?.['front']), /^[0-9a-f]{64}$/);
    const [decided] = (await desk('GET', '?state=rejected')).body['data'] as unknown as {
      id: string;
      images: boolean;
    }[];
    assert.equal(decided?.images, false);
    assert.equal((await desk('POST', `/${decided?.id ?? ''}`, { decision: 'accept' })).status, 409);
    assert.equal((await submit(first)).status, 201);
  });

  test('accepted: his own certificate for five years, a mail with a link, and he signs with a fresh code', async () => {
    assert.equal((await decide({ decision: 'accept' })).status, 200);
    assert.equal((await signerOf(first))?.state, 'invited');
    assert.match((await lastMail(clients.first.email))?.subject ?? '', /^Identité vérifiée/);
    const page = visitor(platform, await invitationOf(platform, clients.first.email));
    const ceremony = await openCeremony(page, first);
    assert.notEqual(await codeFrom(page.ceremonies.sign(ceremony.id, 'x'.repeat(6))), undefined);
    assert.equal((await page.ceremonies.sign(ceremony.id, await codeOf(platform, ceremony.reference))).state, 'signed');
    const done = await platform.expert.collections.get(first);
    assert.equal(done.state, 'completed');
    const file = await platform.expert.documents.download(first, done.documents[0]?.id ?? '');
    const held = await platform.expert.personalData.export(clients.first.email);
    const certificate = held.categories.find(({ category }) => category === 'certificate')?.records[0];
    const [from = 0, until = 0] = ['notBefore', 'notAfter'].map((end) =>
      new Date(String(certificate?.[end])).getUTCFullYear(),
    );
    assert.equal(until - from, 5);
    const folder = await mkdtemp(join(tmpdir(), 'jse-identity-'));
    await writeFile(join(folder, 'x.pdf'), file.bytes);
    const { stdout } = spawnSync('pdfsig', ['-nocert', join(folder, 'x.pdf')], { encoding: 'utf8' });
    await rm(folder, { recursive: true });
    assert.match(stdout, /Signer Certificate Common Name: Camille Cliente\n[^]*Signature is Valid/);
  });

  test('the same person need not show it again; another phone is another person', async () => {
    const again = await launched('first');
    assert.equal((await standing(again)).needed, false);
    assert.equal((await submit(again)).body.code, 'state_conflict');
    platform.sandbox.clock.advance(deadlines.otpResendAfter);
    const page = visitor(platform, await invitationOf(platform, clients.first.email));
    const ceremony = await openCeremony(page, again);
    assert.equal((await page.ceremonies.sign(ceremony.id, await codeOf(platform, ceremony.reference))).state, 'signed');
    const id = await draft(platform, []);
    await platform.expert.signers.add(id, { order: 1, level: 'advanced', ...clients.first, phone: '+33639980077' });
    await platform.expert.collections.launch(id);
    assert.equal((await standing(id)).needed, true);
  });

  test('while one waits for his check nobody else’s turn comes; a reminder leaves him where he is; he may refuse', async () => {
    const id = await draft(platform, []);
    await platform.expert.signers.add(id, { order: 1, level: 'advanced', ...clients.second });
    await platform.expert.signers.add(id, { order: 2, level: 'simple', ...clients.first });
    await platform.expert.collections.launch(id);
    assert.equal((await submit(id, {}, clients.second.email)).status, 201);
    await platform.expert.collections.remind(id);
    const states = (await platform.expert.collections.get(id)).signers.map(({ state }) => state);
    assert.deepEqual(states, ['identity-pending', 'waiting']);
    const page = visitor(platform, await invitationOf(platform, clients.second.email));
    assert.equal((await page.collections.refuse(id, 'Non')).state, 'refused');
    assert.equal((await decide({ decision: 'accept' })).status, 409, 'nothing to decide when it is over');
    const before = kept.size;
    platform.sandbox.clock.advance(86_400_000);
    await platform.sandbox.outbox.drain();
    assert.ok(kept.size <= before - 2, 'abandoned images are erased within a day');
    assert.deepEqual(await pending(), []);
  });

  async function launchedFor(person: (typeof clients)['first']) {
    const id = await draft(platform, []);
    await platform.expert.signers.add(id, { order: 1, level: 'advanced', ...person });
    await platform.expert.collections.launch(id);
    return id;
  }
  const checksOf = async (...ids: string[]) => {
    const { body } = await desk('GET', '');
    const all = body['data'] as unknown as { id: string; state: string; images: boolean; collection: { id: string } }[];
    return ids.map((id) => all.find(({ collection }) => collection.id === id));
  };
  const stateOf = async (id: string) => (await signerOf(id))?.state;

  test('accepted in one collection, he signs in all others too: where he was rejected, and where he still waited', async () => {
    const person = { firstName: 'Aïcha', lastName: 'Double', email: 'aicha@client.example', phone: '+33639980031' };
    const ids: string[] = [];
    for (let at = 0; at < 3; at++) {
      const id = await launchedFor(person);
      assert.equal((await submit(id, {}, person.email)).status, 201);
      ids.push(id);
    }
    const [rejectedIn = '', acceptedIn = '', waitingIn = ''] = ids;
    const [rejected, accepted, waiting] = await checksOf(...ids);
    const reason = 'La photo est floue.';
    assert.equal((await desk('POST', `/${rejected?.id ?? ''}`, { decision: 'reject', reason })).status, 200);
    const before = kept.size;
    const mails = async () => (await platform.sandbox.outbox.messages({ to: person.email })).length;
    const written = await mails();
    assert.equal((await desk('POST', `/${accepted?.id ?? ''}`, { decision: 'accept' })).status, 200);
    for (const id of ids) assert.equal(await stateOf(id), 'invited');
    assert.equal(kept.size, before - 4, 'the images that nobody has to look at any more are erased too');
    assert.equal(await mails(), written + 3);
    assert.equal((await desk('POST', `/${waiting?.id ?? ''}`, { decision: 'reject', reason })).status, 409);
    const { needed, state } = await standing(rejectedIn);
    assert.deepEqual([needed, state], [false, 'accepted']);
    const serials = new Set<unknown>();
    for (const id of [rejectedIn, acceptedIn, waitingIn]) {
      const { entries } = (await platform.expert.collections.evidence(id)) as EvidenceBundle;
      const last = entries.findLast(({ type }) => type === 'identity.accepted');
      assert.equal(last?.data['signerId'], (await signerOf(id))?.id);
      serials.add(last?.data['certificate']);
    }
    assert.equal(serials.size, 1);
    const { data: events } = await call(platform, operations.listEvents, { as: expert, query: { limit: '100' } });
    const changed = events.filter(
      ({ type, data }) => type === 'signer.identity_changed' && data['transactionId'] === rejectedIn,
    );
    assert.deepEqual(
      changed.map(({ data }) => (data['signatory'] as { state: string }).state),
      ['identity-pending', 'identity-rejected', 'invited'],
    );
    const letters = await platform.sandbox.outbox.messages({ to: person.email });
    const invitation = new RegExp(`/sign/${rejectedIn}#invitation=([\\w-]+)`);
    const tokens = letters.flatMap(({ text }) => invitation.exec(text)?.[1] ?? []);
    const page = visitor(platform, tokens.at(-1) ?? '');
    const ceremony = await openCeremony(page, rejectedIn);
    assert.equal((await page.ceremonies.sign(ceremony.id, await codeOf(platform, ceremony.reference))).state, 'signed');
  });

  test('decisions and submissions at once leave nobody behind', async () => {
    for (let round = 0; round < 4; round++) {
      const phone = `+3363998004${round}`;
      const person = { firstName: 'Loïc', lastName: 'Ensemble', email: `loic${round}@client.example`, phone };
      const ids: string[] = [];
      for (let at = 0; at < 2; at++) {
        const id = await launchedFor(person);
        assert.equal((await submit(id, {}, person.email)).status, 201);
        ids.push(id);
      }
      const late = await launchedFor(person);
      const session = await openSession(platform, { invitation: await invitationOf(platform, person.email) });
      const decided = (await checksOf(...ids)).map((check) =>
        desk('POST', `/${check?.id ?? ''}`, { decision: 'accept' }),
      );
      const [submitted, ...answers] = await Promise.all([submit(late, {}, person.email, session), ...decided]);
      assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409]);
      assert.ok([201, 409].includes(submitted.status), String(submitted.status));
      for (const id of [...ids, late]) assert.equal(await stateOf(id), 'invited', submitted.body.code ?? 'submitted');
      assert.deepEqual(await pending(), []);
    }
  });

  test('the signer’s states move as the table says, and no state is left out', () => {
    for (const { from, to } of Object.values(signerMoves))
      for (const state of signerStates) {
        const move = Object.entries(signerMoves).find(
          ([, one]) => one.to === to && one.from === from,
        )?.[0] as keyof typeof signerMoves;
        assert.equal(moveSigner(state, move), (from as readonly string[]).includes(state) ? to : undefined);
      }
    const reached = new Set<string>(['waiting', ...Object.values(signerMoves).map(({ to }) => to)]);
    assert.deepEqual(
      signerStates.filter((state) => !reached.has(state)),
      [],
    );
    for (const end of ['signed', 'refused'] as const)
      for (const move of Object.keys(signerMoves))
        assert.equal(moveSigner(end, move as keyof typeof signerMoves), undefined);
  });
});
