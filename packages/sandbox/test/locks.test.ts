import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { operations } from '@jse/sdk/contract';
import { type BrowserClient, createBrowserClient, isJseError } from '@jse/sdk/browser';
import { consent, deadlines } from '@jse/sdk/rules';
import { defaultFirm } from '../src/index.ts';
import { call, callerOf } from './api.ts';
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
  renewed,
  startPlatform,
  visitor,
} from './platform.ts';

const day = 86_400_000;
const codeOfError = (promise: Promise<unknown>) =>
  promise.then(
    () => 'fulfilled',
    (error: unknown) => (isJseError(error) ? error.code : String(error)),
  );

/** The parapheur of a member of the firm, by his place in the seed. */
function parapheurOf(platform: Platform, member = 0): BrowserClient {
  const getEmbedCode = async () => {
    const as = await callerOf(platform, member);
    const body = { purpose: 'parapheur', origins: [origin] };
    return (await call(platform, operations.createEmbedCode, { as, body })).code;
  };
  const fetch = (request: Request) => platform.sandbox.fetch(request, { origin });
  return createBrowserClient({ baseUrl, editor: editor.shortcut, getEmbedCode, fetch });
}

/** Enters ten wrong codes: five in each of two ceremonies. */
async function lock(platform: Platform, page: BrowserClient, id: string): Promise<void> {
  for (let round = 0; round < 2; round++) {
    const ceremony = await openCeremony(page, id);
    const bad = (await codeOf(platform, ceremony.reference)) === '000000' ? '000001' : '000000';
    for (let at = 0; at < 5; at++) await page.ceremonies.sign(ceremony.id, bad).catch(() => undefined);
    platform.sandbox.clock.advance(deadlines.otpResendAfter);
  }
  assert.equal(await codeOfError(openCeremony(page, id)), 'signer_locked');
}

const signerIds = async (platform: Platform, id: string) =>
  (await (await renewed(platform)).collections.get(id)).signers.map((signer) => signer.id);

describe('locked signers', () => {
  let platform: Platform;
  before(async () => {
    platform = await startPlatform();
  });
  after(() => platform.sandbox.close());

  test('a lock stays beyond the day, until it is taken away', async () => {
    const id = await draft(platform, ['first']);
    await (await renewed(platform)).collections.launch(id);
    const page = visitor(platform, await invitationOf(platform, clients.first.email));
    await lock(platform, page, id);
    platform.sandbox.clock.advance(2 * day);
    const back = visitor(platform, await invitationOf(platform, clients.first.email));
    assert.equal(await codeOfError(openCeremony(back, id)), 'signer_locked');
    const [signerId = ''] = await signerIds(platform, id);
    await (await renewed(platform)).signers.unlock(id, signerId);
    assert.equal((await openCeremony(back, id)).state, 'code-sent');
    assert.equal(await codeOfError((await renewed(platform)).signers.unlock(id, signerId)), 'state_conflict');
  });

  test('an expert’s old token unlocks nobody but others; a client with his phone does not either', async () => {
    const expert = await renewed(platform);
    const id = await draft({ ...platform, expert }, ['expert']);
    await expert.collections.launch(id);
    const page = parapheurOf(platform);
    await lock(platform, page, id);
    const [own = ''] = await signerIds(platform, id);
    assert.equal(await codeOfError(expert.signers.unlock(id, own)), 'delegation_missing');
    // A collection of somebody else, whose client has the expert's phone.
    const launcher = platform.launcher.with({
      userToken: (await callerOf(platform, 2))['jse-editor-token-user'],
    });
    const { id: decoy } = await launcher.collections.create({ title: 'Leurre' });
    await launcher.documents.upload(decoy, 1, await makePdf());
    const phone = defaultFirm.members[0]?.phone ?? '';
    const { id: decoyed } = await launcher.signers.add(decoy, { order: 1, level: 'simple', ...clients.second, phone });
    await launcher.collections.launch(decoy);
    await launcher.signers.unlock(decoy, decoyed).catch(() => undefined);
    assert.equal(await codeOfError(openCeremony(page, id)), 'signer_locked');
    // Who signs in anew has shown at Comptexpert who he is.
    await (await renewed(platform)).signers.unlock(id, own);
    assert.equal((await openCeremony(page, id)).state, 'code-sent');
  });

  test('who was locked at a seal is unlocked there, with every collection of his batch', async () => {
    const expert = await renewed(platform);
    const ids = [await draft({ ...platform, expert }, ['seal']), await draft({ ...platform, expert }, ['seal'])];
    for (const id of ids) await expert.collections.launch(id);
    const page = parapheurOf(platform, 2);
    await lock(platform, page, ids[0] ?? '');
    const [seal = ''] = await signerIds(platform, ids[0] ?? '');
    await expert.signers.unlock(ids[0] ?? '', seal);
    assert.equal((await expert.collections.get(ids[0] ?? '')).signers[0]?.locked, false);
    const ceremony = await openCeremony(page, ids[1] ?? '');
    const done = await page.ceremonies.sign(ceremony.id, await codeOf(platform, ceremony.reference));
    assert.equal(done.state, 'signed');
  });

  test('of a member’s two acts in a collection the named one is made, else his own signature', async () => {
    const expert = await renewed(platform);
    const acts = async (named: boolean) => {
      const id = await draft({ ...platform, expert }, ['seal', 'expert'], { order: 'parallel' });
      await expert.collections.launch(id);
      const page = parapheurOf(platform);
      const [seal = '', own = ''] = await signerIds(platform, id);
      const [document] = (await page.collections.get(id)).documents;
      const { sha256 } = await page.documents.download(id, document?.id ?? '');
      const documents = [{ id: document?.id ?? '', sha256 }];
      const accepted = { accepted: true, text: consent.fr, version: consent.version, language: 'fr' as const };
      const which = named ? { signerId: seal } : {};
      const { id: ceremony } = await page.ceremonies.open({
        collections: [{ collectionId: id, ...which, documents }],
        consent: accepted,
      });
      platform.sandbox.clock.advance(deadlines.otpResendAfter);
      const { reference } = await page.ceremonies.sendCode(ceremony);
      await page.ceremonies.sign(ceremony, await codeOf(platform, reference));
      const after = (await expert.collections.get(id)).signers;
      return [seal, own].map((signer) => after.find((one) => one.id === signer)?.state);
    };
    assert.deepEqual(await acts(true), ['signed', 'invited']);
    assert.deepEqual(await acts(false), ['invited', 'signed']);
  });

  test('a second code entered while the first one signs reports what was signed, billed once', async () => {
    const expert = await renewed(platform);
    const id = await draft({ ...platform, expert }, ['second']);
    await expert.collections.launch(id);
    const before = (await expert.me()).firm.creditCents;
    const page = visitor(platform, await invitationOf(platform, clients.second.email));
    const ceremony = await openCeremony(page, id);
    const first = page.ceremonies.sign(ceremony.id, await codeOf(platform, ceremony.reference));
    const second = page.ceremonies
      .sendCode(ceremony.id)
      .then(async ({ reference }) => page.ceremonies.sign(ceremony.id, await codeOf(platform, reference)))
      .catch(() => undefined);
    assert.equal((await first).state, 'signed');
    await second;
    assert.equal((await page.ceremonies.get(ceremony.id)).state, 'signed');
    assert.equal(before - (await expert.me()).firm.creditCents, 25);
  });
});
