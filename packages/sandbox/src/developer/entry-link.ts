import { equalInConstantTime, hmacHex, newSecret } from '../crypto.ts';
import type { Dependencies } from '../dependencies.ts';
import { Refusal } from '../problem.ts';

const validity = 15 * 60_000;
const signed = (developerToken: string, nonce: string, until: string): Promise<string> =>
  hmacHex(developerToken, `jse:console-entry ${nonce} ${until}`);

/**
 * A link that opens the console once within a quarter of an hour, so that the developer token need not be typed. The
 * ticket stands in the fragment, which no server sees. Null without a developer token.
 */
export async function mintEntryLink({ developerToken, clock, settings }: Dependencies): Promise<string | null> {
  if (developerToken === null) return null;
  const nonce = newSecret();
  const until = String(clock.real().getTime() + validity);
  return `${settings.baseUrl}/sandbox#entree=${nonce}.${until}.${await signed(developerToken, nonce, until)}`;
}

/** Trades the ticket of an entry link for the developer token; a ticket is good once, for all processes. */
export async function redeemEntry({ db, clock, developerToken }: Dependencies, ticket: string): Promise<string> {
  const refused = new Refusal('unauthenticated', 'This link to the console is unknown, used or expired');
  const [, nonce, until, mac] = /^([\w-]{43})\.(\d{10,15})\.([0-9a-f]{64})$/.exec(ticket) ?? [];
  if (developerToken === null || !nonce || !until || !mac) throw refused;
  if (!equalInConstantTime(mac, await signed(developerToken, nonce, until))) throw refused;
  if (Number(until) <= clock.real().getTime()) throw refused;
  const used = await db
    .insertInto('proofs')
    .values({ jti: `console-entry:${nonce}`, expires_at: new Date(Number(until)) })
    .onConflict((conflict) => conflict.doNothing())
    .returning('jti')
    .executeTakeFirst();
  if (!used) throw refused;
  return developerToken;
}
