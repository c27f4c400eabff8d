import { consent } from '@jse/sdk/rules';
import { type BrowserClient, createBrowserClient } from '@jse/sdk/browser';
import type { Message } from '@jse/sandbox';

/** What a person of the demonstration reaches: the platform over HTTP, and the sandbox's inbox. */
export interface Place {
  readonly url: string;
  readonly editor: string;
  readonly origin: string;
  readonly developerToken: string;
  /** Messages already read, by id: a person acts on what is new. */
  readonly read: Set<string>;
}

/** What one person read and got back, for the check that he signed what he saw. */
export interface Signed {
  readonly who: string;
  readonly reviewed: ReadonlyMap<string, Uint8Array>;
  readonly received: ReadonlyMap<string, Uint8Array>;
}

/** Reads somebody's newest unread message in the sandbox's inbox, waiting until the worker has delivered it. */
export async function newestMessage(
  place: Place,
  to: string,
  channel: 'email' | 'sms',
  holds: string,
): Promise<Message> {
  const query = new URLSearchParams({ to, channel });
  for (let attempt = 0; attempt < 50; attempt++) {
    const answer = await fetch(`${place.url}/sandbox/outbox?${query}`, {
      headers: { authorization: `Bearer ${place.developerToken}` },
    });
    if (!answer.ok) throw new Error(`The inbox answered ${answer.status}`);
    const { data } = (await answer.json()) as { data: Message[] };
    const found = data.findLast(({ id, text }) => text.includes(holds) && !place.read.has(id));
    if (found) {
      place.read.add(found.id);
      return found;
    }
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`No ${channel} to ${to} arrived`);
}

/**
 * One person signs as a page would: opens his invitation link, reads each document, hashes what he read, consents, takes
 * the code from his phone and signs.
 */
export async function signAs(
  place: Place,
  person: { readonly email: string; readonly phone: string },
): Promise<Signed> {
  const letter = await newestMessage(place, person.email, 'email', '#invitation=');
  const invitation = /#invitation=([\w-]+)/.exec(letter.text)?.[1] ?? '';
  const settings = { baseUrl: place.url, editor: place.editor };
  const client = createBrowserClient({ ...settings, invitation, fetch: fetchFrom(place.origin) });
  const { collectionId, isolation } = await client.session();
  const collection = await client.collections.get(collectionId ?? '');
  const reviewed = new Map<string, Uint8Array>();
  const documents: { id: string; sha256: string }[] = [];
  for (const { id } of collection.documents) {
    const { bytes, sha256 } = await client.documents.download(collection.id, id);
    reviewed.set(id, bytes);
    documents.push({ id, sha256 });
  }
  // What the platform takes from its own frame alone is done there: in a session of its own, from its own origin.
  const acting = isolation === 'required' ? frameIn(client, place) : client;
  const { id } = await acting.ceremonies.open({
    collections: [{ collectionId: collection.id, documents }],
    consent: { accepted: true, text: consent.fr, version: consent.version, language: 'fr' },
  });
  const { reference } = await acting.ceremonies.sendCode(id);
  const sms = await newestMessage(place, person.phone, 'sms', reference);
  const code = /^\d{6}/.exec(sms.text)?.[0] ?? '';
  const done = await acting.ceremonies.sign(id, code);
  if (done.state !== 'signed') throw new Error(`${person.email}: the ceremony ended as ${done.state}`);
  const received = new Map<string, Uint8Array>();
  for (const document of collection.documents) {
    received.set(document.id, (await client.documents.download(collection.id, document.id)).bytes);
  }
  return { who: person.email, reviewed, received };
}

/** A page's browser states its origin by itself; outside of one it is set by hand. */
const fetchFrom = (origin: string) => (request: Request) => {
  const headers = new Headers(request.headers);
  headers.set('origin', origin);
  return fetch(new Request(request, { headers }));
};

/** The platform's frame in somebody's page. */
const frameIn = (page: BrowserClient, place: Place): BrowserClient =>
  createBrowserClient({
    baseUrl: place.url,
    editor: place.editor,
    getEmbedCode: async () => (await page.ceremonies.frame()).code,
    fetch: fetchFrom(new URL(place.url).origin),
  });
