import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { operations } from '@jse/sdk/contract';
import { deadlines } from '@jse/sdk/rules';
import { createBrowserClient } from '@jse/sdk/browser';
import { isJseError } from '@jse/sdk/server';
import { EvidenceBundle } from '@jse/verify/evidence';
import { call, callerOf, problem } from './api.ts';
import {
  baseUrl,
  clients,
  codeOf,
  draft,
  editor,
  invitationOf,
  makePdf,
  openCeremony,
  origin,
  type Platform,
  signBy,
  startPlatform,
  visitor,
} from './platform.ts';

const third = { firstName: 'Claude', lastName: 'Associé', email: 'claude@client.example', phone: '+33639980013' };

const codeOfError = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    (error: unknown) => (isJseError(error) ? error.code : String(error)),
  );

async function pdfsig(bytes: Uint8Array): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'jse-pdfsig-'));
  try {
    const path = join(folder, 'signed.pdf');
    await writeFile(path, bytes);
    return (await promisify(execFile)('pdfsig', ['-nocert', path])).stdout;
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe('a running collection', () => {
  let platform: Platform;
  before(async () => {
    platform = await startPlatform();
  });
  after(() => platform.sandbox.close());

  const replace = async (id: string, signerId: string, person: Record<string, string>, member = 0) =>
    call(platform, operations.replaceSignatory, {
      as: await callerOf(platform, member),
      params: { transactionId: id, signatoryId: signerId },
      body: { name: person['lastName'], ...person },
    });

  test('a signer who has not signed is replaced; his link dies, the new one signs in a field of his own', async () => {
    const id = await draft(platform, ['first', 'second']);
    await platform.expert.collections.launch(id);
    await signBy(platform, clients.first.email, id);
    const old = await invitationOf(platform, clients.second.email);
    const reader = visitor(platform, old);
    await reader.collections.get(id);
    const { signers } = await platform.expert.collections.get(id);
    const caller = await callerOf(platform, 1);
    const params = { transactionId: id, signatoryId: signers[1]?.id ?? '' };
    const refusal = await problem(platform, operations.replaceSignatory, { as: caller, params, body: third });
    assert.equal(refusal.code, 'delegation_missing');
    const replaced = await replace(id, signers[1]?.id ?? '', third);
    assert.deepEqual(
      replaced.signatories.map(({ name, state }) => [name, state]),
      [
        [clients.first.lastName, 'signed'],
        [third.lastName, 'invited'],
      ],
    );
    assert.equal(await codeOfError(visitor(platform, old).session()), 'invitation_invalid');
    assert.equal(await codeOfError(reader.collections.get(id)), 'invitation_invalid');
    const told = await platform.sandbox.outbox.messages({ to: clients.second.email, channel: 'email' });
    assert.match(told.at(-1)?.subject ?? '', /^Invitation annulée/);
    await refusedReplacement(id, signers[0]?.id ?? '');
    await signBy(platform, third.email, id);
    const done = await platform.expert.collections.get(id);
    assert.equal(done.state, 'completed');
    const { bytes } = await platform.expert.documents.download(id, done.documents[0]?.id ?? '');
    const report = await pdfsig(bytes);
    assert.equal(report.match(/Signature Validation: Signature is Valid/g)?.length, 2, report);
    const { entries } = EvidenceBundle.parse(await platform.expert.collections.evidence(id));
    const entry = entries.find(({ type }) => type === 'signer.replaced');
    assert.deepEqual(entry?.data['names'], ['Dominique Cogérant', 'Claude Associé']);
    assert.deepEqual(entry?.data['phoneFlags'], []);
    const viewed = (await platform.expert.events.list({ types: ['signer.viewed'] })).data;
    assert.ok(viewed.some(({ data }) => JSON.stringify(data).includes(signers[1]?.id ?? '-')));
  });

  async function refusedReplacement(id: string, signerId: string): Promise<void> {
    const params = { transactionId: id, signatoryId: signerId };
    const { code } = await problem(platform, operations.replaceSignatory, {
      as: await callerOf(platform),
      params,
      body: { ...third, name: third.lastName },
    });
    assert.equal(code, 'already_signed');
  }

  test('one who waits is replaced: the platform tells it, by ids, before anybody is invited', async () => {
    platform.sandbox.clock.advance(deadlines.otpResendAfter);
    const id = await draft(platform, ['first', 'second']);
    await platform.expert.collections.launch(id);
    const waiting = (await platform.expert.collections.get(id)).signers[1]?.id ?? '';
    const replaced = await replace(id, waiting, third);
    const { data } = await platform.expert.events.list({ types: ['signer.replaced'] });
    const told = data.filter((event) => event.type === 'signer.replaced' && event.data.transactionId === id);
    assert.deepEqual(told, [
      {
        ...told[0],
        type: 'signer.replaced',
        data: {
          transactionId: id,
          externalId: null,
          state: 'ongoing',
          signatory: { id: waiting, level: 2, signatureLevel: 'simple', state: 'waiting' },
          replacedBy: replaced.signatories[1]?.id,
        },
      },
    ]);
    assert.notEqual(replaced.signatories[1]?.id, waiting);
  });

  test('who had read the document when somebody was replaced reads it again before he signs', async () => {
    platform.sandbox.clock.advance(deadlines.otpResendAfter);
    const id = await draft(platform, ['first', 'second'], { order: 'parallel' });
    await platform.expert.collections.launch(id);
    const page = visitor(platform, await invitationOf(platform, clients.first.email));
    const ceremony = await openCeremony(page, id);
    const { signers } = await platform.expert.collections.get(id);
    await replace(id, signers[1]?.id ?? '', third);
    const code = await codeOf(platform, ceremony.reference);
    assert.equal(await codeOfError(page.ceremonies.sign(ceremony.id, code)), 'reviewed_other_bytes');
    const again = await openCeremony(page, id);
    assert.equal((await page.ceremonies.sign(again.id, await codeOf(platform, again.reference))).state, 'signed');
  });

  test('a ceremony outlives its session: the same code serves in the next one, nobody else’s', async () => {
    platform.sandbox.clock.advance(deadlines.otpResendAfter);
    const id = await draft(platform, ['first']);
    await platform.expert.collections.launch(id);
    const invitation = await invitationOf(platform, clients.first.email);
    const ceremony = await openCeremony(visitor(platform, invitation), id);
    const code = await codeOf(platform, ceremony.reference);
    const other = await draft(platform, ['second']);
    await platform.expert.collections.launch(other);
    const stranger = visitor(platform, await invitationOf(platform, clients.second.email));
    assert.equal(await codeOfError(stranger.ceremonies.sign(ceremony.id, code)), 'not_found');
    const renewedPage = visitor(platform, invitation);
    assert.equal((await renewedPage.ceremonies.get(ceremony.id)).state, 'code-sent');
    assert.equal((await renewedPage.ceremonies.sign(ceremony.id, code)).state, 'signed');
  });

  test('a client in his session sees no co-signer’s address; a copy recipient gets a link of his own', async () => {
    platform.sandbox.clock.advance(deadlines.otpResendAfter);
    const id = await draft(platform, ['first', 'second'], { order: 'parallel' });
    const copy = { email: 'copie@client.example', name: 'Copie' };
    await platform.expert.collections.update(id, { copyRecipients: [copy] });
    await platform.expert.collections.launch(id);
    const page = visitor(platform, await invitationOf(platform, clients.first.email));
    const seen = await page.collections.get(id);
    assert.deepEqual(
      seen.signers.map(({ lastName, email, phone }) => [lastName, email, phone === '']),
      [
        [clients.first.lastName, clients.first.email, false],
        [clients.second.lastName, '', true],
      ],
    );
    assert.deepEqual([seen.copyRecipients, seen.externalId], [[], null]);
    await signBy(platform, clients.first.email, id);
    await signBy(platform, clients.second.email, id);
    const letters = await platform.sandbox.outbox.messages({ to: copy.email, channel: 'email' });
    assert.match(letters.at(-1)?.text ?? '', /\/telecharger#[\w-]{43}/);
    const collector = await platform.sandbox.outbox.messages({ to: 'expert@cabinet.example', channel: 'email' });
    assert.match(collector.at(-1)?.subject ?? '', /^Collecte terminée/);
  });

  test('odd phones are flagged before launch and kept in the evidence', async () => {
    const { id } = await platform.expert.collections.create({ title: 'Téléphones' });
    await platform.expert.documents.upload(id, 1, await makePdf());
    const member = platform.firm.members[1]?.phone ?? '';
    await platform.expert.signers.add(id, { order: 1, ...clients.first });
    const { id: second } = await platform.expert.signers.add(id, {
      order: 2,
      ...clients.second,
      phone: clients.first.phone,
    });
    await platform.expert.collections.prepare(id);
    await platform.expert.signers.update(id, second, { phone: member });
    const before = await platform.expert.collections.get(id);
    assert.equal(before.state, 'draft');
    assert.deepEqual(
      before.signers.map(({ phoneFlags }) => phoneFlags),
      [[], ['changed', 'member']],
    );
    await platform.expert.signers.update(id, second, { phone: clients.first.phone });
    const { signers } = await platform.expert.collections.launch(id);
    assert.deepEqual(signers[0]?.phoneFlags, ['shared']);
    const { entries } = EvidenceBundle.parse(await platform.expert.collections.evidence(id));
    const launched = entries.find(({ type }) => type === 'collection.launched');
    assert.deepEqual(launched?.data['phoneFlags'], [
      { signerId: signers[0].id, flags: ['shared'] },
      { signerId: second, flags: ['changed', 'shared'] },
    ]);
  });

  test('a new order of a prepared collection makes it a draft again', async () => {
    const id = await draft(platform, ['first', 'second']);
    const { signers } = await platform.expert.collections.prepare(id);
    const turned = await platform.expert.collections.reorder(id, signers.map((signer) => signer.id).reverse());
    assert.equal(turned.state, 'draft');
  });

  test('a confidential collection is seen by whom it names, by its signers, by who may release its seal; by no office token', async () => {
    const id = await draft(platform, ['seal']);
    await platform.expert.collections.update(id, { confidentiality: ['expert@cabinet.example'] });
    assert.equal(await codeOfError(platform.preparer.collections.get(id)), 'not_found');
    assert.equal((await platform.launcher.collections.get(id)).id, id);
    const { 'jse-editor-token-office': office = '' } = await callerOf(platform);
    const asOffice = { 'jse-editor-token-office': office };
    const read = await problem(platform, operations.getTransaction, { as: asOffice, params: { transactionId: id } });
    assert.equal(read.code, 'not_found');
    const listed = async (as: Record<string, string>) =>
      (await call(platform, operations.listTransactions, { as, query: { limit: '100' } })).data.map((one) => one.id);
    assert.equal((await listed(asOffice)).includes(id), false);
    assert.equal((await listed(await callerOf(platform, 1))).includes(id), false);
    assert.equal((await listed(await callerOf(platform, 2))).includes(id), true);
  });

  test('the parapheur holds launches, signatures and seals of its member, oldest first, page by page', async () => {
    const own = await startPlatform();
    const [toLaunch, toSign, toSeal, others] = [
      await draft(own, ['first']),
      await draft(own, ['expert']),
      await draft(own, ['seal']),
      await draft(own, ['first']),
    ];
    await own.preparer.collections.prepare(toLaunch);
    for (const id of [toSign, toSeal, others]) await own.expert.collections.launch(id);
    const list = async (member: number, query: Record<string, string> = {}) =>
      call(own, operations.listParapheur, { as: await callerOf(own, member), query });
    const acts = ({ data }: Awaited<ReturnType<typeof list>>) =>
      data.map(({ act, transaction }) => `${act} ${transaction.id}`);
    const all = [`launch ${toLaunch}`, `sign ${toSign}`, `seal ${toSeal}`];
    assert.deepEqual(acts(await list(0)), all);
    const first = await list(0, { limit: '2' });
    assert.deepEqual(acts(first), all.slice(0, 2));
    assert.deepEqual(acts(await list(0, { limit: '2', cursor: first.nextCursor ?? '' })), all.slice(2));
    assert.deepEqual(acts(await list(1)), []);
    assert.deepEqual(acts(await list(2)), [all[0], all[2]]);
    await own.sandbox.close();
  });
});

test('a member signs and seals in sessions of his own purpose only', async () => {
  const own = await startPlatform();
  const id = await draft(own, ['expert']);
  await own.expert.collections.launch(id);
  const getEmbedCode = async () =>
    (await own.expert.embedSessions.create({ purpose: 'parapheur', origins: [origin] })).code;
  const fetch = (request: Request) => own.sandbox.fetch(request, { origin });
  const page = createBrowserClient({ baseUrl, editor: editor.shortcut, getEmbedCode, fetch });
  const opened = await openCeremony(page, id);
  const { signers } = await own.expert.collections.get(id);
  const narrow = createBrowserClient({
    baseUrl,
    editor: editor.shortcut,
    fetch,
    getEmbedCode: async () =>
      (
        await own.expert.embedSessions.create({
          purpose: 'sign',
          collectionId: id,
          signerId: signers[0]?.id ?? '',
          origins: [origin],
        })
      ).code,
  });
  // The batch lies within the one collection of this session, so the same person may carry it on here.
  assert.equal((await narrow.ceremonies.sign(opened.id, await codeOf(own, opened.reference))).state, 'signed');
  await own.sandbox.close();
});
