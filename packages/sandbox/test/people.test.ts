import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { LeftMember } from '@jse/sdk';
import { operations } from '@jse/sdk/contract';
import { deadlines } from '@jse/sdk/rules';
import { createBrowserClient } from '@jse/sdk/browser';
import type { EvidenceBundle } from '@jse/verify/evidence';
import { createHandshake } from '@jse/sdk/server';
import { call, type Caller, callerOf, problem, send } from './api.ts';
import { readCrl } from './read-crl.ts';
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

describe('members and their rights', () => {
  let platform: Platform;
  let expert: Caller;
  before(async () => {
    platform = await startPlatform();
    expert = await callerOf(platform);
  });
  after(() => platform.sandbox.close());

  const events = async (type: string) => {
    const { data } = await call(platform, operations.listEvents, { as: expert, query: { limit: '100' } });
    return data.filter((event) => event.type === type).map((event) => event.data as Record<string, unknown>);
  };
  const mails = async (to: string) =>
    (await platform.sandbox.outbox.messages({ to, channel: 'email' })).map((m) => m.subject);
  const tokensOf = async (memberId: string): Promise<Caller> => {
    const { officeToken, userToken } = await platform.sandbox.seed.tokens(editor.shortcut, memberId);
    return { 'jse-editor-token-office': officeToken, 'jse-editor-token-user': userToken };
  };
  let count = 0;
  const newcomer = async (
    delegations: ('sign' | 'seal' | 'prepare' | 'launch')[],
    role: 'expert' | 'collaborator' = 'collaborator',
  ) => {
    count += 1;
    const body = {
      email: `nouveau-${count}@cabinet.example`,
      name: `Nom${count}`,
      firstName: 'Arrivant',
      phone: `+3363998020${count}`,
      role,
      delegations,
    };
    return call(platform, operations.inviteMember, { as: expert, body });
  };
  const pageOf = async (memberId: string, wanted: Record<string, string>) => {
    const as = await tokensOf(memberId);
    const getEmbedCode = async () =>
      (await call(platform, operations.createEmbedCode, { as, body: { ...wanted, origins: [origin] } as never })).code;
    const fetch = (request: Request) => platform.sandbox.fetch(request, { origin });
    return createBrowserClient({ baseUrl, editor: editor.shortcut, getEmbedCode, fetch });
  };
  const codeFrom = (error: unknown) => (error as { code?: string }).code;
  const refusedWith = async (answer: Promise<unknown>) => codeFrom(await answer.catch((error: unknown) => error));

  test('a newcomer: his Comptexpert identity, no access by itself, nobody twice', async () => {
    const member = await newcomer(['prepare']);
    assert.deepEqual(
      [member.role, member.delegations, member.phone],
      ['collaborator', ['prepare'], '+33 6 •• •• •• 01'],
    );
    const again = await problem(platform, operations.inviteMember, { as: expert, body: { email: member.email } });
    assert.equal(again.code, 'state_conflict');
    const unknown = await problem(platform, operations.inviteMember, {
      as: expert,
      body: { email: 'qui@cabinet.example' },
    });
    assert.deepEqual(
      unknown.errors?.map(({ pointer }) => pointer),
      ['#/name', '#/firstName', '#/phone'],
    );
    const listed = await call(platform, operations.listTokens, { as: expert });
    assert.equal(listed.data.filter(({ memberId }) => memberId === member.id).length, 0);
    assert.ok((await mails(member.email)).some((subject) => subject.startsWith('Bienvenue')));
    assert.ok((await events('member.delegations_changed')).some(({ memberId }) => memberId === member.id));
  });

  test('a right taken away is gone in running sessions and open ceremonies; the event says what is left', async () => {
    const signing = await newcomer(['sign', 'prepare']);
    const body = { email: signing.email, role: 'collaborator' as const };
    assert.equal((await problem(platform, operations.inviteMember, { as: expert, body })).code, 'state_conflict');
    const id = await draft(platform, ['first']);
    await call(platform, operations.createSignatory, {
      as: expert,
      params: { transactionId: id },
      body: { level: 2, signatureLevel: 'advanced', memberId: signing.id },
    } as never);
    assert.equal(
      await refusedWith(platform.expert.collections.launch(id)),
      'certificate_missing',
      'no certificate before he has signed in and his identity was verified',
    );
    await signInAs(signing.id, false);
    const words = await problem(platform, operations.sendTransaction, { as: expert, params: { transactionId: id } });
    assert.deepEqual(
      [words.code, /prochaine connexion Comptexpert/.test(words.detail ?? '')],
      ['certificate_missing', true],
    );
    await signInAs(signing.id, true);
    assert.equal((await platform.expert.collections.launch(id)).state, 'ongoing');
    await signBy(platform, clients.first.email, id);
    const { signers } = await platform.expert.collections.get(id);
    const page = await pageOf(signing.id, { purpose: 'sign', transactionId: id, signatoryId: signers[1]?.id ?? '' });
    const ceremony = await openCeremony(page, id);
    const code = await codeOf(platform, ceremony.reference);
    const change = (delegations: string[]) =>
      call(platform, operations.replaceDelegations, {
        as: expert,
        params: { memberId: signing.id },
        body: { delegations } as never,
      });
    await change(['prepare']);
    assert.equal(await refusedWith(page.ceremonies.sign(ceremony.id, code)), 'delegation_missing');
    assert.deepEqual((await call(platform, operations.listParapheur, { as: await tokensOf(signing.id) })).data, []);
    const told = (await events('member.delegations_changed')).filter(({ memberId }) => memberId === signing.id).at(-1);
    assert.deepEqual(told, { memberId: signing.id, delegations: ['prepare'], left: false });
    await change(['sign']);
    assert.equal((await call(platform, operations.listParapheur, { as: await tokensOf(signing.id) })).data.length, 1);
    platform.sandbox.clock.advance(deadlines.otpResendAfter);
    const preparing = await tokensOf(signing.id);
    assert.equal(
      (await problem(platform, operations.createTransaction, { as: preparing, body: { object: 'X' } })).code,
      'delegation_missing',
    );
    const next = await openCeremony(page, id);
    assert.equal((await page.ceremonies.sign(next.id, await codeOf(platform, next.reference))).state, 'signed');
  });

  async function signInAs(memberId: string, identity: boolean) {
    const fetch = (request: Request) => platform.sandbox.fetch(request);
    const handshake = createHandshake({ baseUrl, editor: editor.shortcut, secret: editor.secret, fetch });
    const { url } = await handshake.start({ successUrl: `${origin}/back` });
    const form = new URLSearchParams({ member: memberId, ...(identity ? { identite: 'oui' } : {}) });
    const answer = await fetch(new Request(url, { method: 'POST', body: form }));
    assert.equal(answer.status, 303);
  }

  test('the last expert keeps his rights; a second one may let him go', async () => {
    const params = { memberId: platform.expertId };
    const fewer = { as: expert, params, body: { delegations: ['sign' as const] } };
    assert.equal((await problem(platform, operations.replaceDelegations, fewer)).code, 'last_expert');
    assert.equal((await problem(platform, operations.removeMember, { as: expert, params })).code, 'last_expert');
    const second = await newcomer([], 'expert');
    assert.deepEqual(second.delegations, ['sign', 'seal', 'prepare', 'launch']);
    assert.deepEqual((await call(platform, operations.replaceDelegations, fewer)).delegations, ['sign']);
    await call(platform, operations.replaceDelegations, {
      as: await tokensOf(second.id),
      params,
      body: { delegations: ['sign', 'seal', 'prepare', 'launch'] },
    });
    await platform.expert.members.remove(second.id);
    assert.equal((await problem(platform, operations.removeMember, { as: expert, params })).code, 'last_expert');
  });

  test('of two experts who let each other go at the same moment one stays', async () => {
    const people = ['un', 'deux'].map((name, at) => ({
      firstName: 'Expert',
      lastName: name,
      email: `${name}@duel.example`,
      phone: `+3363998070${at}`,
      role: 'expert' as const,
    }));
    const firm = await platform.sandbox.seed.firm({
      name: 'Duel',
      siren: '900000001',
      creditCents: 0,
      members: people,
    });
    const [one = '', two = ''] = firm.members.map(({ id }) => id);
    const [asOne, asTwo] = [await tokensOf(one), await tokensOf(two)];
    const answers = await Promise.all([
      send(platform, operations.removeMember, { as: asOne, params: { memberId: two } }),
      send(platform, operations.removeMember, { as: asTwo, params: { memberId: one } }),
    ]);
    assert.equal(answers.filter(({ ok }) => ok).length, 1);
    const left = await Promise.all([asOne, asTwo].map((as) => send(platform, operations.getMe, { as })));
    assert.deepEqual(left.map(({ status }) => status).toSorted(), [200, 403]);
  });

  describe('a leaver', () => {
    let leaver: { id: string; email: string };
    let own: Caller;
    let drafted: string;
    let running: string;
    let owed: string;
    let signed: string;
    let left: LeftMember;
    let page: Awaited<ReturnType<typeof pageOf>>;
    let ceremony: { id: string; reference: string };
    let serial: string;

    before(async () => {
      leaver = await newcomer(['sign', 'seal', 'prepare', 'launch']);
      await signInAs(leaver.id, true);
      own = await tokensOf(leaver.id);
      const his: Platform = {
        ...platform,
        expert: platform.expert.with({ userToken: own['jse-editor-token-user'] ?? '' }),
        expertId: leaver.id,
      };
      drafted = await draft(his, ['first']);
      running = await draft(his, ['second']);
      await his.expert.collections.launch(running);
      owed = await draft(his, ['expert', 'second']);
      await his.expert.collections.launch(owed);
      signed = await draft(his, ['expert']);
      await his.expert.collections.launch(signed);
      await signBy(platform, leaver.email, signed);
      page = await pageOf(leaver.id, { purpose: 'parapheur' });
      platform.sandbox.clock.advance(deadlines.otpResendAfter);
      ceremony = await openCeremony(page, owed);
      serial =
        (await call(platform, operations.listCertificates, { as: own })).data.find(({ kind }) => kind === 'member')
          ?.serial ?? '';
      left = await platform.expert.members.remove(leaver.id);
    });

    test('loses tokens, sessions, embed codes and open ceremonies at once', async () => {
      assert.equal((await problem(platform, operations.getMe, { as: own })).code, 'token_revoked');
      const code = await codeOf(platform, ceremony.reference);
      await assert.rejects(
        page.ceremonies.sign(ceremony.id, code),
        (error) => error instanceof Error && /token_revoked/.test(String(error.cause)),
      );
      assert.equal((await platform.expert.collections.get(owed)).signers[0]?.state, 'invited');
      assert.equal(
        await refusedWith(visitor(platform, await invitationOf(platform, leaver.email)).session()),
        'invitation_invalid',
      );
    });

    test('his drafts and running collections pass to the expert, who goes on with them', async () => {
      assert.deepEqual(left.handedOver.toSorted(), [drafted, running, owed].toSorted());
      const { preparer } = await platform.expert.collections.get(drafted);
      assert.equal(preparer.name, 'Alix Expert');
      const taken = await platform.expert.collections.get(running);
      assert.equal(taken.collector?.name, 'Alix Expert');
      const { entries } = (await platform.expert.collections.evidence(running)) as EvidenceBundle;
      assert.ok(entries.some(({ type, data }) => type === 'collection.handed-over' && data['from'] === leaver.id));
    });

    test('the collector is told what he has not signed, and replaces him; a reminder does not write to him', async () => {
      assert.deepEqual(
        left.unsigned.map(({ collectionId }) => collectionId),
        [owed],
      );
      assert.ok((await mails('expert@cabinet.example')).some((subject) => subject.startsWith('Signataire parti')));
      const before = (await mails(leaver.email)).length;
      await platform.expert.collections.remind(owed);
      assert.equal((await mails(leaver.email)).length, before);
      const { signers } = await platform.expert.collections.get(owed);
      await call(platform, operations.replaceSignatory, {
        as: expert,
        params: { transactionId: owed, signatoryId: signers[0]?.id ?? '' },
        body: { memberId: platform.expertId },
      } as never);
      assert.match(await invitationOf(platform, 'expert@cabinet.example'), /./);
    });

    test('his signatures stay; his certificate is revoked, since he belongs to no firm any more', async () => {
      const collection = await platform.expert.collections.get(signed);
      assert.deepEqual([collection.state, collection.signers[0]?.state], ['completed', 'signed']);
      assert.equal(left.certificateRevoked, true);
      assert.notEqual(serial, '');
      assert.deepEqual(await readCrl(platform, serial), 'cessationOfOperation');
    });

    test('he may come back, with nothing of what he had', async () => {
      const back = await call(platform, operations.inviteMember, { as: expert, body: { email: leaver.email } });
      assert.deepEqual([back.id, back.delegations], [leaver.id, []]);
      assert.equal((await problem(platform, operations.getMe, { as: own })).code, 'token_revoked');
    });
  });

  test('who belongs to another firm too keeps his certificate', async () => {
    const member = await newcomer(['sign']);
    await signInAs(member.id, true);
    const person = {
      firstName: 'Arrivant',
      lastName: 'x',
      email: member.email,
      phone: '+33639980299',
      role: 'expert' as const,
    };
    await platform.sandbox.seed.firm({
      name: 'Deuxième cabinet',
      siren: '500000005',
      creditCents: 0,
      members: [person],
    });
    const left = await platform.expert.members.remove(member.id);
    assert.equal(left.certificateRevoked, false);
  });

  test('tokens: listed masked, revoked one by one, signed out everywhere, the software’s access withdrawn', async () => {
    const lancer = platform.firm.members[2]?.id ?? '';
    const [one, two] = [await tokensOf(lancer), await tokensOf(lancer)];
    const { data } = await call(platform, operations.listTokens, { as: one });
    assert.ok(data.length > 0 && data.every(({ memberId, kind }) => memberId === lancer && kind === 'user'));
    assert.ok(!JSON.stringify(data).includes(one['jse-editor-token-user'] ?? 'x'));
    const hint = (one['jse-editor-token-user'] ?? '').slice(-4);
    const mine = data.find(({ masked }) => masked === `••••${hint}`);
    assert.equal(Date.parse(mine?.expiresAt ?? '') - Date.parse(mine?.createdAt ?? ''), deadlines.userToken);
    const foreign = (await call(platform, operations.listTokens, { as: expert })).data.find(
      ({ kind }) => kind === 'office',
    );
    assert.equal(foreign?.expiresAt, null);
    const notHis = { as: one, params: { tokenId: foreign?.id ?? '' } };
    assert.equal((await problem(platform, operations.revokeTokenById, notHis)).code, 'delegation_missing');
    await call(platform, operations.revokeTokenById, { as: expert, params: { tokenId: mine?.id ?? '' } });
    assert.equal((await problem(platform, operations.getMe, { as: one })).code, 'token_revoked');
    await call(platform, operations.getMe, { as: two });
    await call(platform, operations.signOutMember, { as: two, params: { memberId: lancer } });
    assert.equal((await problem(platform, operations.getMe, { as: two })).code, 'token_revoked');
    await call(platform, operations.revokeAllTokens, { as: expert, body: { confirm: true } });
    assert.equal((await problem(platform, operations.getMe, { as: expert })).code, 'token_revoked');
    expert = await callerOf(platform);
    await renewed(platform);
  });
});
