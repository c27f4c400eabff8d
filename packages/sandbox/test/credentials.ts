import { createHash } from 'node:crypto';
import { type Delegation, delegations, type SessionPurpose, sessionPurposes } from '@jse/sdk/rules';
import type { SeededFirm } from '../src/index.ts';
import { baseUrl, editor, invitationOf, origin, type Platform } from './platform.ts';
import { type HeldSession, makeKey, openSession, prove, sessionHeaders } from './sessions.ts';
import type { Witness } from './witness.ts';

/** A refusal as the matrix expects it. */
export type Expected = readonly [status: number, code: string];
type Headers = Record<string, string>;

/** Somebody who calls: what he shows, and what he is. */
export interface Credential {
  readonly name: string;
  readonly kind: 'tokens' | 'session';
  /** The path's editor, where it is not the one of all the others. */
  readonly editor?: string;
  readonly origin?: string;
  /** What the authentication itself says, whatever the operation. */
  readonly refused?: Expected;
  /** The same for a session, said after its purpose was looked at. */
  readonly gone?: Expected;
  readonly member: boolean;
  readonly expert: boolean;
  readonly delegations: readonly Delegation[];
  readonly purpose?: SessionPurpose;
  /** Of another firm, or of a session for another collection. */
  readonly elsewhere: 'firm' | 'collection' | null;
  /** A session that is not as it should be, or not the one for this. */
  readonly variant?: boolean;
  /** The headers of one call; `renew` gives up what was held, since the call before has ended it. */
  readonly headers: (method: string, url: string) => Promise<Headers>;
  readonly renew: () => void;
}

/** What the credentials are made from. */
export interface Scene {
  readonly platform: Platform;
  readonly witness: Witness;
  readonly others: SeededFirm;
  /** A member for each single delegation, one with none, one who has left. */
  readonly single: Readonly<Record<Delegation | 'none' | 'leaver', string>>;
  /** The collection that it is about. */
  readonly target: string;
  /** Another running collection of the firm, with its client. */
  readonly elsewhere: { readonly id: string; readonly email: string };
  readonly clientEmail: string;
}

const unauthenticated: Expected = [401, 'unauthenticated'];
const revoked: Expected = [403, 'token_revoked'];
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Everybody who may try: token pairs of all kinds, then sessions of all purposes in all conditions. */
export function everybody(scene: Scene): Credential[] {
  return [...tokenHolders(scene), ...sessionPurposes.flatMap((purpose) => sessionHolders(scene, purpose))];
}

function held<T>(make: () => Promise<T>): { readonly get: () => Promise<T>; readonly renew: () => void } {
  let value: Promise<T> | undefined;
  return { get: () => (value ??= make()), renew: () => (value = undefined) };
}

const tokenPair = async ({ platform }: Scene, memberId: string): Promise<Headers> => {
  const { officeToken, userToken } = await platform.sandbox.seed.tokens(editor.shortcut, memberId);
  return { 'jse-editor-token-office': officeToken, 'jse-editor-token-user': userToken };
};

function tokenHolders(scene: Scene): Credential[] {
  const { platform, witness, others, single } = scene;
  const expertId = platform.expertId;
  const holder = (name: string, make: () => Promise<Headers>, facts: Partial<Credential> = {}): Credential => {
    const { get, renew } = held(make);
    const nobody = { kind: 'tokens', member: false, expert: false, delegations: [], elsewhere: null } as const;
    return { ...nobody, name, headers: get, renew, ...facts };
  };
  const expert = { member: true, expert: true, delegations };
  const pair = () => tokenPair(scene, expertId);
  const ended = async (change: string) => {
    const tokens = await pair();
    await witness.run(`update tokens set ${change} where hash = $1`, [sha256(tokens['jse-editor-token-user'] ?? '')]);
    return tokens;
  };
  return [
    holder('nobody', async () => ({}), { refused: unauthenticated }),
    holder('invented tokens', async () => ({ 'jse-editor-token-office': 'x', 'jse-editor-token-user': 'y' }), {
      refused: unauthenticated,
    }),
    holder('the expert under another editor’s path', pair, { ...expert, editor: 'other', refused: unauthenticated }),
    holder('the expert under a path of no editor', pair, { ...expert, editor: 'none', refused: [404, 'not_found'] }),
    holder(
      'the user token in the office’s place',
      async () => {
        const { 'jse-editor-token-user': user = '' } = await pair();
        return { 'jse-editor-token-office': user, 'jse-editor-token-user': user };
      },
      { refused: unauthenticated },
    ),
    holder(
      'the office with another firm’s member',
      async () => ({
        ...(await tokenPair(scene, others.members[0]?.id ?? '')),
        'jse-editor-token-office': (await pair())['jse-editor-token-office'] ?? '',
      }),
      { refused: unauthenticated },
    ),
    holder('a revoked user token', () => ended('revoked_at = now()'), { refused: revoked }),
    holder('an expired user token', () => ended(`expires_at = now() - interval '1 second'`), { refused: revoked }),
    holder(
      'who has left',
      async () => {
        const tokens = await tokenPair(scene, single.leaver);
        await witness.run('update members set left_at = now() where id = $1', [single.leaver]);
        return tokens;
      },
      { refused: revoked },
    ),
    holder('the office alone', async () => ({
      'jse-editor-token-office': (await pair())['jse-editor-token-office'] ?? '',
    })),
    holder('a member without rights', () => tokenPair(scene, single.none), { member: true }),
    ...delegations.map((right) =>
      holder(`a member who may ${right}`, () => tokenPair(scene, single[right]), {
        member: true,
        delegations: [right],
      }),
    ),
    holder('the expert', pair, expert),
    holder('another firm’s expert', () => tokenPair(scene, others.members[0]?.id ?? ''), {
      ...expert,
      elsewhere: 'firm',
    }),
  ];
}

