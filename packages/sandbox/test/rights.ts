import type { Operation } from '@jse/sdk/contract';
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
  /** What the call names belongs to one firm and one collection: others find nothing. */
  readonly scoped?: boolean;
  /** The collection that the call is about, and for which the sessions are: the running one unless it says otherwise. */
  readonly on?: 'draft';
}

const stale = '"v999999999"';
const consented = { accepted: true, text: consent.fr, version: consent.version, language: 'fr' };

/** An operation on a collection that takes If-Match: a stale one shows that everything before it was passed. */
const guarded = (
  needs: Right['needs'],
  attempt: Right['attempt'],
  harmless: Right['harmless'] = (known) => ({ ...attempt(known), ifMatch: stale }),
): Right => ({ needs, attempt, harmless, allowed: [412, 'precondition_failed'], scoped: true });

const edit = (...given: Parameters<typeof guarded>): Right => ({ ...guarded(...given), on: 'draft' });

/** An operation on something of the firm's by its id: an unknown one shows that everything before it was passed. */
const owned = (needs: Right['needs'], name: string, attempt: Right['attempt']): Right => ({
  needs,
  attempt,
  harmless: (known) => {
    const probe = attempt(known);
    return { ...probe, params: { ...probe.params, [name]: 'x_nobody' } };
  },
  allowed: [404, 'not_found'],
  scoped: true,
});

const read = (attempt: Right['attempt'], scoped = false): Right => ({
  needs: null,
  attempt,
  harmless: attempt,
  allowed: [200],
  scoped,
});

const form = (known: Known) => () => {
  const data = new FormData();
  data.set('file', new File([known.pdf], 'x.pdf', { type: 'application/pdf' }));
  return data;
};

