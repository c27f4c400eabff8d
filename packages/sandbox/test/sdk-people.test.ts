import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { isJseError } from '@jse/sdk';
import { createBrowserClient } from '@jse/sdk/browser';
import { pngOf } from '../src/domain/people/images.harness.ts';
import {
  baseUrl,
  clients,
  draft,
  editor,
  invitationOf,
  makePdf,
  origin,
  type Platform,
  startPlatform,
  visitor,
} from './platform.ts';

const identityImage = () => new File([pngOf(640, 400)], 'recto.png', { type: 'image/png' });
const refused = (code: string) => (error: unknown) => isJseError(error) && error.code === code;

describe('people by the SDK', () => {
  let platform: Platform;
  before(async () => {
    platform = await startPlatform();
  });
  after(() => platform.sandbox.close());

  test('a member is taken in, signed out, and leaves; his work passes to the expert', async () => {
    const { expert, sandbox } = platform;
    const member = await expert.members.invite({
      email: 'nouvelle@cabinet.example',
      lastName: 'Nouvelle',
      firstName: 'Noa',
      phone: '+33639980044',
      delegations: ['prepare', 'launch', 'sign'],
    });
    assert.deepEqual(
      [member.lastName, member.role, member.delegations],
      ['Nouvelle', 'collaborator', ['sign', 'prepare', 'launch']],
    );
    const tokens = await sandbox.seed.tokens(editor.shortcut, member.id);
    const hers = expert.with(tokens);
    const { id } = await hers.collections.create({ title: 'Inachevée' });
    await assert.rejects(hers.members.invite({ email: 'x@cabinet.example' }), refused('delegation_missing'));
    await expert.members.signOut(member.id);
    await assert.rejects(hers.me(), refused('token_revoked'));
    const left = await expert.members.remove(member.id);
    assert.deepEqual(
      [left.memberId, left.handedOver, left.unsigned, left.certificateRevoked],
      [member.id, [id], [], false],
    );
    assert.equal(
      (await expert.members.list()).some((one) => one.id === member.id),
      false,
    );
  });

  test('a certificate is revoked, with its reason', async () => {
    const { expert } = platform;
    const [mine] = (await expert.certificates.list()).filter(({ memberId }) => memberId === platform.expertId);
    const { preparer } = platform;
    await assert.rejects(preparer.certificates.revoke(mine?.serial ?? ''), refused('delegation_missing'));
    const revoked = await expert.certificates.revoke(mine?.serial ?? '', 'keyCompromise');
    assert.deepEqual([revoked.state, revoked.reason], ['revoked', 'keyCompromise']);
  });

  test('what is held about a person is told, then erased as far as evidence lets go', async () => {
    const { expert } = platform;
    const id = await draft(platform, ['first']);
    await expert.collections.launch(id);
    const told = await expert.personalData.export(clients.first.email);
    assert.equal(told.firm, 'Cabinet Exemple');
    assert.ok(told.categories.some(({ records }) => records.length > 0));
    const { erased, kept } = await expert.personalData.erase(clients.first.email);
    assert.ok(erased.some(({ count }) => count > 0) && kept.every(({ reason }) => reason !== '') && kept.length > 0);
    const { preparer } = platform;
    await assert.rejects(preparer.personalData.export(clients.first.email), refused('delegation_missing'));
    await expert.collections.cancel(id);
  });

  test('a client at advanced level submits his identity in his own page', async () => {
    const { expert } = platform;
    const { id } = await expert.collections.create({ title: 'Niveau avancé' });
    await expert.documents.upload(id, 1, await makePdf());
    const signer = await expert.signers.add(id, { order: 1, level: 'advanced', ...clients.second });
    await expert.collections.launch(id);
    const page = visitor(platform, await invitationOf(platform, clients.second.email));
    assert.deepEqual((await page.identity.get(id, signer.id)).needed, true);
    // Nothing is taken of what is no image.
    const wrong = { front: new Blob(['no image']), back: identityImage() };
    await assert.rejects(page.identity.submit(id, signer.id, wrong), refused('identity_image_invalid'));
    const submitted = await page.identity.submit(id, signer.id, { front: identityImage(), back: identityImage() });
    assert.equal(submitted.state, 'pending');
    assert.equal((await expert.identityChecks.get(id, signer.id)).state, 'pending');
  });

  test('a page that prepares reads the price; one that follows puts another signer in', async () => {
    const { expert, sandbox } = platform;
    const id = await draft(platform, ['first']);
    const pageFor = (purpose: 'prepare' | 'follow') => {
      const getEmbedCode = async () =>
        (await expert.embedSessions.create({ purpose, collectionId: id, origins: [origin] })).code;
      const fetch = (request: Request) => sandbox.fetch(request, { origin });
      return createBrowserClient({ baseUrl, editor: editor.shortcut, getEmbedCode, fetch });
    };
    const preparing = pageFor('prepare');
    assert.equal((await preparing.collections.estimate(id)).amountCents, 25);
    await preparing.collections.launch(id);
    const { signers } = await expert.collections.get(id);
    const replaced = await pageFor('follow').signers.replace(id, signers[0]?.id ?? '', clients.second);
    assert.deepEqual(
      replaced.signers.map(({ lastName, state }) => [lastName, state]),
      [[clients.second.lastName, 'invited']],
    );
  });

  test('tokens are listed without themselves, revoked one by one, then all', async () => {
    const { expert, launcher } = platform;
    const list = await expert.tokens.list();
    assert.ok(list.length >= 3 && list.every(({ masked }) => masked.length < 12), JSON.stringify(list));
    const [his] = list.filter(
      ({ kind, state, memberId }) => kind === 'user' && state === 'active' && memberId === platform.firm.members[2]?.id,
    );
    await expert.tokens.revokeById(his?.id ?? '');
    await assert.rejects(launcher.me(), refused('token_revoked'));
    await expert.tokens.revokeAll();
    await assert.rejects(expert.me(), refused('token_revoked'));
  });
});
