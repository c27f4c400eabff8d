import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { operations } from '@jse/sdk/contract';
import { readyTemplates } from '@jse/sdk/rules';
import * as z from 'zod/mini';
import { call, type Caller, callerOf, problem, send } from './api.ts';
import { makePdf, type Platform, signBy, startPlatform } from './platform.ts';
import { watchDatabase, type Witness } from './witness.ts';

const claire = { name: 'Lefèvre', firstName: 'Claire', email: 'claire@client.example', phone: '+33639980021' };
const form = (file: Blob, name: string) => {
  const filled = new FormData();
  filled.set('file', file, name);
  return filled;
};

describe('templates', () => {
  let platform: Platform;
  let as: Caller;
  let witness: Witness;
  before(async () => {
    witness = await watchDatabase();
    platform = await startPlatform(witness.options);
    as = await callerOf(platform);
  });
  after(async () => {
    await platform.sandbox.close();
    await witness.close();
  });
  const person = { name: 'Martin', firstName: 'Anne', email: 'anne@client.example', phone: '+33639980031' };

  test('the firm’s usual cases are ready; what they pin can’t be changed', async () => {
    const { data } = await call(platform, operations.listTemplates, { as });
    assert.deepEqual(
      data.map(({ id, ready }) => [id, ready]),
      readyTemplates.map(({ id }) => [id, true]),
    );
    const { id } = await call(platform, operations.createFromTemplate, {
      as,
      params: { templateId: 'ready_annual-accounts' },
      body: {
        roles: [
          { role: 'dirigeant', ...person },
          { role: 'expert', memberId: platform.expertId },
        ],
      },
    });
    const { signers, templateId } = await platform.expert.collections.get(id);
    assert.equal(templateId, 'ready_annual-accounts');
    assert.deepEqual(
      signers.map(({ order, level }) => [order, level]),
      [
        [1, 'simple'],
        [2, 'advanced'],
        [3, 'seal'],
      ],
    );
    const pinned = async (call: Promise<unknown>) =>
      call.then(
        () => 'done',
        (error: unknown) => (error as { code: string }).code,
      );
    const { expert } = platform;
    assert.equal(await pinned(expert.signers.remove(id, signers[2]?.id ?? '')), 'pinned_by_template');
    assert.equal(await pinned(expert.signers.add(id, { order: 4, level: 'seal' })), 'pinned_by_template');
    assert.equal(
      await pinned(expert.signers.update(id, signers[1]?.id ?? '', { level: 'simple' })),
      'pinned_by_template',
    );
    assert.equal(await pinned(expert.signers.update(id, signers[0]?.id ?? '', { lastName: 'Martin-Roy' })), 'done');
  });

  test('a role that nobody or the wrong one fills is named', async () => {
    const wrong = await problem(platform, operations.createFromTemplate, {
      as,
      params: { templateId: 'ready_engagement-letter' },
      body: {
        roles: [
          { role: 'client', memberId: platform.expertId },
          { role: 'temoin', ...person },
        ],
      },
    });
    assert.deepEqual(
      wrong.errors?.map(({ code }) => code),
      ['client_required', 'unknown', 'required'],
    );
  });

  test('a firm’s own template has documents and places; its collections run to the end', async () => {
    const definition = {
      name: 'Notre lettre',
      object: 'Lettre de mission',
      roles: [{ role: 'client', label: 'Client', party: 'client', signatureLevel: 'simple' }],
      positions: [{ role: 'client', order: 1, page: -1, positionX: 60, positionY: 60 }],
    };
    const template = await call(platform, operations.createTemplate, { as, body: definition });
    const params = { templateId: template.id, order: '1' };
    const pdf = new Blob([new Uint8Array(await makePdf(2))], { type: 'application/pdf' });
    await call(platform, operations.uploadTemplateFile, { as, params, form: form(pdf, 'lettre.pdf') });
    const { id } = await call(platform, operations.createFromTemplate, {
      as,
      params: { templateId: template.id },
      body: { roles: [{ role: 'client', ...person }], prepare: true },
    });
    const made = await platform.expert.collections.get(id);
    assert.deepEqual([made.state, made.documents[0]?.name], ['prepared', 'lettre.pdf']);
    assert.deepEqual(
      made.signers[0]?.placements.map(({ page, x, y }) => [page, x, y]),
      [[-1, 60, 60]],
    );
    await platform.expert.collections.launch(id);
    await signBy(platform, person.email, id);
    assert.equal((await platform.expert.collections.get(id)).state, 'completed');
    await call(platform, operations.deleteTemplate, { as, params: { templateId: template.id } });
    const gone = { as, params: { templateId: template.id }, body: { roles: [] } };
    assert.equal((await problem(platform, operations.createFromTemplate, gone)).code, 'not_found');
  });

  test('in bulk, a bad line spoils only itself, and asking again makes nothing twice', async () => {
    const contact = await call(platform, operations.createContact, { as, body: { ...claire, name: 'Vrac' } });
    const lines = [
      { externalId: 'L-1', roles: [{ role: 'titulaire', contactId: contact.id }] },
      { externalId: 'L-2', roles: [{ role: 'titulaire', contactId: 'con_unknown' }] },
      { externalId: 'L-3', roles: [{ role: 'titulaire', ...person }] },
    ];
    const bulk = () =>
      call(platform, operations.createBulk, { as, params: { templateId: 'ready_bank-mandate' }, body: { lines } });
    const first = await bulk();
    assert.deepEqual(
      first.lines.map(({ outcome, code }) => [outcome, code]),
      [
        ['created', null],
        ['refused', 'not_found'],
        ['created', null],
      ],
    );
    const second = await bulk();
    assert.deepEqual([second.created, second.existing, second.refused], [0, 2, 1]);
    assert.deepEqual(second.lines[0]?.transactionId, first.lines[0]?.transactionId);
  });

  test('a bulk call that broke off makes the rest when it is repeated with its key, and nothing twice', async () => {
    const lines = ['Une', 'Panne', 'Deux'].map((object) => ({ object, roles: [{ role: 'titulaire', ...person }] }));
    const bulk = async () =>
      send(platform, operations.createBulk, {
        as,
        params: { templateId: 'ready_bank-mandate' },
        body: { lines },
        headers: { 'idempotency-key': 'broken-off' },
      });
    const asOwner = async (...statements: string[]) => {
      for (const statement of ['reset role', ...statements, 'set role jse_platform']) await witness.run(statement, []);
    };
    await asOwner(
      `create function break_off() returns trigger language plpgsql as $$ begin
        if new.settings->>'object' = 'Panne' then raise exception 'broken off'; end if; return new; end $$`,
      'create trigger broken before insert on collections for each row execute function break_off()',
    );
    assert.equal((await bulk()).status, 500);
    await asOwner('drop trigger broken on collections');
    const report = z.parse(operations.createBulk.response, await (await bulk()).json());
    assert.deepEqual([report.created, report.existing, report.refused], [3, 0, 0]);
    for (const object of ['Une', 'Panne', 'Deux']) {
      const { data } = await call(platform, operations.listTransactions, { as, query: { q: object } });
      assert.equal(data.length, 1, object);
    }
  });

  test('the same externalId for somebody else is refused, not told as there', async () => {
    const lines = [person, { ...person, email: 'autre@client.example' }].map((who) => ({
      externalId: 'D-1',
      roles: [{ role: 'titulaire', ...who }],
    }));
    const bulk = { as, params: { templateId: 'ready_bank-mandate' }, body: { lines } };
    const report = await call(platform, operations.createBulk, bulk);
    assert.deepEqual(
      report.lines.map(({ outcome, code }) => [outcome, code]),
      [
        ['created', null],
        ['refused', 'state_conflict'],
      ],
    );
    const id = report.lines[0]?.transactionId ?? '';
    await platform.expert.collections.update(id, { title: 'Corrigé depuis' });
    const [again] = (await call(platform, operations.createBulk, { ...bulk, body: { lines: lines.slice(0, 1) } }))
      .lines;
    assert.deepEqual([again?.outcome, again?.transactionId], ['existing', id]);
  });

  test('the vendor’s externalId names the same collection again, and no other', async () => {
    const create = (title: string) =>
      platform.expert.collections.create({
        title,
        externalId: 'X-1',
        copyRecipients: [{ email: 'a@b.example', name: 'A' }],
      });
    const { id } = await create('Une fois');
    assert.equal((await create('Une fois')).id, id);
    await assert.rejects(create('Autre chose'), { code: 'state_conflict' });
  });
});
