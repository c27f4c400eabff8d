import { deadlines } from '@jse/sdk/rules';
import { computeHandshakeHmac } from '@jse/sdk/server';
import { equalInConstantTime, newSecret, sha256Hex } from '../crypto.ts';
import type { Dependencies } from '../dependencies.ts';
import { activeMember } from '../middleware/actor.ts';
import { Refusal } from '../problem.ts';
import type { Row } from '../store/tables.ts';

interface HandshakeCall {
  readonly editor: Row<'editors'>;
  readonly idRequest: string;
  readonly hmac: string;
  readonly ts: string;
}

/** Checks the HMAC over shortcut, idRequest and ts (see `computeHandshakeHmac`); ts in epoch milliseconds within five minutes. */
export async function checkHandshake(
  deps: Dependencies,
  { editor, idRequest, hmac, ts }: HandshakeCall,
): Promise<void> {
  if (!/^[A-Za-z0-9]{30}$/.test(idRequest)) throw new Refusal('validation_failed', 'idRequest is 30 alphanumerics');
  const secret = await deps.sealer.open(`editor:${editor.shortcut}`, editor.secret_sealed);
  const expected = await computeHandshakeHmac({ secret, shortcut: editor.shortcut, idRequest, ts });
  if (!equalInConstantTime(hmac.toLowerCase(), expected)) throw new Refusal('hmac_invalid');
  if (Math.abs(Number(ts) - deps.clock.real().getTime()) > deadlines.handshakeClockSkew) {
    throw new Refusal('timestamp_out_of_window');
  }
}

/** Opens a sign-in request and returns the page where the member signs in; an idRequest serves once. */
export async function startHandshake(
  deps: Dependencies,
  editor: Row<'editors'>,
  idRequest: string,
  urls: { readonly success_url: string; readonly callback_url?: string | undefined },
): Promise<string> {
  if (!editor.origins.includes(new URL(urls.success_url).origin)) throw new Refusal('redirect_not_registered');
  if (urls.callback_url !== undefined) {
    throw new Refusal(
      'validation_failed',
      'callback_url is not served here: fetch the tokens when the member is back',
      {
        errors: [{ pointer: '/callback_url', code: 'unsupported', detail: 'Leave it out' }],
      },
    );
  }
  const ticket = newSecret();
  const opened = await deps.db
    .insertInto('handshakes')
    .values({
      id_request: idRequest,
      editor: editor.shortcut,
      ticket_hash: await sha256Hex(ticket),
      success_url: urls.success_url,
      expires_at: new Date(deps.clock.now().getTime() + deadlines.handshakeRequest),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id_request')
    .executeTakeFirst();
  if (!opened) throw new Refusal('state_conflict', 'This idRequest was used before');
  return `${deps.settings.baseUrl}/connexion/${ticket}`;
}

/** The open sign-in request behind a ticket. */
export async function handshakeOf(deps: Dependencies, ticket: string): Promise<Row<'handshakes'>> {
  const row = await deps.db
    .selectFrom('handshakes')
    .selectAll()
    .where('ticket_hash', '=', await sha256Hex(ticket))
    .executeTakeFirst();
  if (!row || row.member_id || row.expires_at <= deps.clock.now()) throw new Refusal('request_expired');
  return row;
}

/** The member has signed in and gives the software access to one of his firms; his certificate is made at the first time. */
export async function grantHandshake(deps: Dependencies, ticket: string, memberId: string): Promise<string> {
  const handshake = await handshakeOf(deps, ticket);
  const member = await activeMember(deps, memberId);
  if (member.delegations.includes('sign')) {
    const person = await deps.db
      .selectFrom('people')
      .innerJoin('members', 'members.person_id', 'people.id')
      .selectAll('people')
      .where('members.id', '=', memberId)
      .executeTakeFirstOrThrow();
    await deps.pki.ensurePerson(person, 'expert');
  }
  const granted = await deps.db
    .updateTable('handshakes')
    .set({ member_id: memberId })
    .where('id_request', '=', handshake.id_request)
    .where('member_id', 'is', null)
    .returning('success_url')
    .executeTakeFirst();
  if (!granted) throw new Refusal('request_expired');
  return granted.success_url;
}

/** The tokens of a granted request, once: the office token without end, the user token for five days. */
export async function fetchTokens(deps: Dependencies, editor: Row<'editors'>, idRequest: string) {
  return deps.db.transaction().execute(async (db) => {
    const now = deps.clock.now();
    const row = await db
      .selectFrom('handshakes')
      .selectAll()
      .where('id_request', '=', idRequest)
      .where('editor', '=', editor.shortcut)
      .forUpdate()
      .executeTakeFirst();
    if (!row || row.fetched_at || row.expires_at <= now) throw new Refusal('request_expired');
    if (!row.member_id) throw new Refusal('handshake_pending', undefined, { retryAfterSeconds: 2 });
    const member = await activeMember({ db }, row.member_id);
    const firm = await db.selectFrom('firms').selectAll().where('id', '=', member.firmId).executeTakeFirstOrThrow();
    const office = newSecret();
    const user = newSecret();
    const common = { editor: editor.shortcut, firm_id: firm.id };
    const userEnd = new Date(now.getTime() + deadlines.userToken);
    await db
      .insertInto('tokens')
      .values([
        { ...common, hash: await sha256Hex(office), kind: 'office', member_id: null, expires_at: null },
        { ...common, hash: await sha256Hex(user), kind: 'user', member_id: member.id, expires_at: userEnd },
      ])
      .execute();
    await db.updateTable('handshakes').set({ fetched_at: now }).where('id_request', '=', idRequest).execute();
    return { office: { token: office, name: firm.name }, user: { token: user, email: member.email } };
  });
}
