import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { operations } from '@jse/sdk/contract';
import { call, type Caller, callerOf, problem } from './api.ts';
import { type Platform, startPlatform } from './platform.ts';

const claire = { name: 'Lefèvre', firstName: 'Claire', email: 'claire@client.example', phone: '+33639980021' };
const form = (file: Blob, name: string, more: Record<string, string> = {}) => {
  const filled = new FormData();
  filled.set('file', file, name);
  for (const [key, value] of Object.entries(more)) filled.set(key, value);
  return filled;
};

describe('the directory', () => {
  let platform: Platform;
  let as: Caller;
  before(async () => {
    platform = await startPlatform();
    as = await callerOf(platform);
  });
  after(() => platform.sandbox.close());

  test('a contact is entered, found without accents, changed by one at a time, removed', async () => {
    const body = { ...claire, externalId: 'C-1', company: 'Œuvres' };
    const made = await call(platform, operations.createContact, { as, body });
    assert.deepEqual(await call(platform, operations.createContact, { as, body }), made);
    const other = { ...body, name: 'Autre' };
    const taken = await problem(platform, operations.createContact, { as, body: other });
    assert.deepEqual([taken.code, taken.existingId], ['state_conflict', made.id]);
    for (const q of ['lefevre', 'CLAIRE LEF', 'claire@', 'oeuvres']) {
      const { data } = await call(platform, operations.listContacts, { as, query: { q } });
      assert.deepEqual(
        data.map(({ id }) => id),
        [made.id],
      );
    }
    assert.equal((await call(platform, operations.listContacts, { as, query: { q: '%' } })).data.length, 0);
    const params = { contactId: made.id };
    const changed = await call(platform, operations.updateContact, {
      as,
      params,
      body: { company: 'Lefèvre & filles' },
      headers: { 'if-match': '"v1"' },
    });
    assert.deepEqual([changed.version, changed.company, changed.email], [2, 'Lefèvre & filles', claire.email]);
    const stale = await problem(platform, operations.updateContact, {
      as,
      params,
      body: { company: 'X' },
      headers: { 'if-match': '"v1"' },
    });
    assert.deepEqual([stale.code, stale.currentVersion], ['precondition_failed', 2]);
    await call(platform, operations.deleteContact, { as, params });
    assert.equal((await problem(platform, operations.getContact, { as, params })).code, 'not_found');
  });

  test('a CSV file of another software: report by line, French mobiles, formulas and doubles refused', async () => {
    const csv = [
      'Raison sociale;Nom;Prénom;Adresse e-mail;Tél. mobile;Réf;Couleur',
      'Boulangerie;Martin;Anne;anne@client.example;06 39 98 00 31;A1;rouge',
      ';Petit;;petit@client.example;0639980032;A2;',
      '=cmd();Durand;Luc;luc@client.example;06.39.98.00.33;A3;',
      ';Durand;Luc;luc@;12;A4;',
      ';Martin;Anne;anne@client.example;06 39 98 00 31;A1;',
      ';;;;;;',
      ';Noël;Zoé;zoe@client.example;+32 470 12 34 56;;',
    ].join('\r\n');
    const latin = new Uint8Array([...csv].map((character) => character.charCodeAt(0)));
    const send = (more: Record<string, string> = {}) =>
      call(platform, operations.importContacts, { as, form: form(new Blob([latin]), 'annuaire.csv', more) });
    const dry = await send({ dryRun: 'true' });
    assert.equal((await call(platform, operations.listContacts, { as })).data.length, 0);
    const report = await send();
    assert.deepEqual([dry.created, report.created, report.updated, report.unchanged, report.refused], [2, 2, 0, 0, 4]);
    assert.deepEqual(
      report.columns.map(({ field }) => field),
      ['company', 'name', 'firstName', 'email', 'phone', 'externalId', null],
    );
    assert.deepEqual(
      report.lines.map(({ line, outcome, errors }) => [
        line,
        outcome,
        errors.map(({ field, code }) => `${field} ${code}`).join(),
      ]),
      [
        [2, 'created', ''],
        [3, 'refused', 'firstName required'],
        [4, 'refused', 'company formula'],
        [5, 'refused', 'email invalid,phone invalid'],
        [6, 'refused', 'externalId duplicate'],
        [8, 'created', ''],
      ],
    );
    const { data } = await call(platform, operations.listContacts, { as });
    assert.deepEqual(
      data.map(({ name, phone, company }) => [name, phone, company]),
      [
        ['Martin', '+33639980031', 'Boulangerie'],
        ['Noël', '+32470123456', ''],
      ],
    );
    const again = await send();
    assert.deepEqual([again.created, again.unchanged], [0, 2]);
  });

  test('vCards 3 and 4: folded lines, groups, the mobile before other numbers', async () => {
    const cards = [
      'BEGIN:VCARD\r\nVERSION:3.0\r\nN:Roy;Élise;;;\r\nitem1.EMAIL;type=INTERNET:elise@client.example\r\nTEL;TYPE=WORK:0142000000\r\nTEL;TYPE=CELL:06 39 98 00 41\r\nORG:Roy\\, fils;Vente\r\nEND:VCARD',
      'BEGIN:VCARD\r\nVERSION:4.0\r\nN:Blanc;Hu\r\n go;;;\r\nEMAIL:hugo@client.example\r\nTEL;VALUE=uri:tel:+33639980042\r\nUID:urn:uuid:7\r\nEND:VCARD',
    ].join('\r\n');
    const report = await call(platform, operations.importContacts, { as, form: form(new Blob([cards]), 'a.vcf') });
    assert.deepEqual([report.created, report.refused], [2, 0], JSON.stringify(report.lines));
    const { data } = await call(platform, operations.listContacts, { as, query: { q: 'blanc' } });
    assert.deepEqual(
      data.map(({ firstName, phone, externalId }) => [firstName, phone, externalId]),
      [['Hugo', '+33639980042', '7']],
    );
    const roy = (await call(platform, operations.listContacts, { as, query: { q: 'roy' } })).data[0];
    assert.deepEqual([roy?.phone, roy?.company], ['+33639980041', 'Roy, fils']);
  });

  test('what goes out comes in again unchanged, and is no formula', async () => {
    const file = await call(platform, operations.exportContacts, { as });
    const csv = await file.text();
    assert.ok(!/(^|;)"?[=+@-]/m.test(csv.replace('\uFEFF', '')), csv);
    const report = await call(platform, operations.importContacts, { as, form: form(new Blob([csv]), 'x.csv') });
    assert.deepEqual([report.created, report.updated, report.refused], [0, 0, 0], JSON.stringify(report.lines));
  });

  test('pages do not shift, and a cursor is of its own list', async () => {
    const first = await call(platform, operations.listContacts, { as, query: { limit: '2' } });
    await call(platform, operations.createContact, { as, body: { ...claire, name: 'Aaa' } });
    const next = { limit: '2', cursor: first.nextCursor ?? '' };
    const second = await call(platform, operations.listContacts, { as, query: next });
    const names = [...first.data, ...second.data].map(({ name }) => name);
    assert.deepEqual(names, ['Blanc', 'Martin', 'Noël', 'Roy']);
    for (const query of [{ ...next, q: 'x' }, { cursor: `${next.cursor.slice(0, -1)}x` }, { cursor: 'con_1' }]) {
      assert.equal((await problem(platform, operations.listContacts, { as, query })).code, 'cursor_invalid');
    }
  });

  test('a signer comes from the directory; what is typed beside goes first', async () => {
    const { data } = await call(platform, operations.listContacts, { as, query: { q: 'martin' } });
    const { id } = await platform.expert.collections.create({ title: 'Du carnet' });
    const contactId = data[0]?.id ?? '';
    await platform.expert.signers.add(id, { order: 1, contactId });
    await platform.expert.signers.add(id, { order: 2, contactId, phone: '+33639980099' });
    const { signers } = await platform.expert.collections.get(id);
    assert.deepEqual(
      signers.map(({ email, phone }) => [email, phone]),
      [
        ['anne@client.example', '+33 6 •• •• •• 31'],
        ['anne@client.example', '+33 6 •• •• •• 99'],
      ],
    );
  });
});
