import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { operations } from '@jse/sdk/contract';
import { personalData } from '@jse/sdk/rules';
import type { EvidenceBundle } from '@jse/verify/evidence';
import { defaultFirm } from '../src/index.ts';
import type { LogEvent } from '../src/log.ts';
import { call, type Caller, callerOf, problem } from './api.ts';
import {
  clients,
  draft,
  editor,
  invitationOf,
  openCeremony,
  codeOf,
  type Platform,
  startPlatform,
  visitor,
} from './platform.ts';

const { first, second } = clients;

describe('personal data', () => {
  let platform: Platform;
  let expert: Caller;
  const lines: LogEvent[] = [];
  const posted: string[] = [];
  before(async () => {
    const fetch = async (request: Request) => {
      posted.push(await request.text());
      return new Response(null, { status: 204 });
    };
    platform = await startPlatform({ log: (line) => lines.push(line), outgoing: { fetch } });
    expert = await callerOf(platform);
  });
  after(() => platform.sandbox.close());

  const held = async (email: string, as = expert) => {
    const answer = await call(platform, operations.exportPersonalData, { as, query: { email } });
    return { ...answer, of: Object.fromEntries(answer.categories.map(({ category, records }) => [category, records])) };
  };
  const erase = (email: string) => call(platform, operations.erasePersonalData, { as: expert, query: { email } });
  let running: string;
  let drafted: string;

  test('a whole run leaves no phone, e-mail or code in logs, events or webhook bodies, and no phone or code in the evidence', async () => {
    await call(platform, operations.createWebhook, { as: expert, body: { url: 'https://hooks.example/x' } });
    running = await draft(platform, ['first', 'second', 'expert']);
    await platform.expert.collections.launch(running);
    const page = visitor(platform, await invitationOf(platform, first.email));
    const ceremony = await openCeremony(page, running);
    const code = await codeOf(platform, ceremony.reference);
    await page.ceremonies.sign(ceremony.id, code === '111111' ? '222222' : '111111').catch(() => undefined);
    await page.ceremonies.sign(ceremony.id, code);
    await platform.expert.collections.remind(running);
    const { signers } = await platform.expert.collections.get(running);
    await call(platform, operations.getMe, { as: expert, headers: { 'x-forwarded-for': first.phone } });
    await problem(platform, operations.exportPersonalData, {
      as: expert,
      query: { email: `${first.email} ${first.phone}` },
    });
    await platform.sandbox.outbox.drain();

    const people = [first, second, ...defaultFirm.members];
    const codes = (await platform.sandbox.outbox.messages({ channel: 'sms' })).flatMap(
      ({ text }) => /^\d{6}/.exec(text) ?? [],
    );
    const phones = people.flatMap(({ phone }) => [phone, phone.slice(1), phone.replace('+33', '0')]);
    const { data: events } = await call(platform, operations.listEvents, { as: expert, query: { limit: '100' } });
    const counted = { codes: codes.length, lines: lines.length, events: events.length, posted: posted.length };
    for (const [what, count] of Object.entries(counted))
      assert.ok(count > (what === 'codes' ? 0 : 4), `${what}: ${count}`);
    assert.equal(signers.length, 3);
    const said = { log: lines, events, webhooks: posted };
    for (const [where, what] of Object.entries(said)) {
      const text = JSON.stringify(what).toLowerCase();
      for (const secret of [...people.map(({ email }) => email), ...phones])
        assert.ok(!text.includes(secret.toLowerCase()), `${where} has ${secret}`);
      for (const one of codes)
        assert.ok(!new RegExp(`(?<![\\da-f])${one}(?![\\da-f])`).test(text), `${where} has the code ${one}`);
    }
    const bundle = (await platform.expert.collections.evidence(running)) as EvidenceBundle;
    const evidence = JSON.stringify(bundle.entries);
    for (const phone of phones) assert.ok(!evidence.includes(phone), `the evidence has ${phone}`);
    for (const one of codes) assert.ok(!new RegExp(`"${one}"`).test(evidence), `the evidence has the code ${one}`);
  });

  test('an export tells everything that the firm holds, with why and how long; another firm’s is not in it', async () => {
    drafted = await draft(platform, ['first', 'second']);
    await call(platform, operations.createContact, {
      as: expert,
      body: { name: 'Cliente', firstName: 'Camille', email: first.email.toUpperCase(), phone: first.phone },
    } as never);
    await platform.expert.collections.update(drafted, {
      copyRecipients: [{ email: first.email, name: 'Camille' }],
    } as never);
    const { of, categories, dataLocation, office } = await held(first.email);
    assert.deepEqual(
      categories.map(({ category }) => category),
      Object.keys(personalData),
    );
    assert.ok(categories.every(({ purpose, retention }) => purpose.length > 5 && retention.length > 5));
    assert.deepEqual([office, dataLocation], ['Cabinet Exemple', platform.sandbox.settings.dataLocation]);
    assert.deepEqual(
      of['signer']?.map(({ transactionId }) => transactionId),
      [running, drafted],
    );
    assert.equal(of['contact']?.length, 1);
    assert.equal(of['copyRecipient']?.length, 1);
    assert.equal(of['ceremony']?.[0]?.['phone'], first.phone);
    assert.ok((of['message']?.length ?? 0) > 0);
    assert.ok(of['evidence']?.some(({ type }) => type === 'signer.signed'));
    assert.deepEqual(of['member'], []);
    const text = JSON.stringify(categories);
    for (const other of [second.email, second.phone]) assert.ok(!text.includes(other), `it tells ${other}`);
    assert.equal((await held(defaultFirm.members[1]?.email ?? '')).of['member']?.length, 1);

    const stranger = await platform.sandbox.seed.firm({
      ...defaultFirm,
      name: 'Autre cabinet',
      siren: '700000003',
      members: [
        {
          firstName: 'Autre',
          lastName: 'Expert',
          email: 'autre@cabinet.example',
          phone: '+33639980601',
          role: 'expert',
        },
      ],
    });
    const { officeToken, userToken } = await platform.sandbox.seed.tokens(
      editor.shortcut,
      stranger.members[0]?.id ?? '',
    );
    const theirs = await held(first.email, {
      'jse-editor-token-office': officeToken,
      'jse-editor-token-user': userToken,
    });
    assert.ok(theirs.categories.every(({ records }) => records.length === 0));
    const lesser = await problem(platform, operations.exportPersonalData, {
      as: await callerOf(platform, 1),
      query: { email: first.email },
    });
    assert.equal(lesser.code, 'delegation_missing');
    assert.equal(
      (await call(platform, operations.getMe, { as: expert })).dataLocation,
      platform.sandbox.settings.dataLocation,
    );
  });

  test('an erasure takes what is not needed, and names what evidence keeps, why and until when', async () => {
    await platform.expert.collections.prepare(drafted);
    const { erased, kept } = await erase(first.email);
    const counts = Object.fromEntries(erased.map(({ category, count }) => [category, count]));
    assert.deepEqual([counts['contact'], counts['signer'], counts['copyRecipient'], counts['ceremony']], [1, 1, 1, 1]);
    assert.ok((counts['message'] ?? 0) > 0);
    const collection = await platform.expert.collections.get(drafted);
    assert.deepEqual([collection.state, collection.signers.map(({ email }) => email)], ['draft', [second.email]]);
    const evidence = kept.find(({ category }) => category === 'evidence');
    assert.match(evidence?.reason ?? '', /Preuve des signatures/);
    assert.equal(new Date(evidence?.until ?? 0).getUTCFullYear(), platform.sandbox.clock.now().getUTCFullYear() + 99);
    assert.ok(kept.some(({ category, reason }) => category === 'signer' && /en cours/.test(reason)));
    const { of } = await held(first.email);
    assert.deepEqual([of['contact'], of['copyRecipient'], of['message']], [[], [], []]);
    assert.deepEqual(
      of['ceremony']?.map(({ phone }) => phone),
      [''],
    );
    assert.deepEqual(
      of['signer']?.map(({ transactionId }) => transactionId),
      [running],
    );
    assert.equal((await platform.sandbox.outbox.messages({ to: first.email })).length, 0);
    assert.ok((await platform.sandbox.outbox.messages({ to: second.email })).length > 0, 'others keep theirs');
    const { entries } = (await platform.expert.collections.evidence(running)) as EvidenceBundle;
    assert.ok(
      entries.some(({ type }) => type === 'signer.signed'),
      'the evidence stands',
    );
    assert.deepEqual((await erase(first.email)).erased, []);
  });

  test('messages to somebody whom another firm knows too are neither told nor erased', async () => {
    const members = [
      {
        firstName: 'Maxime',
        lastName: 'Quais',
        email: 'maxime@quais.example',
        phone: '+33639980602',
        role: 'expert' as const,
      },
    ];
    const firm = await platform.sandbox.seed.firm({
      ...defaultFirm,
      name: 'Troisième cabinet',
      siren: '800000002',
      members,
    });
    const { officeToken, userToken } = await platform.sandbox.seed.tokens(editor.shortcut, firm.members[0]?.id ?? '');
    const theirs = { 'jse-editor-token-office': officeToken, 'jse-editor-token-user': userToken };
    await call(platform, operations.createContact, {
      as: theirs,
      body: { name: 'Cogérant', firstName: 'Dominique', email: second.email, phone: second.phone },
    } as never);
    assert.deepEqual((await held(second.email)).of['message'], []);
    const { kept } = await erase(second.email);
    const messages = kept.find(({ category }) => category === 'message');
    assert.match(messages?.reason ?? '', /autre cabinet/);
    assert.ok(Date.parse(messages?.until ?? '') > platform.sandbox.clock.now().getTime());
    assert.ok((await platform.sandbox.outbox.messages({ to: second.email })).length > 0);
  });
});