function sessionHolders(scene: Scene, purpose: SessionPurpose): Credential[] {
  const { witness } = scene;
  const ofClient = purpose === 'sign';
  const facts = {
    kind: 'session' as const,
    purpose,
    origin,
    member: !ofClient,
    expert: !ofClient,
    delegations: ofClient ? [] : delegations,
    elsewhere: null,
  };
  const holder = (
    name: string,
    more: Partial<Credential> & {
      readonly open?: () => Promise<HeldSession>;
      readonly show?: (session: HeldSession, method: string, url: string) => Promise<Headers>;
    } = {},
  ): Credential => {
    const { open = () => sessionFor(scene, purpose, false), show = sessionHeaders, ...rest } = more;
    const { get, renew } = held(open);
    const headers = async (method: string, url: string) => show(await get(), method, url);
    return { ...facts, name: `a session to ${purpose}${name}`, variant: name !== '', headers, renew, ...rest };
  };
  const changed = (change: string) => async () => {
    const session = await sessionFor(scene, purpose, false);
    await witness.run(`update sessions set ${change} where hash = $1`, [sha256(session.token)]);
    return session;
  };
  const invalid: Expected = [401, 'dpop_invalid'];
  const elsewhere = { open: () => sessionFor(scene, purpose, true), elsewhere: 'collection' as const };
  return [
    holder(''),
    ...(purpose === 'parapheur' ? [] : [holder(' for another collection', elsewhere)]),
    holder(' from another origin', { origin: 'https://elsewhere.example', refused: [403, 'origin_not_allowed'] }),
    holder(' with another key', {
      refused: invalid,
      show: async ({ token }, method, url) => sessionHeaders({ token, key: await makeKey() }, method, url),
    }),
    holder(' without a proof', {
      refused: invalid,
      show: async ({ token }) => ({ authorization: `DPoP ${token}` }),
    }),
    holder(' with a proof for another address', {
      refused: invalid,
      show: async ({ token, key }, method) => ({
        authorization: `DPoP ${token}`,
        dpop: await prove(key, method, `${baseUrl}/editor/${editor.shortcut}/elsewhere`, token),
      }),
    }),
    holder(' with a proof for another token', {
      refused: invalid,
      show: async ({ token, key }, method, url) => ({
        authorization: `DPoP ${token}`,
        dpop: await prove(key, method, url, 'another'),
      }),
    }),
    holder(' as a bearer token', {
      refused: unauthenticated,
      show: async ({ token }) => ({ authorization: `Bearer ${token}` }),
    }),
    holder(' under another editor’s path', { editor: 'other', refused: unauthenticated }),
    holder(' that was ended', { refused: [401, 'session_expired'], open: changed('ended_at = now()') }),
    holder(' that has expired', {
      refused: [401, 'session_expired'],
      open: changed(`expires_at = now() - interval '1 second'`),
    }),
    ...(ofClient
      ? []
      : [
          holder(' of a member who has left', {
            gone: revoked,
            open: changed(`access = jsonb_set(access, '{memberId}', to_jsonb('${scene.single.leaver}'::text))`),
          }),
        ]),
  ];
}

/** Opens a session the way a page does: the client by his invitation, a member by an embed code. */
async function sessionFor(scene: Scene, purpose: SessionPurpose, elsewhere: boolean): Promise<HeldSession> {
  const { platform } = scene;
  if (purpose === 'sign') {
    const invitation = await invitationOf(platform, elsewhere ? scene.elsewhere.email : scene.clientEmail);
    return openSession(platform, { invitation });
  }
  const collectionId = elsewhere ? scene.elsewhere.id : scene.target;
  const wanted = purpose === 'parapheur' ? { purpose } : { purpose, collectionId };
  const { code } = await platform.expert.embedSessions.create({ ...wanted, origins: [origin] });
  return openSession(platform, { code });
}
