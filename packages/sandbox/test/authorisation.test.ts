import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Operation, operations } from '@jse/sdk/contract';
import { delegations } from '@jse/sdk/rules';
import { createClient } from '@jse/sdk/server';
import { call } from './api.ts';
import { type Credential, everybody, type Expected, type Scene } from './credentials.ts';
import {
  baseUrl,
  clients,
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
import { type Known, type Probe, type Right, rights, definition } from './rights/index.ts';
import { watchDatabase, type Witness } from './witness.ts';

/** Status and, for a refusal, code. */
type Answer = readonly [status: number, code?: string | undefined];

const all = Object.values(operations) as Operation[];

/** What this caller is told by this operation, from the contract's table; undefined where he is let through. */
function verdict(operation: Operation, right: Right, who: Credential): Expected | undefined {
  const { auth, purposes, delegation } = operation;
  if (who.editor === 'none') return [404, 'not_found'];
  if (auth === 'hmac' || (auth === 'none' && purposes.length === 0)) return undefined;
  const inSession = who.kind === 'session' && purposes.length > 0;
  if (!inSession && (who.kind === 'session' || auth === 'none')) return [401, 'unauthenticated'];
  if (who.refused) return who.refused;
  if (inSession && who.purpose && !purposes.includes(who.purpose)) return [403, 'scope_missing'];
  if (who.gone) return who.gone;
  if (!inSession && auth === 'member' && !who.member) return [401, 'unauthenticated'];
  if (delegation && !who.delegations.includes(delegation)) return [403, 'delegation_missing'];
  const hidden = who.elsewhere === 'firm' ? right.scoped : right.scoped === 'collection' && who.elsewhere;
  if (hidden) return [404, 'not_found'];
  const allowed = right.needs === 'expert' ? who.expert : !right.needs || who.delegations.includes(right.needs);
  return allowed ? undefined : [403, 'delegation_missing'];
}

describe('who may call what', () => {
  let platform: Platform;
  let witness: Witness;
  let known: Known;
  let callersOf: Readonly<Record<'draft' | 'running', Credential[]>>;

  before(async () => {
    witness = await watchDatabase();
    platform = await startPlatform({ ...witness.options, settings: { rateLimits: null } });
    const { sandbox } = platform;
    await sandbox.seed.editor({ ...editor, shortcut: 'other', secret: 'another secret of the tests' });
    const person = (name: string, rights: (typeof delegations)[number][], at: number) => ({
      firstName: 'Membre',
      lastName: name,
      email: `${name}@cabinet.example`,
      phone: `+3363998010${at}`,
      role: 'collaborator' as const,
      delegations: rights,
    });
    const boss = { ...person('chef', [], 9), role: 'expert' as const };
    const members = [
      boss,
      ...delegations.map((right, at) => person(right, [right], at)),
      person('none', [], 7),
      person('leaver', [...delegations], 8),
      person('bystander', [], 6),
    ];
    const firm = await sandbox.seed.firm({
      name: 'Cabinet des droits',
      siren: '100000017',
      creditCents: 10_000,
      members,
    });
    const others = await sandbox.seed.firm({
      name: 'Autre cabinet',
      siren: '100000025',
      creditCents: 10_000,
      members: [{ ...boss, email: 'chef@autre.example' }],
    });
    const tokens = await sandbox.seed.tokens(editor.shortcut, firm.members[0]?.id ?? '');
    await sandbox.seed.tokens(editor.shortcut, others.members[0]?.id ?? '');
    const fetch = (request: Request) => sandbox.fetch(request);
    const expert = createClient({ baseUrl, editor: editor.shortcut, fetch, ...tokens });
    platform = { ...platform, firm, expert, expertId: firm.members[0]?.id ?? '' };
    const idOf = (name: string) => firm.members.find(({ email }) => email === `${name}@cabinet.example`)?.id ?? '';
    const running = await draft(platform, ['first', 'seal']);
    await platform.expert.collections.launch(running);
    const elsewhere = await draft(platform, ['second', 'seal']);
    await platform.expert.collections.launch(elsewhere);
    const drafted = await draft(platform, ['second']);
    const [ofRunning, ofDraft] = [
      await platform.expert.collections.get(running),
      await platform.expert.collections.get(drafted),
    ];
    const ceremony = await openCeremony(visitor(platform, await invitationOf(platform, clients.first.email)), running);
    const { officeToken, userToken } = tokens;
    const as = { 'jse-editor-token-office': officeToken, 'jse-editor-token-user': userToken };
    const webhook = await call(platform, operations.createWebhook, {
      as,
      body: { url: 'https://hooks.example/x', types: ['certificate.expiring'] },
    });
    await sandbox.seed.tokens(editor.shortcut, idOf('bystander'));
    const listed = await call(platform, operations.listTokens, { as });
    const client = { ...clients.first, name: clients.first.lastName };
    const contact = await call(platform, operations.createContact, { as, body: client });
    const template = await call(platform, operations.createTemplate, { as, body: definition });
    known = {
      draft: drafted,
      running,
      document: ofRunning.documents[0]?.id ?? '',
      draftDocument: ofDraft.documents[0]?.id ?? '',
      client: ofRunning.signers[0]?.id ?? '',
      draftClient: ofDraft.signers[0]?.id ?? '',
      seal: ofRunning.signers[1]?.id ?? '',
      member: idOf('prepare'),
      ceremony: ceremony.id,
      webhook: webhook.id,
      contact: contact.id,
      template: template.id,
      bystander: idOf('bystander'),
      token: listed.data.find(({ memberId }) => memberId === idOf('bystander'))?.id ?? '',
      origin,
      pdf: new Uint8Array(await makePdf(1)),
    };
    const scene: Scene = {
      platform,
      witness,
      others,
      single: {
        sign: idOf('sign'),
        seal: idOf('seal'),
        prepare: idOf('prepare'),
        launch: idOf('launch'),
        none: idOf('none'),
        leaver: idOf('leaver'),
      },
      target: running,
      clientEmail: clients.first.email,
      elsewhere: { id: elsewhere, email: clients.second.email },
    };
    callersOf = { running: everybody(scene), draft: everybody({ ...scene, target: drafted }) };
    // Everybody's tokens and sessions are made before anything is compared.
    for (const caller of [...callersOf.running, ...callersOf.draft]) await caller.headers('GET', baseUrl);
    await sandbox.outbox.drain();
  });
  after(async () => {
    await platform.sandbox.close();
    await witness.close();
  });

  async function knock(operation: Operation, probe: Probe, who: Credential): Promise<Answer> {
    const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => probe.params?.[name] ?? name);
    const url = new URL(`${baseUrl}/editor/${who.editor ?? editor.shortcut}${path}`);
    for (const [name, value] of Object.entries(probe.query ?? {})) url.searchParams.set(name, value);
    const headers = new Headers(await who.headers(operation.method, url.href));
    if (probe.ifMatch !== undefined) headers.set('if-match', probe.ifMatch);
    if (probe.body !== undefined) headers.set('content-type', 'application/json');
    const body = probe.form?.() ?? (probe.body === undefined ? null : JSON.stringify(probe.body));
    const request = new Request(url, { method: operation.method, headers, body });
    const response = await platform.sandbox.fetch(request, who.origin === undefined ? {} : { origin: who.origin });
    const problem = response.headers.get('content-type') === 'application/problem+json';
    const { code } = problem ? ((await response.json()) as { code: string }) : { code: undefined };
    if (!problem) await response.arrayBuffer();
    return [response.status, code];
  }

  test('every operation of the contract has its entry, and no entry is of another one', () => {
    assert.deepEqual(Object.keys(rights).toSorted(), all.map(({ id }) => id).toSorted());
    for (const operation of all)
      if (operation.delegation && rights[operation.id]?.needs !== 'expert')
        assert.equal(rights[operation.id]?.needs, operation.delegation, operation.id);
  });

  for (const operation of all) {
    test(`${operation.id}: whoever may not is told so, exactly, and nothing changes; whoever may is let through`, async () => {
      const right = rights[operation.id];
      assert.ok(right, `${operation.id} has no entry in test/rights.ts`);
      // Where no session may call, all sessions are one caller: their header is not looked at.
      const callers = callersOf[right.on ?? 'running'].filter(
        ({ kind, variant }) => kind === 'tokens' || !variant || operation.purposes.length > 0,
      );
      const wrong: string[] = [];
      const check = (who: Credential, expected: Answer, got: Answer) => {
        if (got[0] !== expected[0] || got[1] !== expected[1])
          wrong.push(`${who.name}: ${got.join(' ')}, not ${expected.join(' ')}`);
      };
      await platform.sandbox.outbox.drain();
      const untouched = await witness.look();
      for (const who of callers) {
        const refusal = verdict(operation, right, who);
        if (refusal) check(who, refusal, await knock(operation, right.attempt(known), who));
      }
      assert.equal(wrong.join('\n'), '');
      assert.deepEqual(await witness.look(), untouched, 'a refused call changed something');
      for (const who of callers) {
        if (verdict(operation, right, who)) continue;
        check(who, right.allowed, await knock(operation, right.harmless(known), who));
        const ended =
          (right.ends === 'user' && who.kind === 'tokens') || (right.ends === 'session' && who.kind === 'session');
        if (!ended) continue;
        const [again] = await knock(operation, right.harmless(known), who);
        if (again !== 401 && again !== 403) wrong.push(`${who.name}: goes on after it was ended`);
        who.renew();
        await who.headers('GET', baseUrl);
      }
      assert.equal(wrong.join('\n'), '');
    });
  }

  /** Who may have an embed code minted for a purpose: the rest is told this. */
  const mints: readonly {
    readonly what: string;
    readonly body: (known: Known) => object;
    readonly may: (who: Credential) => boolean;
    readonly told: Expected;
  }[] = [
    ...(['prepare', 'place'] as const).map((purpose) => ({
      what: `to ${purpose}`,
      body: ({ draft: transactionId }: Known) => ({ purpose, transactionId }),
      may: (who: Credential) => who.delegations.includes('prepare'),
      told: [403, 'delegation_missing'] as const,
    })),
    {
      what: 'to follow',
      body: ({ running: transactionId }) => ({ purpose: 'follow', transactionId }),
      may: () => true,
      told: [403, 'delegation_missing'],
    },
    {
      what: 'to sign, for a client',
      body: ({ running: transactionId, client: signatoryId }) => ({ purpose: 'sign', transactionId, signatoryId }),
      may: () => true,
      told: [403, 'delegation_missing'],
    },
    {
      what: 'to release a seal',
      body: ({ running: transactionId, seal: signatoryId }) => ({ purpose: 'sign', transactionId, signatoryId }),
      may: (who) => who.delegations.includes('seal'),
      told: [403, 'delegation_missing'],
    },
    {
      what: 'for a parapheur',
      body: () => ({ purpose: 'parapheur' }),
      may: (who) => who.member,
      told: [401, 'unauthenticated'],
    },
  ];
  for (const { what, body, may, told } of mints) {
    test(`createEmbedCode ${what}: by those who have the right themselves`, async () => {
      const wrong: string[] = [];
      for (const who of callersOf.running.filter(({ kind }) => kind === 'tokens')) {
        const refused = verdict(
          operations.createEmbedCode,
          { ...rights['createEmbedCode'], scoped: what === 'for a parapheur' ? undefined : 'firm' } as Right,
          who,
        );
        const expected: Answer = refused ?? (may(who) ? [201] : told);
        const got = await knock(operations.createEmbedCode, { body: { ...body(known), origins: [origin] } }, who);
        if (got[0] !== expected[0] || got[1] !== expected[1])
          wrong.push(`${who.name}: ${got.join(' ')}, not ${expected.join(' ')}`);
      }
      assert.equal(wrong.join('\n'), '');
    });
  }

  test('withdrawing the software ends all of its access to the firm, and no client’s', async () => {
    const ofFirm = callersOf.running.filter(({ elsewhere, refused }) => !elsewhere && !refused);
    const expert = ofFirm.find(({ name }) => name === 'the expert');
    assert.ok(expert);
    assert.deepEqual(await knock(operations.revokeAllTokens, { body: { confirm: true } }, expert), [200, undefined]);
    const params = { transactionId: known.running };
    for (const who of ofFirm) {
      const [status] = await knock(operations.getTransaction, { params }, who);
      // A client came by his invitation: his session is not the software's.
      const expected = who.kind === 'session' && !who.member ? [200] : [401, 403];
      assert.ok(expected.includes(status), `${who.name}: ${status}`);
    }
  });
});
