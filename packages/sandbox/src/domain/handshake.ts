import { deadlines } from '@jse/sdk/rules';
import { computeHandshakeHmac } from '@jse/sdk/server';
import { equalInConstantTime, newSecret, sha256Hex } from '../crypto.ts';
import type { Dependencies } from '../dependencies.ts';
import { activeMember } from '../middleware/actor.ts';
import { Refusal } from '../problem.ts';
import type { Database } from '../store/database.ts';
import type { Row } from '../store/tables.ts';
import { bringCertificates } from './people/bring-certificates.ts';
import { acceptTerms, requireTerms } from './people/terms.ts';
import { issueTokenPair } from './people/tokens.ts';

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
export async function handshakeOf(
  db: Database,
  { clock }: Pick<Dependencies, 'clock'>,
  ticket: string,
): Promise<Row<'handshakes'>> {
  const row = await db
    .selectFrom('handshakes')
    .selectAll()
    .where('ticket_hash', '=', await sha256Hex(ticket))
    .executeTakeFirst();
  if (!row || row.member_id || row.expires_at <= clock.now()) throw new Refusal('request_expired');
  return row;
}

/** What the member said on the sign-in page. */
export interface Grant {
  readonly memberId: string;
  /** He accepts the terms for the firm; asked of an expert where its experts have not yet. */
  readonly terms: boolean;
  /** His identity document was shown to Comptexpert. */
  readonly identity: boolean;
}

/**
 * The member has signed in and gives the software access to one of his firms. At the first time his certificate is made,
 * once his identity was verified; one that is over or revoked is replaced, and so is that of the firm's seal.
 */
export async function grantHandshake(deps: Dependencies, ticket: string, grant: Grant): Promise<string> {
  const { id_request } = await handshakeOf(deps.db, deps, ticket);
  return deps.db.transaction().execute(async (db) => {
    const member = await activeMember({ db }, grant.memberId);
    if (member.role === 'expert') {
      if (grant.terms) await acceptTerms(db, deps, member.firmId, member.id);
      else await requireTerms(db, deps, member.firmId);
    }
    const granted = await db
      .updateTable('handshakes')
      .set({ member_id: member.id })
      .where('id_request', '=', id_request)
      .where('member_id', 'is', null)
      .where('expires_at', '>', deps.clock.now())
      .returning('success_url')
      .executeTakeFirst();
    if (!granted) throw new Refusal('request_expired');
    await bringCertificates(db, deps, member, grant.identity);
    return granted.success_url;
  });
}

/** The member lets the software have nothing; he goes back with `error=access_denied`, his `state` kept. */
export async function refuseHandshake(deps: Dependencies, ticket: string): Promise<string> {
  const { id_request } = await handshakeOf(deps.db, deps, ticket);
  const now = deps.clock.now();
  const refused = await deps.db
    .updateTable('handshakes')
    .set({ expires_at: now })
    .where('id_request', '=', id_request)
    .where('member_id', 'is', null)
    .where('expires_at', '>', now)
    .returning('success_url')
    .executeTakeFirst();
  if (!refused) throw new Refusal('request_expired');
  const back = new URL(refused.success_url);
  back.searchParams.set('error', 'access_denied');
  return back.href;
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
    const given = { editor: editor.shortcut, firmId: firm.id, memberId: member.id };
    const { office, user } = await issueTokenPair(db, deps, given);
    await db.updateTable('handshakes').set({ fetched_at: now }).where('id_request', '=', idRequest).execute();
    return { office: { token: office, name: firm.name }, user: { token: user, email: member.email } };
  });
}
