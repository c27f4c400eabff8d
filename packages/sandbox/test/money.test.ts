import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { operations } from '@jse/sdk/contract';
import { prices } from '@jse/sdk/rules';
import { isJseError } from '@jse/sdk/server';
import { call, type Caller, callerOf, problem } from './api.ts';
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
  signBy,
  startPlatform,
  visitor,
} from './platform.ts';

const day = 86_400_000;
const date = (at: Date) => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(at);

describe('money', () => {
  let platform: Platform;
  let expert: Caller;
  let preparer: Caller;
  before(async () => {
    platform = await startPlatform({}, 600);
    [expert, preparer] = [await callerOf(platform), await callerOf(platform, 1)];
  });
  after(() => platform.sandbox.close());
  const credit = async () => (await call(platform, operations.getCredit, { as: expert })).creditCents;

  test('an estimate tells acts, VAT, total and what is missing, before the launch', async () => {
    const id = await draft(platform, ['first', 'expert', 'seal'], { documents: 2 });
    const estimated = await call(platform, operations.getEstimate, { as: preparer, params: { transactionId: id } });
    assert.deepEqual(estimated, {
      signatures: 4,
      seals: 2,
      amountCents: 110,
      vatCents: 22,
      totalCents: 132,
      creditCents: 600,
      missingCents: 0,
    });
  });

  test('a top-up is the expert’s, booked once for a reference', async () => {
    const body = { amountCents: 1000, reference: 'Commande 7' };
    assert.equal((await problem(platform, operations.createTopUp, { as: preparer, body })).code, 'delegation_missing');
    const booked = await call(platform, operations.createTopUp, { as: expert, body });
    assert.deepEqual([booked.kind, booked.amountCents, booked.reference], ['top-up', 1000, 'Commande 7']);
    assert.equal((await call(platform, operations.createTopUp, { as: expert, body })).id, booked.id);
    assert.equal(await credit(), 1600);
    const other = await problem(platform, operations.createTopUp, { as: expert, body: { ...body, amountCents: 2000 } });
    assert.equal(other.code, 'state_conflict');
  });

  test('a legacy key is credited once, for its unused days, rounded down', async () => {
    const body = { keyNumber: 'SXP-1', priceCents: 9900, boughtDays: 1095, unusedDays: 100 };
    const noted = await call(platform, operations.createCreditNote, { as: preparer, body });
    assert.deepEqual([noted.kind, noted.amountCents], ['credit-note', 904]);
    assert.equal((await call(platform, operations.createCreditNote, { as: expert, body })).id, noted.id);
    assert.equal(await credit(), 2504);
    const more = { ...body, keyNumber: 'SXP-2', unusedDays: 1096 };
    assert.equal(
      (await problem(platform, operations.createCreditNote, { as: expert, body: more })).code,
      'validation_failed',
    );
  });

  test('below the firm’s threshold the experts and the vendor are told, once', async () => {
    await call(platform, operations.updateCreditThreshold, { as: expert, body: { lowCreditCents: 2490 } });
    for (const who of ['first', 'second'] as const) {
      const id = await draft(platform, [who]);
      await platform.expert.collections.launch(id);
      await signBy(platform, clients[who].email, id);
    }
    assert.equal(await credit(), 2454);
    const letters = await platform.sandbox.outbox.messages({ to: 'expert@cabinet.example', channel: 'email' });
    const low = letters.filter(({ subject }) => subject.startsWith('Crédit bas'));
    assert.deepEqual(
      low.map(({ subject }) => subject),
      ['Crédit bas : 24,79 € HT'],
    );
    const { data } = await call(platform, operations.listEvents, { as: expert, query: { types: 'credit.low' } });
    assert.deepEqual(
      data.map((event) => event.data['creditCents']),
      [2479],
    );
  });

  test('a statement runs from balance to balance; as CSV no cell is a formula', async () => {
    const { id } = await platform.expert.collections.create({ title: '=HYPERLINK("x")', externalId: '+33' });
    await platform.expert.documents.upload(id, 1, await makePdf(1), { name: '@doc.pdf' });
    await platform.expert.signers.add(id, { order: 1, level: 'simple', ...clients.first });
    await platform.expert.collections.launch(id);
    await signBy(platform, clients.first.email, id);
    const now = platform.sandbox.clock.now();
    const period = { from: date(now), to: date(new Date(now.getTime() + day)) };
    const statement = await call(platform, operations.getStatement, { as: expert, query: period });
    const sum = statement.lines.reduce((total, { amountCents }) => total + amountCents, statement.openingCents);
    assert.deepEqual([statement.openingCents, statement.closingCents], [0, sum]);
    assert.deepEqual(statement.consumed, { signatures: 3, seals: 0, amountCents: 75, vatCents: 15, totalCents: 90 });
    assert.equal(statement.vatBasisPoints, prices.vatBasisPoints);
    const later = { from: period.to, to: date(new Date(now.getTime() + 2 * day)) };
    const empty = await call(platform, operations.getStatement, { as: expert, query: later });
    assert.deepEqual([empty.openingCents, empty.closingCents, empty.lines.length], [sum, sum, 0]);
    const file = await call(platform, operations.downloadStatement, { as: expert, query: period });
    const csv = await file.text();
    const line = csv.split('\r\n').find((one) => one.includes('HYPERLINK')) ?? '';
    assert.match(line, /;"'=HYPERLINK\(""x""\)";"'\+33";"'@doc\.pdf";-0,25$/);
    assert.match(csv, /TVA 20,00 %;;;;0,15/);
    const wrong = { from: period.to, to: period.from };
    assert.equal(
      (await problem(platform, operations.getStatement, { as: expert, query: wrong })).code,
      'validation_failed',
    );
  });

  test('a statement counts every act, but names no collection that its reader may not see', async () => {
    const own = await startPlatform();
    const { id } = await own.expert.collections.create({
      title: 'Plan social',
      externalId: 'RH-1',
      confidentiality: ['expert@cabinet.example'],
    });
    await own.expert.documents.upload(id, 1, await makePdf(1), { name: 'secret.pdf' });
    await own.expert.signers.add(id, { order: 1, level: 'simple', ...clients.first });
    await own.expert.collections.launch(id);
    await signBy(own, clients.first.email, id);
    const now = own.sandbox.clock.now();
    const query = { from: date(now), to: date(new Date(now.getTime() + day)) };
    const lineOf = async (as: Caller) => {
      const { consumed, lines } = await call(own, operations.getStatement, { as, query });
      assert.equal(consumed.amountCents, 25);
      const line = lines.find(({ kind }) => kind === 'signature');
      return [line?.transactionId, line?.externalId, line?.object, line?.fileName];
    };
    assert.deepEqual(await lineOf(await callerOf(own)), [id, 'RH-1', 'Plan social', 'secret.pdf']);
    const hidden = [null, null, null, null];
    assert.deepEqual(await lineOf(await callerOf(own, 1)), hidden, 'another member');
    const { 'jse-editor-token-user': _, ...office } = await callerOf(own);
    assert.deepEqual(await lineOf(office), hidden, 'nobody in particular');
    const another = { ...editor, shortcut: 'another', name: 'Another' };
    await own.sandbox.seed.editor(another);
    const { officeToken, userToken } = await own.sandbox.seed.tokens(another.shortcut, own.expertId);
    const asked = new Request(`${baseUrl}/editor/${another.shortcut}/credit/statement?${new URLSearchParams(query)}`, {
      headers: { 'jse-editor-token-office': officeToken, 'jse-editor-token-user': userToken },
    });
    const { lines } = (await (await own.sandbox.fetch(asked)).json()) as { lines: { kind: string; object: unknown }[] };
    assert.deepEqual(
      lines.map(({ kind, object }) => [kind, object]),
      [
        ['top-up', null],
        ['signature', null],
      ],
    );
    await own.sandbox.close();
  });

  test('a period is a year at the most', async () => {
    const query = { from: '2026-01-01', to: '2027-01-03' };
    assert.equal((await problem(platform, operations.getStatement, { as: expert, query })).code, 'validation_failed');
    const year = { from: '2026-01-01', to: '2027-01-02' };
    assert.equal((await call(platform, operations.getStatement, { as: expert, query: year })).from, '2026-01-01');
  });
});

