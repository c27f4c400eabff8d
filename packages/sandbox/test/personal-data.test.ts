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
import { type Witness, watchDatabase } from './witness.ts';

const { first, second } = clients;

describe('personal data', () => {
  let platform: Platform;
  let expert: Caller;
  let witness: Witness;
  const lines: LogEvent[] = [];
  const posted: string[] = [];
  before(async () => {
    const fetch = async (request: Request) => {
      posted.push(await request.text());
      return new Response(null, { status: 204 });
    };
    witness = await watchDatabase();
    platform = await startPlatform({ ...witness.options, log: (line) => lines.push(line), outgoing: { fetch } });
    expert = await callerOf(platform);
  });
  after(async () => {
    await platform.sandbox.close();
    await witness.close();
  });

  const held = async (email: string, as = expert) => {
    const answer = await call(platform, operations.exportPersonalData, { as, query: { email } });
    return { ...answer, of: Object.fromEntries(answer.categories.map(({ category, records }) => [category, records])) };
  };
  const erase = (email: string) => platform.expert.personalData.erase(email);
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
    assert.deepEqual(await phonesOf(first.email), ['']);
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

  const settle = async () => {
    platform.sandbox.clock.advance(86_400_000);
    await platform.sandbox.outbox.drain();
  };
  const phonesOf = async (email: string) => (await held(email)).of['ceremony']?.flatMap(({ phone }) => phone ?? []);
  const evidenceOf = async (id: string) => ((await platform.expert.collections.evidence(id)) as EvidenceBundle).entries;

  test('a phone stays in clear until the end of its collection, also where he began to sign and did not', async () => {
    const person = { firstName: 'Inès', lastName: 'Begon', email: 'ines@client.example', phone: '+33639980021' };
    const start = async () => {
      const id = await draft(platform, []);
      await platform.expert.signers.add(id, { order: 1, level: 'simple', ...person });
      await platform.expert.collections.launch(id);
      const page = visitor(platform, await invitationOf(platform, person.email));
      return { id, ceremony: await openCeremony(page, id) };
    };
    const { id, ceremony } = await start();
    await codeOf(platform, ceremony.reference);
    await settle();
    assert.deepEqual(await phonesOf(person.email), [person.phone]);
    const { kept } = await erase(person.email);
    assert.ok(kept.some(({ category, reason }) => category === 'ceremony' && /envoyé à ce mobile/.test(reason)));
    assert.deepEqual(await phonesOf(person.email), [person.phone], 'he may still sign');
    await platform.expert.collections.cancel(id);
    await settle();
    assert.deepEqual(await phonesOf(person.email), [''], 'the house is kept within a day');
    assert.equal((await held(person.email)).of['ceremony']?.[0]?.['state'], 'expired');

    const other = await start();
    await platform.expert.collections.cancel(other.id);
    const { erased } = await erase(person.email);
    assert.equal(erased.find(({ category }) => category === 'ceremony')?.count, 1, 'by the state of the collection');
    assert.deepEqual(await phonesOf(person.email), ['', '']);
  });

  test('codes sent and entered are told; of those that were right nothing stays beyond a day', async () => {
    const codes = async () =>
      ((await held(first.email)).of['ceremony'] ?? []).flatMap(({ code }) => (code === undefined ? [] : [code]));
    assert.deepEqual(await codes(), ['wrong'], 'days have passed');
    const id = await draft(platform, ['first']);
    await platform.expert.collections.launch(id);
    const page = visitor(platform, await invitationOf(platform, first.email));
    const ceremony = await openCeremony(page, id);
    await page.ceremonies.sign(ceremony.id, await codeOf(platform, ceremony.reference));
    assert.deepEqual((await codes()).sort(), ['sent', 'used', 'wrong']);
    assert.ok(!(await witness.tablesHolding(first.phone)).includes('code_events'), 'counters know a phone by its HMAC');
    await settle();
    assert.deepEqual(await codes(), ['wrong']);
  });

  test('who follows a secure link is found by it, in whatever case it was written; the erasure takes links away', async () => {
    const copy = { name: 'Copie', email: 'Copie@Client.example' };
    const id = await draft(platform, ['first']);
    await platform.expert.collections.update(id, { copyRecipients: [copy] } as never);
    await platform.expert.collections.launch(id);
    const page = visitor(platform, await invitationOf(platform, first.email));
    const ceremony = await openCeremony(page, id);
    await page.ceremonies.sign(ceremony.id, await codeOf(platform, ceremony.reference));
    const [letter] = await platform.sandbox.outbox.messages({ to: copy.email });
    const token = /telecharger#(\S+)/.exec(letter?.text ?? '')?.[1];
    const follow = async () => {
      const documents = (await platform.expert.collections.get(id)).documents;
      const body = JSON.stringify({ token, id: documents[0]?.id });
      return platform.sandbox.fetch(
        new Request(`${platform.sandbox.settings.baseUrl}/telecharger/fichier`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body,
        }),
      );
    };
    assert.equal((await follow()).status, 200);
    const params = { transactionId: id };
    await call(platform, operations.revokeLinks, { as: expert, params, query: { holder: first.email } });
    const { of } = await held(copy.email.toLowerCase());
    assert.deepEqual(
      of['evidence']?.map(({ type }) => type),
      ['document.downloaded'],
    );
    assert.deepEqual(
      of['access']?.map(({ kind, transactionId }) => [kind, transactionId]),
      [['secure-link', id]],
    );
    assert.equal(of['message']?.length, 1);
    assert.ok((await held(first.email)).of['evidence']?.some(({ type }) => type === 'link.revoked'));

    const { erased, kept } = await erase(copy.email.toLowerCase());
    assert.deepEqual(
      erased.map(({ category, count }) => [category, count]),
      [
        ['copyRecipient', 1],
        ['message', 1],
        ['access', 1],
      ],
    );
    assert.deepEqual(
      kept.map(({ category }) => category),
      ['evidence'],
    );
    assert.equal((await follow()).status, 404, 'the link opens nothing any more');
    assert.deepEqual((await held(copy.email)).of['access'], []);
    const last = (await evidenceOf(id)).slice(-2);
    assert.deepEqual(
      last.map(({ type, data }) => [type, data]),
      [
        ['collection.edited', { erasure: true, copyRecipients: 1 }],
        ['link.revoked', { erasure: true, links: 1 }],
      ],
    );
  });

  test('who is to get no copy of a running collection any more leaves a trace in its evidence, and no address', async () => {
    const id = await draft(platform, ['second']);
    const email = 'temoin@client.example';
    await platform.expert.collections.update(id, { copyRecipients: [{ name: 'Témoin', email }] } as never);
    await platform.expert.collections.launch(id);
    await erase(email);
    const entries = await evidenceOf(id);
    const { type, actor, data } = entries.at(-1) ?? {};
    assert.deepEqual([type, data], ['collection.edited', { erasure: true, copyRecipients: 1 }]);
    assert.ok(actor?.includes(platform.expertId), actor);
    assert.ok(!JSON.stringify(entries).includes(email));
  });
});
