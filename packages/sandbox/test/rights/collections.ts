import { edit, form, guarded, read, type Right } from './kinds.ts';

/** Collections from draft to evidence. */
export const collectionRights: Readonly<Record<string, Right>> = {
  createTransaction: {
    needs: 'prepare',
    attempt: () => ({ body: { object: 'Essai' } }),
    harmless: () => ({ body: {} }),
    allowed: [400, 'validation_failed'],
  },
  listTransactions: read(() => ({})),
  getTransaction: read(({ running }) => ({ params: { transactionId: running } }), 'collection'),
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
    scoped: 'collection',
  },
  reorderTransaction: guarded('prepare', ({ running, client, seal }) => ({
    params: { transactionId: running },
    body: { signatoryIds: [seal, client] },
  })),
  replaceSignatory: guarded('launch', ({ running, client }) => ({
    params: { transactionId: running, signatoryId: client },
    body: { name: 'X', firstName: 'Y', email: 'x@client.example', phone: '+33639980099' },
  })),
  downloadFile: read(
    ({ running, document }) => ({ params: { transactionId: running, fileId: document } }),
    'collection',
  ),
  getEvidence: read(({ running }) => ({ params: { transactionId: running } }), 'collection'),
  renewTransaction: {
    needs: 'launch',
    attempt: ({ running }) => ({ params: { transactionId: running } }),
    harmless: ({ running }) => ({ params: { transactionId: running } }),
    allowed: [409, 'state_conflict'],
    scoped: 'collection',
  },
  getEstimate: { ...read(({ draft }) => ({ params: { transactionId: draft } }), 'collection'), on: 'draft' },
};