test('with credit for ten acts, ten of thirty at once are done and billed, the others refused', async () => {
  const own = await startPlatform({}, 30 * 25);
  const ready: { page: ReturnType<typeof visitor>; id: string; code: string }[] = [];
  for (let at = 0; at < 30; at++) {
    const { id } = await own.expert.collections.create({ title: `Acte ${at}` });
    await own.expert.documents.upload(id, 1, await makePdf(1));
    const email = `client${at}@client.example`;
    const phone = `+336399${String(80_100 + at).padStart(5, '0')}`;
    await own.expert.signers.add(id, {
      order: 1,
      level: 'simple',
      firstName: 'Client',
      lastName: `N${at}`,
      email,
      phone,
    });
    await own.expert.collections.launch(id);
    const page = visitor(own, await invitationOf(own, email));
    const { id: ceremony, reference } = await openCeremony(page, id);
    ready.push({ page, id: ceremony, code: await codeOf(own, reference) });
  }
  // Twenty acts' worth is spent meanwhile, by a collection with twenty documents.
  const big = await draft(own, ['first'], { documents: 20 });
  await own.expert.collections.launch(big);
  await signBy(own, clients.first.email, big);
  const outcomes = await Promise.all(
    ready.map(({ page, id, code }) =>
      page.ceremonies.sign(id, code).then(
        ({ state }) => state,
        (error: unknown) => (isJseError(error) ? error.code : String(error)),
      ),
    ),
  );
  assert.equal(outcomes.filter((outcome) => outcome === 'signed').length, 10, outcomes.join());
  assert.equal(outcomes.filter((outcome) => outcome === 'credit_insufficient').length, 20);
  assert.equal((await own.expert.me()).firm.creditCents, 0);
  await own.sandbox.close();
});

test('billed by signer, a signer pays once however many the documents', async () => {
  const own = await startPlatform({ settings: { billingUnit: 'signer' } }, 25);
  const id = await draft(own, ['first'], { documents: 3 });
  assert.equal((await own.expert.collections.get(id)).cost.amountCents, 25);
  await own.expert.collections.launch(id);
  await signBy(own, clients.first.email, id);
  assert.equal((await own.expert.me()).firm.creditCents, 0);
  await own.sandbox.close();
});
