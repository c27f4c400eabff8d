import { type Client, createClient, createHandshake } from '@jse/sdk/server';
import type { Place } from './people.ts';

/** What a back end has of a member who has signed in. */
export interface SignedIn {
  readonly client: Client;
  readonly firm: string;
  readonly member: string;
  readonly officeToken: string;
  readonly userToken: string;
}

/** The handshake, as the vendor's back end and the member's browser do it together; the firm's expert signs in. */
export async function signIn(place: Place, secret: string): Promise<SignedIn> {
  const handshake = createHandshake({ baseUrl: place.url, editor: place.editor, secret });
  const started = await handshake.start({ successUrl: `${place.origin}/connexion` });
  const member = await expertAt(started.url);
  if (!member) throw new Error('The sign-in page offers no expert');
  const back = await fetch(started.url, { method: 'POST', body: new URLSearchParams({ member }), redirect: 'manual' });
  const state = new URL(back.headers.get('location') ?? '').searchParams.get('state');
  if (!handshake.checkState(started.state, state)) throw new Error('The state that came back is another one');
  const { office, user } = await handshake.fetch(started.idRequest);
  const tokens = { officeToken: office.token, userToken: user.token };
  const client = createClient({ baseUrl: place.url, editor: place.editor, ...tokens });
  return { client, firm: office.name, member: user.email, ...tokens };
}

/** Reads the sign-in page as somebody would: each person in turn, until one is an expert of the firm. */
async function expertAt(url: string): Promise<string | undefined> {
  const people = await (await fetch(url)).text();
  for (const [, person] of people.matchAll(/name="personne" value="([\w-]+)"/g)) {
    const consent = await (await fetch(`${url}?personne=${person}`)).text();
    if (consent.includes('expert-comptable</small>')) return /name="member" value="([\w-]+)"/.exec(consent)?.[1];
  }
  return undefined;
}
