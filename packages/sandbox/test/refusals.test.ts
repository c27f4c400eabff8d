import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { consent, deadlines } from '@jse/sdk/rules';
import { createBrowserClient } from '@jse/sdk/browser';
import { createClient, isJseError, type JseErrorCode } from '@jse/sdk/server';
import { PDFDocument } from 'pdf-lib';
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
  startPlatform,
  visitor,
} from './platform.ts';

/** Asserts that a call is refused with a code. */
async function refused(code: JseErrorCode, call: Promise<unknown>) {
  try {
    await call;
  } catch (error) {
    assert.ok(isJseError(error), String(error));
    assert.equal(error.code, code, error.message);
    return error;
  }
  return assert.fail(`expected ${code}`);
}

const wrong = (code: string) => (code === '000000' ? '000001' : '000000');

describe('refusals', () => {
  let platform: Platform;
  before(async () => {
    platform = await startPlatform();
  });
  after(() => platform.sandbox.close());

  async function launched(...signers: Parameters<typeof draft>[1]) {
    const id = await draft(platform, signers);
    await platform.expert.collections.launch(id);
    return id;
  }

  test('uploads: not a PDF, too large, damaged; nothing is kept', async () => {
    const { expert } = platform;
    const { id } = await expert.collections.create({ title: 'Envoi' });
    const upload = (bytes: Uint8Array) => expert.documents.upload(id, 1, bytes);
    await refused('pdf_invalid', upload(new TextEncoder().encode('Bonjour')));
    const large = new Uint8Array(10_000_001);
    large.set(await makePdf());
    await refused('pdf_too_large', upload(large));
    const whole = await makePdf();
    await refused('pdf_damaged', upload(whole.slice(0, whole.length - 200)));
    const scripted = await PDFDocument.load(whole);
    scripted.addJavaScript('hello', 'app.alert(1)');
    await refused('pdf_has_javascript', upload(await scripted.save()));
    const collection = await expert.collections.get(id);
    assert.deepEqual(collection.documents, []);
    assert.equal(collection.version, 1);
  });

  test('placements: no such page, out of the page; all or none', async () => {
    const { expert } = platform;
    const id = await draft(platform, ['first']);
    const { documents, signers } = await expert.collections.get(id);
    const at = (page: number, x: number, y: number) => [
      { documentId: documents[0]?.id ?? '', signerId: signers[0]?.id ?? '', page, x, y },
    ];
    await refused('placement_out_of_page', expert.placements.replace(id, at(3, 0, 0)));
    await refused('placement_out_of_page', expert.placements.replace(id, at(1, 386, 0)));
    await refused('placement_out_of_page', expert.placements.replace(id, at(-1, 0, 793)));
    const edge = await expert.placements.replace(id, at(-1, 385, 792));
    assert.deepEqual(
      edge.signers[0]?.placements.map(({ x, y }) => [x, y]),
      [[385, 792]],
    );
  });

  test('people: qualified, client without a phone, another with the order', async () => {
    const { expert } = platform;
    const id = await draft(platform, ['first']);
    const { signers } = expert;
    const tokens = await platform.sandbox.seed.tokens(editor.shortcut, platform.expertId);
    const body = JSON.stringify({ level: 2, signatureLevel: 'qualified', name: 'Cogérant', firstName: 'Dominique' });
    const headers = {
      'jse-editor-token-office': tokens.officeToken,
      'jse-editor-token-user': tokens.userToken,
      'accept-language': 'en',
      'content-type': 'application/json',
    };
    const path = `/editor/${editor.shortcut}/transaction/${id}/signatory`;
    const answer = await platform.sandbox.fetch(new Request(baseUrl + path, { method: 'POST', headers, body }));
    assert.equal(answer.headers.get('content-type'), 'application/problem+json');
    assert.equal(answer.headers.get('content-language'), 'en');
    assert.equal(((await answer.json()) as { code: string }).code, 'level_unsupported');
    const error = await refused(
      'validation_failed',
      signers.add(id, { order: 2, level: 'simple', ...clients.second, phone: undefined } as never),
    );
    assert.deepEqual(
      error.fieldErrors.map(({ pointer }) => pointer),
      ['/phone'],
    );
    await refused('validation_failed', signers.add(id, { order: 1, level: 'simple', ...clients.second }));
  });

  test('delegations: a preparer cannot launch, nobody but the expert sets rights, and a right taken away is gone at once', async () => {
    const { expert, preparer, launcher, firm } = platform;
    const id = await draft(platform, ['first']);
    await refused('delegation_missing', preparer.collections.launch(id));
    assert.equal((await preparer.collections.prepare(id)).state, 'prepared');
    const launcherId = firm.members[2]?.id ?? '';
    await refused(
      'delegation_missing',
      launcher.members.setDelegations(launcherId, ['sign', 'seal', 'prepare', 'launch']),
    );
    await expert.members.setDelegations(launcherId, ['prepare']);
    await refused('delegation_missing', launcher.collections.launch(id));
    await expert.members.setDelegations(launcherId, ['prepare', 'launch', 'seal']);
    assert.equal((await launcher.collections.launch(id)).state, 'ongoing');
  });

  test('an incomplete collection is not launched, a launched one not edited, a stale version not overwritten', async () => {
    const { expert } = platform;
    const { id } = await expert.collections.create({ title: 'Vide' });
    await refused('collection_incomplete', expert.collections.launch(id));
    await refused('precondition_failed', expert.collections.update(id, { title: 'Autre' }, { ifMatch: 7 } as never));
    const running = await launched('first');
    await refused('state_conflict', expert.documents.upload(running, 2, await makePdf()));
    await refused('state_conflict', expert.collections.launch(running));
  });

  test('no credit: neither launch nor act, and the amount missing is told', async () => {
    const poor = await startPlatform({}, 30);
    const id = await draft(poor, ['first', 'second']);
    const error = await refused('credit_insufficient', poor.expert.collections.launch(id));
    assert.equal(error.problem?.amountMissingCents, 20);
    assert.equal((await poor.expert.collections.get(id)).state, 'draft');
    await poor.sandbox.close();
  });

  test('not your turn, consent missing, consent for other bytes', async () => {
    const id = await launched('first', 'second');
    const page = visitor(platform, await invitationOf(platform, clients.first.email));
    const { documents } = await page.collections.get(id);
    const sha256 = (await page.documents.download(id, documents[0]?.id ?? '')).sha256;
    const open = (text: string, hash: string) =>
      page.ceremonies.open({
        collections: [{ collectionId: id, documents: [{ id: documents[0]?.id ?? '', sha256: hash }] }],
        consent: { accepted: true, text, version: consent.version, language: 'fr' },
      });
    await refused('consent_missing', open('Oui', sha256));
    await refused('reviewed_other_bytes', open(consent.fr, documents[0]?.sha256 ?? ''));
    await refused('reviewed_other_bytes', open(consent.fr, '0'.repeat(64)));

    const signers = (await platform.expert.collections.get(id)).signers;
    const getEmbedCode = async () =>
      (
        await platform.expert.embedSessions.create({
          purpose: 'sign',
          collectionId: id,
          signerId: signers[1]?.id ?? '',
          origins: [origin],
        })
      ).code;
    const fetch = (request: Request) => platform.sandbox.fetch(request, { origin });
    const second = createBrowserClient({ baseUrl, editor: editor.shortcut, getEmbedCode, fetch });
    await refused('not_your_turn', openCeremony(second, id));
  });

  test('codes: wrong, too many tries, resend too soon, expired; then the right one signs, once', async () => {
    const { sandbox, expert } = platform;
    const id = await launched('first');
    const page = visitor(platform, await invitationOf(platform, clients.first.email));
    const ceremony = await openCeremony(page, id);
    const code = await codeOf(platform, ceremony.reference);
    await refused('code_resend_too_soon', page.ceremonies.sendCode(ceremony.id));
    for (let left = 4; left >= 1; left--) {
      const error = await refused('code_wrong', page.ceremonies.sign(ceremony.id, wrong(code)));
      assert.equal(error.problem?.triesLeft, left);
    }
    await refused('code_tries_exceeded', page.ceremonies.sign(ceremony.id, wrong(code)));
    await refused('code_tries_exceeded', page.ceremonies.sign(ceremony.id, code));
    sandbox.clock.advance(deadlines.otpResendAfter);
    await page.ceremonies.sendCode(ceremony.id);
    sandbox.clock.advance(deadlines.otpValidity);
    await refused('code_expired', page.ceremonies.sign(ceremony.id, await codeOf(platform, ceremony.reference)));
    await page.ceremonies.sendCode(ceremony.id);
    const before = (await expert.me()).firm.creditCents;
    const fresh = await codeOf(platform, ceremony.reference);
    assert.equal((await page.ceremonies.sign(ceremony.id, fresh)).state, 'signed');
    assert.equal(before - (await expert.me()).firm.creditCents, 25);
    await refused('state_conflict', page.ceremonies.sign(ceremony.id, fresh));
    await refused('invitation_invalid', visitor(platform, await invitationOf(platform, clients.first.email)).session());
  });

  test('a hundred guesses at once are five counted ones, and ten wrong codes lock the signer whatever he opens anew', async () => {
    const own = await startPlatform();
    const id = await draft(own, ['first']);
    await own.expert.collections.launch(id);
    const page = visitor(own, await invitationOf(own, clients.first.email));
    const ceremony = await openCeremony(page, id);
    const bad = wrong(await codeOf(own, ceremony.reference));
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => page.ceremonies.sign(ceremony.id, bad).catch((error: unknown) => error)),
    );
    const codes = answers.map((error) => (isJseError(error) ? error.code : 'signed'));
    assert.equal(codes.filter((code) => code === 'code_wrong').length, 4);
    assert.equal(codes.filter((code) => code === 'code_tries_exceeded').length, 96);
    own.sandbox.clock.advance(deadlines.otpResendAfter);
    const next = await openCeremony(page, id);
    const again = wrong(await codeOf(own, next.reference));
    for (let at = 0; at < 5; at++) await page.ceremonies.sign(next.id, again).catch(() => undefined);
    await refused('signer_locked', openCeremony(page, id));
    const told = async (to: string) => (await own.sandbox.outbox.messages({ to, channel: 'email' })).at(-1)?.subject;
    assert.match((await told('expert@cabinet.example')) ?? '', /^Signataire bloqué/);
    assert.match((await told(clients.first.email)) ?? '', /^Codes confidentiels erronés/);
    const signerId = (await own.expert.collections.get(id)).signers[0]?.id ?? '';
    await refused('delegation_missing', own.preparer.signers.unlock(id, signerId));
    await own.expert.signers.unlock(id, signerId);
    await refused('code_resend_too_soon', openCeremony(page, id));
    own.sandbox.clock.advance(deadlines.otpResendAfter);
    assert.equal((await openCeremony(page, id)).state, 'code-sent');
    assert.equal((await own.expert.collections.get(id)).state, 'ongoing');
    await own.sandbox.close();
  });

  test('sessions: another origin, an expired one, an embed code used twice, a purpose too small', async () => {
    const own = await startPlatform();
    const id = await draft(own, ['first']);
    const { code } = await own.expert.embedSessions.create({ purpose: 'follow', collectionId: id, origins: [origin] });
    const from = (where: string) =>
      createBrowserClient({
        baseUrl,
        editor: editor.shortcut,
        getEmbedCode: () => Promise.resolve(code),
        fetch: (request) => own.sandbox.fetch(request, { origin: where }),
      });
    const page = from(origin);
    assert.equal((await page.session()).purpose, 'follow');
    await refused('embed_code_invalid', from(origin).session());
    await refused('scope_missing', page.collections.launch(id));
    await refused(
      'origin_not_allowed',
      own.expert.embedSessions.create({ purpose: 'follow', collectionId: id, origins: ['https://evil.example'] }),
    );
    own.sandbox.clock.advance(deadlines.session);
    await refused('embed_code_invalid', page.collections.get(id));
    await own.sandbox.close();
  });

  test('a client’s code goes to his own phone, also in a session that a member had minted; a member’s turn is his own', async () => {
    const id = await launched('first', 'expert');
    const { signers } = await platform.expert.collections.get(id);
    const mint = (signer: number) =>
      platform.expert.embedSessions.create({
        purpose: 'sign',
        collectionId: id,
        signerId: signers[signer]?.id ?? '',
        origins: [origin],
      });
    const fetch = (request: Request) => platform.sandbox.fetch(request, { origin });
    // Codes that the tests before left unused keep his phone busy for 30 seconds.
    platform.sandbox.clock.advance(deadlines.otpResendAfter);
    const page = createBrowserClient({
      baseUrl,
      editor: editor.shortcut,
      getEmbedCode: async () => (await mint(0)).code,
      fetch,
    });
    assert.equal((await page.session()).memberId, null);
    const { reference } = await openCeremony(page, id);
    const sms = (await platform.sandbox.outbox.messages({ channel: 'sms' })).findLast(({ text }) =>
      text.includes(reference),
    );
    assert.equal(sms?.to, clients.first.phone);
    await refused(
      'delegation_missing',
      platform.launcher.embedSessions.create({
        purpose: 'sign',
        collectionId: id,
        signerId: signers[1]?.id ?? '',
        origins: [origin],
      }),
    );
  });

  test('a parapheur names no collection and no signer; without the right nobody reminds or unlocks', async () => {
    const id = await launched('first', 'expert');
    const { signers } = await platform.expert.collections.get(id);
    const [client, expert] = [signers[0]?.id ?? '', signers[1]?.id ?? ''];
    const { preparer, launcher } = platform;
    const session = { purpose: 'parapheur' as const, origins: [origin] };
    await refused('validation_failed', preparer.embedSessions.create({ ...session, collectionId: id }));
    await refused(
      'validation_failed',
      preparer.embedSessions.create({ ...session, collectionId: id, signerId: expert }),
    );
    await refused('delegation_missing', preparer.collections.remind(id));
    await refused('delegation_missing', launcher.signers.unlock(id, client));
  });

  test('tokens: unknown, revoked, of five days', async () => {
    const { sandbox, firm, expert } = platform;
    const tokens = await sandbox.seed.tokens(editor.shortcut, firm.members[0]?.id ?? '');
    const settings = { baseUrl, editor: editor.shortcut, fetch: (request: Request) => sandbox.fetch(request) };
    await refused('unauthenticated', createClient({ ...settings, officeToken: 'x'.repeat(43) }).me());
    await refused(
      'unauthenticated',
      createClient({ ...settings, officeToken: tokens.officeToken }).collections.create({ title: 'Sans membre' }),
    );
    const member = createClient({ ...settings, ...tokens });
    await member.tokens.revoke();
    await refused('token_revoked', member.me());
    await refused('not_found', expert.collections.get('col_of_another_firm'));
  });
});
