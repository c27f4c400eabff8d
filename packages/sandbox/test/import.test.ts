import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { operations } from '@jse/sdk/contract';
import { limits } from '@jse/sdk/rules';
import { call, type Caller, callerOf, problem } from './api.ts';
import { type Platform, startPlatform } from './platform.ts';

const claire = { name: 'Lefèvre', firstName: 'Claire', email: 'claire@client.example', phone: '+33639980021' };
const form = (file: Blob, name: string) => {
  const filled = new FormData();
  filled.set('file', file, name);
  return filled;
};

describe('the import of a directory', () => {
  let platform: Platform;
  let as: Caller;
  before(async () => {
    platform = await startPlatform();
    as = await callerOf(platform);
  });
  after(() => platform.sandbox.close());

  test('doubles within a file are refused however they are named; another reference is another client', async () => {
    const csv = [
      'Nom;Prénom;Email;Mobile;Société;Réf',
      'Double;Paul;paul@client.example;0639980051;;',
      'Double;Paul;Paul@client.example;0639980051;;P1',
      'Double;Paul;paul@client.example;0639980052;;',
      'Gérant;Rita;rita@client.example;0639980053;SCI;G1',
      'Gérant;Rita;rita@client.example;0639980053;SARL;G2',
      'Gérant;Rita;rita@client.example;0639980053;SAS;',
      '"Cassé;Rita;rita@client.example;0639980053;;',
      "Formule;Rita;rita@client.example;0639980053;'=1+1;",
      'Nul\0;Rita;rita@client.example;0639980053;;',
    ].join('\n');
    const send = () => call(platform, operations.importContacts, { as, form: form(new Blob([csv]), 'a.csv') });
    const outcomes = ({ lines }: Awaited<ReturnType<typeof send>>) =>
      lines.map(
        ({ line, outcome, errors }) => `${line} ${outcome} ${errors.map((e) => `${e.field} ${e.code}`).join()}`,
      );
    const refused = [
      '7 refused externalId ambiguous',
      '8 refused line malformed',
      '9 refused company formula',
      '10 refused name invalid',
    ];
    const doubles = ['3 refused email duplicate', '4 refused email duplicate'];
    assert.deepEqual(outcomes(await send()), ['2 created ', ...doubles, '5 created ', '6 created ', ...refused]);
    assert.deepEqual(outcomes(await send()), ['2 unchanged ', ...doubles, '5 unchanged ', '6 unchanged ', ...refused]);
    // A contact that has no reference yet takes the first one that a line gives him; nobody loses his.
    const named = csv.replace(/^Double.*P1$/m, '').replace(/^(Double.*0639980051;;)$/m, '$1P1');
    const again = await call(platform, operations.importContacts, { as, form: form(new Blob([named]), 'a.csv') });
    assert.equal(outcomes(again)[0], '2 updated ');
    for (const reference of ['P1', 'G1', 'G2']) {
      const { data } = await call(platform, operations.listContacts, { as, query: { externalId: reference } });
      assert.equal(data.length, 1);
    }
  });

  test('two imports and a contact typed in at the same time enter everybody once', async () => {
    const csv = `Nom;Prénom;Email;Mobile;Réf\nSeul;Guy;guy@client.example;0639980061;S1\n`;
    const body = { ...claire, name: 'Seul', firstName: 'Guy', externalId: 'S1' };
    const send = () => call(platform, operations.importContacts, { as, form: form(new Blob([csv]), 'a.csv') });
    const made = await call(platform, operations.createContact, { as, body: { ...body, externalId: null } });
    const params = { contactId: made.id };
    const answers = await Promise.all([
      send(),
      send(),
      problem(platform, operations.createContact, { as, body }).catch(() => null),
      call(platform, operations.updateContact, { as, params, body: { externalId: 'S1' } }).catch(() => null),
    ]);
    assert.deepEqual([answers[0].refused, answers[1].refused], [0, 0]);
    const { data } = await call(platform, operations.listContacts, { as, query: { externalId: 'S1' } });
    assert.equal(data.length, 1);
  });

  test('five thousand lines are taken at once, and one more is refused', async () => {
    const line = (at: number) => `Masse;Client ${at};masse${at}@client.example;0639980041;M${at}\n`;
    const file = (count: number) =>
      `Nom;Prénom;Email;Mobile;Réf\n${Array.from({ length: count }, (_, at) => line(at)).join('')}`;
    const send = (csv: string) =>
      call(platform, operations.importContacts, { as, form: form(new Blob([csv]), 'm.csv') });
    const started = performance.now();
    const report = await send(file(limits.importLines));
    const again = await send(file(limits.importLines).replaceAll('0639980041', '0639980042'));
    assert.deepEqual([report.created, again.updated], [limits.importLines, limits.importLines]);
    assert.ok(performance.now() - started < 30_000, `${performance.now() - started} ms`);
    const many = { as, form: form(new Blob([file(limits.importLines + 1)]), 'm.csv') };
    assert.equal((await problem(platform, operations.importContacts, many)).code, 'validation_failed');
    const large = { as, form: form(new Blob(['x'.repeat(limits.importBytes + 1)]), 'm.csv') };
    assert.equal((await problem(platform, operations.importContacts, large)).code, 'body_too_large');
  });
});