/** One entry for each operation of the contract. A new operation without one fails the matrix. */
export const rights: Readonly<Record<Operation['id'], Right>> = {
  startHandshake: {
    needs: null,
    attempt: ({ origin }) => ({
      params: { idRequest: 'A'.repeat(30), hmac: '0'.repeat(64) },
      query: { ts: '0' },
      body: { success_url: `${origin}/back`, generate_hmac: true },
    }),
    harmless: (known) => rights['startHandshake']?.attempt(known) ?? {},
    allowed: [400, 'hmac_invalid'],
  },
  fetchTokens: {
    needs: null,
    attempt: () => ({ params: { idRequest: 'A'.repeat(30), hmac: '0'.repeat(64) }, query: { ts: '0' } }),
    harmless: (known) => rights['fetchTokens']?.attempt(known) ?? {},
    allowed: [400, 'hmac_invalid'],
  },
  revokeToken: { needs: null, attempt: () => ({}), harmless: () => ({}), allowed: [200], ends: 'user' },
  getMe: read(() => ({})),
  listMembers: read(() => ({})),
  replaceDelegations: {
    needs: 'expert',
    attempt: ({ member }) => ({ params: { memberId: member }, body: { delegations: [] } }),
    harmless: () => ({ params: { memberId: 'mem_nobody' }, body: { delegations: [] } }),
    allowed: [404, 'not_found'],
    scoped: true,
  },
  createEmbedCode: {
    needs: null,
    attempt: ({ running, origin }) => ({ body: { purpose: 'follow', transactionId: running, origins: [origin] } }),
    harmless: ({ running }) => ({ body: { purpose: 'follow', transactionId: running, origins: [] } }),
    allowed: [400, 'validation_failed'],
    scoped: true,
  },
  createSession: {
    needs: null,
    attempt: () => ({ body: { code: 'x' } }),
    harmless: () => ({ body: {} }),
    allowed: [400, 'validation_failed'],
  },
  deleteSession: { needs: null, attempt: () => ({}), harmless: () => ({}), allowed: [200], ends: 'session' },
  createTransaction: {
    needs: 'prepare',
    attempt: () => ({ body: { object: 'Essai' } }),
    harmless: () => ({ body: {} }),
    allowed: [400, 'validation_failed'],
  },
  listTransactions: read(() => ({})),
  getTransaction: read(({ running }) => ({ params: { transactionId: running } }), true),
  updateTransaction: edit('prepare', ({ draft }) => ({
    params: { transactionId: draft },
    body: { object: 'Autre' },
  })),
  uploadFile: edit('prepare', (known) => ({
    params: { transactionId: known.draft, order: '2' },
    form: form(known),
  })),
  deleteFile: edit('prepare', ({ draft, draftDocument }) => ({
    params: { transactionId: draft, fileId: draftDocument },
  })),
  createSignatory: edit('prepare', ({ draft }) => ({
    params: { transactionId: draft },
    body: { level: 9, name: 'X', firstName: 'Y', email: 'x@client.example', phone: '+33639980099' },
  })),
  updateSignatory: edit('prepare', ({ draft, draftClient }) => ({
    params: { transactionId: draft, signatoryId: draftClient },
    body: { name: 'Autre' },
  })),
  deleteSignatory: edit('prepare', ({ draft, draftClient }) => ({
    params: { transactionId: draft, signatoryId: draftClient },
  })),
  replacePositions: edit('prepare', ({ draft }) => ({ params: { transactionId: draft }, body: { positions: [] } })),
  prepareTransaction: edit('prepare', ({ draft }) => ({ params: { transactionId: draft } })),
  sendTransaction: edit('launch', ({ draft }) => ({ params: { transactionId: draft } })),
  cancelTransaction: guarded('launch', ({ running }) => ({ params: { transactionId: running } })),
  remindTransaction: {
    needs: 'launch',
    attempt: ({ running }) => ({ params: { transactionId: running } }),
    harmless: ({ running }) => ({ params: { transactionId: running } }),
    allowed: [200],
    scoped: true,
  },
  reorderTransaction: guarded('prepare', ({ running, client, seal }) => ({
    params: { transactionId: running },
    body: { signatoryIds: [seal, client] },
  })),
  replaceSignatory: guarded('launch', ({ running, client }) => ({
    params: { transactionId: running, signatoryId: client },
    body: { name: 'X', firstName: 'Y', email: 'x@client.example', phone: '+33639980099' },
  })),
  unlockSignatory: {
    needs: 'expert',
    attempt: ({ running, client }) => ({ params: { transactionId: running, signatoryId: client } }),
    harmless: ({ running }) => ({ params: { transactionId: running, signatoryId: 'sig_nobody' } }),
    allowed: [404, 'not_found'],
    scoped: true,
  },
  refuseTransaction: {
    needs: null,
    attempt: ({ running }) => ({ params: { transactionId: running }, body: { reason: 'Non' } }),
    harmless: ({ running }) => ({ params: { transactionId: running }, body: { reason: '' } }),
    allowed: [400, 'validation_failed'],
    scoped: true,
  },
  downloadFile: read(({ running, document }) => ({ params: { transactionId: running, fileId: document } }), true),
  getEvidence: read(({ running }) => ({ params: { transactionId: running } }), true),
  renewTransaction: {
    needs: 'launch',
    attempt: ({ running }) => ({ params: { transactionId: running } }),
    harmless: ({ running }) => ({ params: { transactionId: running } }),
    allowed: [409, 'state_conflict'],
    scoped: true,
  },
  listParapheur: read(() => ({})),
  createCeremony: {
    needs: null,
    attempt: ({ running, document }) => ({
      body: {
        transactions: [{ transactionId: running, files: [{ id: document, sha256: '0'.repeat(64) }] }],
        consent: consented,
      },
    }),
    harmless: () => ({ body: { transactions: [], consent: consented } }),
    allowed: [400, 'validation_failed'],
    scoped: true,
  },
  getCeremony: {
    ...read(({ ceremony }) => ({ params: { ceremonyId: ceremony } })),
    harmless: () => ({ params: { ceremonyId: 'cer_nobody' } }),
    allowed: [404, 'not_found'],
  },
  sendCode: {
    needs: null,
    attempt: ({ ceremony }) => ({ params: { ceremonyId: ceremony } }),
    harmless: () => ({ params: { ceremonyId: 'cer_nobody' } }),
    allowed: [404, 'not_found'],
    scoped: true,
  },
  signCeremony: {
    needs: null,
    attempt: ({ ceremony }) => ({ params: { ceremonyId: ceremony }, body: { code: '000000' } }),
    harmless: ({ ceremony }) => ({ params: { ceremonyId: ceremony }, body: { code: 'x' } }),
    allowed: [400, 'validation_failed'],
    scoped: true,
  },
  listEvents: read(() => ({})),
  listWebhooks: read(() => ({})),
  createWebhook: {
    needs: null,
    attempt: () => ({ body: { url: 'https://hooks.example/x', types: ['collection.launched'] } }),
    harmless: () => ({ body: {} }),
    allowed: [400, 'validation_failed'],
  },
  getWebhook: owned(null, 'webhookId', ({ webhook }) => ({ params: { webhookId: webhook } })),
  updateWebhook: owned(null, 'webhookId', ({ webhook }) => ({
    params: { webhookId: webhook },
    body: { types: ['collection.refused'] },
  })),
  deleteWebhook: owned(null, 'webhookId', ({ webhook }) => ({ params: { webhookId: webhook } })),
  rotateWebhookSecret: owned(null, 'webhookId', ({ webhook }) => ({ params: { webhookId: webhook } })),
  testWebhook: owned(null, 'webhookId', ({ webhook }) => ({ params: { webhookId: webhook } })),
  listWebhookDeliveries: owned(null, 'webhookId', ({ webhook }) => ({ params: { webhookId: webhook } })),
  replayWebhook: owned(null, 'webhookId', ({ webhook }) => ({
    params: { webhookId: webhook },
    body: { since: '2020-01-01T00:00:00Z' },
  })),
  getEstimate: { ...read(({ draft }) => ({ params: { transactionId: draft } }), true), on: 'draft' },
  getCredit: read(() => ({})),
  updateCreditThreshold: {
    needs: 'expert',
    attempt: () => ({ body: { lowCreditCents: 123 } }),
    harmless: () => ({ body: { lowCreditCents: 500 } }),
    allowed: [200],
  },
  createTopUp: {
    needs: 'expert',
    attempt: () => ({ body: { amountCents: 1, reference: 'matrix' } }),
    harmless: () => ({ body: {} }),
    allowed: [400, 'validation_failed'],
  },
  createCreditNote: {
    needs: null,
    attempt: () => ({ body: { keyNumber: 'matrix', priceCents: 100, boughtDays: 10, unusedDays: 5 } }),
    harmless: () => ({ body: {} }),
    allowed: [400, 'validation_failed'],
  },
  getStatement: read(() => ({ query: { from: '2026-01-01', to: '2026-02-01' } })),
  downloadStatement: read(() => ({ query: { from: '2026-01-01', to: '2026-02-01' } })),
};
