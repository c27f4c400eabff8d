import type { Delegation } from '@jse/sdk/rules';
import type { Operation } from '@jse/sdk/contract';
import { sha256Hex } from '../crypto.ts';
import type { Dependencies } from '../dependencies.ts';
import { Refusal } from '../problem.ts';
import type { Access, Row } from '../store/tables.ts';
import { checkProof } from './dpop.ts';

/** A member as he acts: his person, firm and rights at this moment. */
export interface ActingMember {
  readonly id: string;
  readonly personId: string;
  readonly firmId: string;
  readonly role: 'expert' | 'collaborator';
  readonly delegations: readonly Delegation[];
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phone: string;
}

/** Who makes a call, as the middleware found out. */
export interface Actor {
  readonly editor: Row<'editors'>;
  readonly firm: { readonly id: string; readonly name: string } | null;
  readonly member: ActingMember | null;
  readonly session: { readonly hash: string; readonly jkt: string; readonly access: Access } | null;
  /** When the member signed in to get the user token that this call is made with. */
  readonly signedInAt: Date | null;
}

/** Finds out who calls and refuses whom the operation does not allow. */
export async function authenticate(
  deps: Dependencies,
  operation: Operation,
  editorShortcut: string,
  request: Request,
  origin: string | null,
): Promise<Actor> {
  const editor = await deps.db
    .selectFrom('editors')
    .selectAll()
    .where('shortcut', '=', editorShortcut)
    .executeTakeFirst();
  if (!editor) throw new Refusal('not_found', 'No editor has this shortcut');
  const nobody: Actor = { editor, firm: null, member: null, session: null, signedInAt: null };
  const authorization = request.headers.get('authorization');
  if (authorization !== null && operation.purposes.length > 0) {
    return actorOfSession(deps, operation, nobody, request, origin, authorization);
  }
  if (operation.auth === 'hmac' || (operation.auth === 'none' && operation.purposes.length === 0)) return nobody;
  if (operation.auth === 'none') throw new Refusal('unauthenticated', 'This call needs an embed session');
  return actorOfTokens(deps, operation, nobody, request);
}

async function actorOfTokens(
  deps: Dependencies,
  operation: Operation,
  nobody: Actor,
  request: Request,
): Promise<Actor> {
  const office = await findToken(
    deps,
    'office',
    nobody.editor.shortcut,
    request.headers.get('jse-editor-token-office'),
  );
  const firm = await firmById(deps, office.firm_id);
  const userToken = request.headers.get('jse-editor-token-user');
  if (userToken === null) {
    if (operation.auth === 'member') throw new Refusal('unauthenticated', 'This call needs a user token');
    return { ...nobody, firm };
  }
  const user = await findToken(deps, 'user', nobody.editor.shortcut, userToken);
  if (user.firm_id !== office.firm_id || !user.member_id) {
    throw new Refusal('unauthenticated', 'The user token belongs to another firm');
  }
  return { ...nobody, firm, member: await activeMember(deps, user.member_id), signedInAt: user.created_at };
}

async function findToken(deps: Dependencies, kind: 'office' | 'user', editor: string, token: string | null) {
  if (!token) throw new Refusal('unauthenticated', `The ${kind} token is missing`);
  const row = await deps.db
    .selectFrom('tokens')
    .selectAll()
    .where('hash', '=', await sha256Hex(token))
    .where('kind', '=', kind)
    .where('editor', '=', editor)
    .executeTakeFirst();
  if (!row) throw new Refusal('unauthenticated', `The ${kind} token is unknown`);
  if (row.revoked_at || (row.expires_at && row.expires_at <= deps.clock.now())) {
    throw new Refusal('token_revoked', `The ${kind} token is revoked or expired`);
  }
  return row;
}

async function actorOfSession(
  deps: Dependencies,
  operation: Operation,
  nobody: Actor,
  request: Request,
  origin: string | null,
  authorization: string,
): Promise<Actor> {
  const token = /^DPoP ([A-Za-z0-9_-]{20,200})$/.exec(authorization)?.[1];
  if (!token) throw new Refusal('unauthenticated', 'The Authorization header is not of the DPoP scheme');
  const hash = await sha256Hex(token);
  const session = await deps.db.selectFrom('sessions').selectAll().where('hash', '=', hash).executeTakeFirst();
  const access = session?.access;
  if (!session || !access || access.editor !== nobody.editor.shortcut) {
    throw new Refusal('unauthenticated', 'The session is unknown');
  }
  const { jkt } = await checkProof(deps, request, token);
  if (jkt !== session.jkt) throw new Refusal('dpop_invalid', 'The proof was made with another key');
  if (session.ended_at || session.expires_at <= deps.clock.now()) throw new Refusal('session_expired');
  if (origin === null || origin !== session.origin) throw new Refusal('origin_not_allowed');
  if (!operation.purposes.includes(access.purpose)) {
    throw new Refusal('scope_missing', `A session for ${access.purpose} may not call ${operation.id}`);
  }
  const member = access.memberId ? await activeMember(deps, access.memberId) : null;
  return { ...nobody, firm: await firmById(deps, access.firmId), member, session: { hash, jkt, access } };
}

async function firmById(deps: Dependencies, id: string) {
  return deps.db.selectFrom('firms').select(['id', 'name']).where('id', '=', id).executeTakeFirstOrThrow();
}

/** A member who has not left, with his rights as they are now. */
export async function activeMember(deps: Pick<Dependencies, 'db'>, id: string): Promise<ActingMember> {
  const row = await deps.db
    .selectFrom('members')
    .innerJoin('people', 'people.id', 'members.person_id')
    .selectAll('people')
    .select(['members.id as member_id', 'firm_id', 'role', 'delegations', 'left_at'])
    .where('members.id', '=', id)
    .executeTakeFirst();
  if (!row || row.left_at) throw new Refusal('token_revoked', 'The member has left the firm');
  return {
    id: row.member_id,
    personId: row.id,
    firmId: row.firm_id,
    role: row.role,
    delegations: row.delegations,
    firstName: row.first_name,
    lastName: row.last_name,
    email: row.email,
    phone: row.phone,
  };
}

/** Refuses unless the acting member has this right now. */
export function requireDelegation(member: ActingMember | null, delegation: Delegation): ActingMember {
  if (member?.delegations.includes(delegation)) return member;
  throw new Refusal('delegation_missing', `The delegation “${delegation}” is missing`);
}
