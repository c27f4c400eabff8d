import assert from 'node:assert/strict';
import { test } from 'node:test';
import { operations } from '@jse/sdk/contract';
import { defaultFirm } from '../src/index.ts';
import { call, callerOf } from './api.ts';
import { clients, draft, editor, invitationOf, openCeremony, startPlatform, visitor } from './platform.ts';

const { first, second } = clients;

test('messages are the firm’s that sent them, whoever else knows the address or the phone', async () => {
  const platform = await startPlatform();
  const expert = await callerOf(platform);
  const held = async (email: string, as = expert) => {
    const answer = await call(platform, operations.exportPersonalData, { as, query: { email } });
    return { of: Object.fromEntries(answer.categories.map(({ category, records }) => [category, records])) };
  };
  const erase = (email: string) => platform.expert.personalData.erase(email);
  const id = await draft(platform, ['first', 'second'], { order: 'parallel' });
  await platform.expert.collections.launch(id);
  await openCeremony(visitor(platform, await invitationOf(platform, first.email)), id);
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
  const bait = 'appat@quais.example';
  await call(platform, operations.createContact, {
    as: theirs,
    body: { name: 'Appât', firstName: 'Camille', email: bait, phone: first.phone },
  } as never);
  const texts = async () => (await platform.sandbox.outbox.messages({ to: first.phone })).length;
  const sent = await texts();
  assert.ok(sent > 0);
  assert.deepEqual((await held(bait, theirs)).of['message'], [], 'a shared phone tells nothing');
  await call(platform, operations.erasePersonalData, { as: theirs, query: { email: bait } });
  assert.equal(await texts(), sent, 'and takes nothing');
  const told = (await held(first.email)).of['message'] ?? [];
  assert.equal(told.filter(({ channel }) => channel === 'sms').length, sent, 'its own the firm sees');

  await call(platform, operations.inviteMember, {
    as: theirs,
    body: { name: second.lastName, ...second, role: 'collaborator', delegations: [] },
  } as never);
  const mails = async () =>
    (await platform.sandbox.outbox.messages({ to: second.email })).map(({ subject }) => subject);
  const before = await mails();
  const own = (await held(second.email)).of['message'] ?? [];
  assert.ok(own.length > 0 && own.length === before.length - 1, 'all but the other firm’s');
  const letters = (await held(second.email, theirs)).of['message'] ?? [];
  assert.equal(letters.length, 1);
  const { erased } = await erase(second.email);
  assert.equal(erased.find(({ category }) => category === 'message')?.count, own.length);
  assert.deepEqual(await mails(), [letters[0]?.['subject']]);
  await platform.sandbox.close();
});
