import { consent, type Delegation } from '@jse/sdk/rules';

/** The ids of the firm in which the matrix is tried. */
export interface Known {
  readonly draft: string;
  readonly running: string;
  readonly document: string;
  readonly draftDocument: string;
  readonly client: string;
  readonly draftClient: string;
  readonly seal: string;
  readonly member: string;
  readonly ceremony: string;
  readonly webhook: string;
  readonly contact: string;
  readonly template: string;
  /** A member who calls nothing himself, and a token of his. */
  readonly bystander: string;
  readonly token: string;
  readonly origin: string;
  readonly pdf: Uint8Array<ArrayBuffer>;
}
/** A call as the matrix makes it. */
export interface Probe {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly form?: () => FormData;
  readonly ifMatch?: string;
}
/** What an operation asks for beyond what the contract says of it, and how it is tried. */
export interface Right {
  /** The contract's `delegation`, or what stands in the operation's own rules; `expert` is the expert's alone. */
  readonly needs: Delegation | 'expert' | null;
  /** A call that would change something (or tell something) if it were let through. */
  readonly attempt: (known: Known) => Probe;
  /** The same call in a form that is refused after the authorisation, or that may be repeated: for whoever is allowed. */
  readonly harmless: (known: Known) => Probe;
  /** Status and code of the harmless one. */
  readonly allowed: readonly [status: number, code?: string];
  /** The call ends the token or session in use. */
  readonly ends?: 'user' | 'session';
  /** What the call names belongs to one firm, or to one collection of it: others find nothing. */
  readonly scoped?: 'firm' | 'collection';
  /** The collection that the call is about, and for which the sessions are: the running one unless it says otherwise. */
  readonly on?: 'draft';
}

const stale = '"v999999999"';
/** A consent as it must be. */
export const consented = { accepted: true, text: consent.fr, version: consent.version, language: 'fr' };

/** An operation on a collection that takes If-Match: a stale one shows that everything before it was passed. */
export const guarded = (
  needs: Right['needs'],
  attempt: Right['attempt'],
  harmless: Right['harmless'] = (known) => ({ ...attempt(known), ifMatch: stale }),
): Right => ({ needs, attempt, harmless, allowed: [412, 'precondition_failed'], scoped: 'collection' });

/** The same on the draft. */
export const edit = (...given: Parameters<typeof guarded>): Right => ({ ...guarded(...given), on: 'draft' });

/** An operation on something of the firm's by its id: an unknown one shows that everything before it was passed. */
export const owned = (needs: Right['needs'], name: string, attempt: Right['attempt']): Right => ({
  needs,
  attempt,
  harmless: (known) => {
    const probe = attempt(known);
    return { ...probe, params: { ...probe.params, [name]: 'x_nobody' } };
  },
  allowed: [404, 'not_found'],
  scoped: 'firm',
});

/** What only reads: whoever may has it. */
export const read = (attempt: Right['attempt'], scoped?: Right['scoped']): Right => ({
  needs: null,
  attempt,
  harmless: attempt,
  allowed: [200],
  ...(scoped ? { scoped } : {}),
});

/** The form of an upload. */
export const form = (known: Known) => () => {
  const data = new FormData();
  data.set('file', new File([known.pdf], 'x.pdf', { type: 'application/pdf' }));
  return data;
};

/** Somebody who may be added. */
export const someone = { name: 'X', firstName: 'Y', email: 'x@client.example', phone: '+33639980099' };
/** A template that the matrix makes, and tries to change. */
export const definition = {
  name: 'Modèle',
  object: 'Modèle',
  roles: [{ role: 'client', label: 'Client', party: 'client', signatureLevel: 'simple' }],
};
/** The form of an import. */
export const csv = (dryRun: string) => () => {
  const data = new FormData();
  data.set('file', new File(['Nom;Prénom;E-mail;Mobile\r\nX;Y;x@client.example;+33639980099\r\n'], 'x.csv'));
  data.set('dryRun', dryRun);
  return data;
};
