import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { operations } from '@jse/sdk/contract';
import { createBrowserClient } from '@jse/sdk/browser';
import { deadlines } from '@jse/sdk/rules';
import { type Caller, send } from './api.ts';
import { baseUrl, codeOf, draft, editor, openCeremony, origin, type Platform, startPlatform } from './platform.ts';

let platform: Platform;
before(async () => {
  platform = await startPlatform();
});
after(() => platform.sandbox.close());

const rounds = 4;

test('who is let go in the moment in which he signs has signed before it, or not at all', async () => {
  const members = Array.from({ length: rounds }, (_, at) => ({
    firstName: 'Partant',
    lastName: `Numéro ${at}`,
    email: `partant-${at}@cabinet.example`,
    phone: `+3363998080${at}`,
    role: 'expert' as const,
  }));
  const boss = {
    firstName: 'Reste',
    lastName: 'Ici',
    email: 'reste@cabinet.example',
    phone: '+33639980899',
    role: 'expert' as const,
  };
  const firm = await platform.sandbox.seed.firm({
    name: 'Départs',
    siren: '910000009',
    creditCents: 10_000,
    members: [...members, boss],
  });
  const bossId = firm.members.at(-1)?.id ?? '';
  const tokens = await platform.sandbox.seed.tokens(editor.shortcut, bossId);
  const expert: Caller = { 'jse-editor-token-office': tokens.officeToken, 'jse-editor-token-user': tokens.userToken };
  const chief = platform.expert.with(tokens as never);
  for (const [at, { id: leaver }] of firm.members.slice(0, rounds).entries()) {
    const own = await platform.sandbox.seed.tokens(editor.shortcut, leaver);
    const his: Platform = { ...platform, expert: platform.expert.with(own as never), expertId: leaver };
    const id = await draft(his, ['expert'], { documents: 2 });
    await his.expert.collections.launch(id);
    const getEmbedCode = async () =>
      (await his.expert.embedSessions.create({ purpose: 'parapheur', origins: [origin] })).code;
    const fetch = (request: Request) => platform.sandbox.fetch(request, { origin });
    const page = createBrowserClient({ baseUrl, editor: editor.shortcut, getEmbedCode, fetch });
    const ceremony = await openCeremony(page, id);
    const code = await codeOf(platform, ceremony.reference);
    const signing = page.ceremonies.sign(ceremony.id, code).then(
      ({ state }) => state,
      (error: unknown) => (error as { code?: string }).code,
    );
    // Earlier and later within the act, round by round.
    await new Promise((done) => setTimeout(done, at * 40));
    const removed = await send(platform, operations.removeMember, { as: expert, params: { memberId: leaver } });
    assert.equal(removed.status, 200, await removed.clone().text());
    const outcome = await signing;
    const collection = await chief.collections.get(id);
    const signed = collection.signers[0]?.state === 'signed';
    assert.equal(signed, outcome === 'signed', `the answer was ${outcome ?? 'none'}`);
    assert.equal(collection.state, signed ? 'completed' : 'ongoing');
    if (!signed) assert.equal(collection.collector?.name, 'Reste Ici');
    platform.sandbox.clock.advance(deadlines.otpResendAfter);
  }
});
