import { consented, read, type Right } from './kinds.ts';

const sides = (both: boolean) => () => {
  const data = new FormData();
  for (const side of both ? ['front', 'back'] : ['front']) data.set(side, new File(['x'], `${side}.png`));
  return data;
};

/** What is done in the name of a signer, and for him. */
export const actRights: Readonly<Record<string, Right>> = {
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
    scoped: 'collection',
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
    scoped: 'collection',
  },
  signCeremony: {
    needs: null,
    attempt: ({ ceremony }) => ({ params: { ceremonyId: ceremony }, body: { code: '000000' } }),
    harmless: ({ ceremony }) => ({ params: { ceremonyId: ceremony }, body: { code: 'x' } }),
    allowed: [400, 'validation_failed'],
    scoped: 'collection',
  },
  refuseTransaction: {
    needs: null,
    attempt: ({ running }) => ({ params: { transactionId: running }, body: { reason: 'Non' } }),
    harmless: ({ running }) => ({ params: { transactionId: running }, body: { reason: '' } }),
    allowed: [400, 'validation_failed'],
    scoped: 'collection',
  },
  unlockSignatory: {
    needs: 'expert',
    attempt: ({ running, client }) => ({ params: { transactionId: running, signatoryId: client } }),
    harmless: ({ running }) => ({ params: { transactionId: running, signatoryId: 'sig_nobody' } }),
    allowed: [404, 'not_found'],
    scoped: 'collection',
  },
  submitIdentity: {
    needs: null,
    attempt: ({ running, client }) => ({ params: { transactionId: running, signatoryId: client }, form: sides(true) }),
    harmless: ({ running, client }) => ({
      params: { transactionId: running, signatoryId: client },
      form: sides(false),
    }),
    allowed: [400, 'validation_failed'],
    scoped: 'collection',
  },
  getIdentity: read(
    ({ running, client }) => ({ params: { transactionId: running, signatoryId: client } }),
    'collection',
  ),
};
