import type { RequestOptions } from './http/request.ts';
import { type BrowserClientSettings, openPage, type PageSession } from './page.ts';
import { type Ceremonies, ceremonies } from './resources/ceremonies.ts';
import type { Collections } from './resources/collections.ts';
import type { Documents } from './resources/documents.ts';
import { me } from './resources/me.ts';
import { type Parapheur, parapheur } from './resources/parapheur.ts';
import { signersCollections } from './resources/signers-collections.ts';
import { signersDocuments } from './resources/signers-documents.ts';
import type { Me } from './schemas/index.ts';

/** What signing needs of a page's client. */
export interface SigningClient extends PageSession {
  /** The collection of the session, and its refusal. */
  readonly collections: Pick<Collections, 'get' | 'refuse'>;
  /** The PDFs to read, and those that were signed. */
  readonly documents: Pick<Documents, 'download'>;
  /** What waits for the member of the session. */
  readonly parapheur: Parapheur;
  /** Acts of signing: open with what was read and the consent, send the code, sign. */
  readonly ceremonies: Ceremonies;
  /** Who acts: the firm with its credit in cents, and the member where the session is a member's. */
  readonly me: (options?: RequestOptions) => Promise<Me>;
}

/**
 * Makes the client of a page in which one only signs; it is what {@link createBrowserClient} makes with all that prepares
 * left out, and weighs less for it. The upload of an identity document (clients at advanced level) is left out too.
 */
export function createSigningClient(settings: BrowserClientSettings): SigningClient {
  const { send, page } = openPage(settings);
  return {
    ...page,
    collections: signersCollections(send),
    documents: signersDocuments(send),
    parapheur: parapheur(send),
    ceremonies: ceremonies(send),
    me: (options) => me(send, options),
  };
}
