import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { automaticReminders, deadlines } from '@jse/sdk/rules';
import { isJseError } from '@jse/sdk/server';
import { EvidenceBundle } from '@jse/verify/evidence';
import { createMemoryBlobStore } from '../src/blobs/blob-store.ts';
import {
  baseUrl,
  clients,
  codeOf,
  draft,
  editor,
  invitationOf,
  makePdf,
  openCeremony,
  type Platform,
  renewed,
  signBy,
  startPlatform,
  visitor,
} from './platform.ts';
import { watchDatabase } from './witness.ts';

const day = 86_400_000;

const codeOfError = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    (error: unknown) => (isJseError(error) ? error.code : String(error)),
  );

describe('time', () => {
  test('automatic reminders prolong like any other and come to an end', async () => {
    const own = await startPlatform();
    const id = await draft(own, ['first']);
    await own.expert.collections.update(id, { reminderEveryDays: 4 });
    await own.expert.collections.launch(id);
    for (let at = 0; at < 40; at++) {
      own.sandbox.clock.advance(day);
      await own.sandbox.outbox.drain();
    }
    const { entries } = EvidenceBundle.parse(await (await renewed(own)).collections.evidence(id));
    const reminded = entries.filter(({ type }) => type === 'collection.reminded');
    assert.equal(reminded.length, automaticReminders.max);
    assert.ok(reminded.every(({ actor }) => actor === 'platform'));
    // The last one came after 20 days: the collection expires 15 days later, on the 35th.
    assert.equal((await (await renewed(own)).collections.get(id)).state, 'expired');
    assert.equal(
      entries.find(({ type }) => type === 'collection.expired')?.at.slice(0, 10),
      expiryDay(reminded.at(-1)?.at),
    );
    await own.sandbox.close();
  });

  const expiryDay = (last = '') => new Date(Date.parse(last) + 15 * day).toISOString().slice(0, 10);

  test('a cancelled draft is purged a month later; replaced uploads are swept; what others name stays', async () => {
    const blobs = createMemoryBlobStore();
    const own = await startPlatform({ blobs });
    const shared = await makePdf(1, 'Partagé');
    const { id: kept } = await own.expert.collections.create({ title: 'Gardée' });
    await own.expert.documents.upload(kept, 1, shared);
    const { id } = await own.expert.collections.create({ title: 'Annulée' });
    const first = await own.expert.documents.upload(id, 1, await makePdf(1, 'Remplacé'));
    const alone = await own.expert.documents.upload(id, 1, await makePdf(1, 'Seul'));
    const both = await own.expert.documents.upload(id, 2, shared);
    const cancelled = await own.expert.collections.cancel(id);
    assert.notEqual(cancelled.purgeAt, null);
    own.sandbox.clock.set(new Date(Date.parse(cancelled.purgeAt ?? '') + 1000));
    await own.sandbox.outbox.drain();
    own.sandbox.clock.advance(2 * day);
    await own.sandbox.outbox.drain();
    assert.equal((await (await renewed(own)).collections.get(id)).state, 'purged');
    const held = async (sha256: string) => (await blobs.get(sha256)) !== undefined;
    assert.deepEqual(await Promise.all([first, alone, both].map(({ sha256 }) => held(sha256))), [false, false, true]);
    await own.sandbox.close();
  });

  test('after an outage nothing that was over is served, and what came due is done in its order', async () => {
    const own = await startPlatform();
    const launch = async () => {
      const id = await draft(own, ['first']);
      await own.expert.collections.launch(id);
      return { id, invitation: await invitationOf(own, clients.first.email) };
    };
    const signed = await launch();
    await signBy(own, clients.first.email, signed.id);
    own.sandbox.clock.advance(day);
    const open = await launch();
    own.sandbox.clock.advance(100 * day);
    const expert = await renewed(own);
    // Nobody has expired it yet: its time is up all the same.
    assert.equal(await codeOfError(visitor(own, open.invitation).session()), 'invitation_invalid');
    await own.sandbox.outbox.drain();
    const { data: told } = await expert.events.list({ types: ['collection.expired', 'collection.purged'] });
    assert.deepEqual(
      told.map(({ type, data }) => ({ type, id: 'transactionId' in data ? data.transactionId : null })),
      [
        { type: 'collection.expired', id: open.id },
        { type: 'collection.purged', id: signed.id },
        { type: 'collection.purged', id: open.id },
      ],
    );
    await own.sandbox.close();
  });

  test('what is due to be purged is handed out to nobody, however late its purge is', async () => {
    const witness = await watchDatabase();
    const own = await startPlatform(witness.options);
    const id = await draft(own, ['first']);
    await own.expert.collections.launch(id);
    await signBy(own, clients.first.email, id);
    await own.sandbox.outbox.drain();
    const { purgeAt, documents } = await own.expert.collections.get(id);
    const documentId = documents[0]?.id ?? '';
    await own.expert.documents.download(id, documentId);
    const letters = await own.sandbox.outbox.messages({ channel: 'email', to: clients.first.email });
    const token = letters.map(({ text }) => /telecharger#(\S+)/.exec(text)?.[1]).find(Boolean);
    assert.ok(token);
    const byLink = async () => {
      const body = JSON.stringify({ token });
      const headers = { 'content-type': 'application/json' };
      const asked = new Request(`${baseUrl}/telecharger/liste`, { method: 'POST', headers, body });
      return (await own.sandbox.fetch(asked)).status;
    };
    assert.equal(await byLink(), 200);
    // No worker comes to it.
    await witness.run('update jobs set run_at = $1 where key = $2', [new Date('2100-01-01'), `purge:${id}`]);
    own.sandbox.clock.set(new Date(Date.parse(purgeAt ?? '')));
    const expert = await renewed(own);
    assert.equal((await expert.collections.get(id)).state, 'completed');
    const calls: readonly (() => Promise<unknown>)[] = [
      () => expert.documents.download(id, documentId),
      () => expert.archive.download(id),
      () => expert.archive.push(id, { url: 'https://safe.example/' }),
    ];
    for (const call of calls) assert.equal(await codeOfError(call()), 'state_conflict');
    assert.equal(await byLink(), 404);
    await own.sandbox.close();
    await witness.close();
  });

  test('a purge that comes between the reading of a collection and of its bytes is told as one', async () => {
    const blobs = createMemoryBlobStore();
    let meanwhile: (() => Promise<unknown>) | undefined;
    const get = async (sha256: string) => {
      const run = meanwhile;
      meanwhile = undefined;
      await run?.();
      return blobs.get(sha256);
    };
    const own = await startPlatform({ blobs: { ...blobs, get } });
    const id = await draft(own, ['first']);
    await own.expert.collections.launch(id);
    await signBy(own, clients.first.email, id);
    await own.sandbox.outbox.drain();
    const { purgeAt, documents } = await own.expert.collections.get(id);
    own.sandbox.clock.set(new Date(Date.parse(purgeAt ?? '') - 1000));
    const expert = await renewed(own);
    meanwhile = async () => {
      own.sandbox.clock.advance(2000);
      await own.sandbox.outbox.drain();
    };
    assert.equal(await codeOfError(expert.documents.download(id, documents[0]?.id ?? '')), 'state_conflict');
    assert.equal((await expert.collections.get(id)).state, 'purged');
    await own.sandbox.close();
  });

  test('an unlocking forgets the firm’s own wrong codes for a phone, not those of another firm', async () => {
    const own = await startPlatform();
    const other = await own.sandbox.seed.firm({
      name: 'Autre cabinet',
      siren: '200000008',
      creditCents: 1000,
      members: [
        { firstName: 'Andrea', lastName: 'Autre', email: 'autre@autre.example', phone: '+33639980090', role: 'expert' },
      ],
    });
    const tokens = await own.sandbox.seed.tokens(editor.shortcut, other.members[0]?.id ?? '');
    const elsewhere = { ...own, firm: other, expert: own.expert.with(tokens) };
    const launched = async (on: Platform) => {
      const id = await draft(on, ['first']);
      await on.expert.collections.launch(id);
      const page = visitor(on, await invitationOf(on, clients.first.email));
      return { id, page };
    };
    const miss = async ({ id, page }: Awaited<ReturnType<typeof launched>>, times: number) => {
      const ceremony = await openCeremony(page, id);
      const right = await codeOf(own, ceremony.reference);
      const bad = right === '000000' ? '000001' : '000000';
      for (let at = 0; at < times; at++) await page.ceremonies.sign(ceremony.id, bad).catch(() => undefined);
      own.sandbox.clock.advance(deadlines.otpResendAfter);
    };
    const here = await launched(own);
    await miss(here, 5);
    const there = await launched(elsewhere);
    await miss(there, 5);
    assert.equal(await codeOfError(openCeremony(here.page, here.id)), 'signer_locked');
    const signerOf = async (on: Platform, id: string) => (await on.expert.collections.get(id)).signers[0];
    const mine = await signerOf(own, here.id);
    await own.expert.signers.unlock(here.id, mine?.id ?? '');
    assert.equal((await openCeremony(here.page, here.id)).state, 'code-sent');
    assert.equal((await signerOf(elsewhere, there.id))?.locked, true);
    assert.equal(await codeOfError(openCeremony(there.page, there.id)), 'signer_locked');
    await own.sandbox.close();
  });
});
