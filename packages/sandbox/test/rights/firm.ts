import { csv, definition, form, guarded, owned, read, someone, type Right } from './kinds.ts';

/** What belongs to the firm: money, contacts, templates, events, webhooks. */
export const firmRights: Readonly<Record<string, Right>> = {
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
  listContacts: read(() => ({})),
  createContact: {
    needs: 'prepare',
    attempt: () => ({ body: { ...someone } }),
    harmless: () => ({ body: {} }),
    allowed: [400, 'validation_failed'],
  },
  getContact: read(({ contact }) => ({ params: { contactId: contact } }), 'firm'),
  updateContact: guarded('prepare', ({ contact }) => ({ params: { contactId: contact }, body: { company: 'Autre' } })),
  deleteContact: guarded('prepare', ({ contact }) => ({ params: { contactId: contact } })),
  importContacts: {
    needs: 'prepare',
    attempt: () => ({ form: csv('false') }),
    harmless: () => ({ form: csv('peut-être') }),
    allowed: [400, 'validation_failed'],
  },
  exportContacts: read(() => ({})),
  listTemplates: read(() => ({})),
  getTemplate: read(({ template }) => ({ params: { templateId: template } }), 'firm'),
  createTemplate: {
    needs: 'prepare',
    attempt: () => ({ body: definition }),
    harmless: () => ({ body: {} }),
    allowed: [400, 'validation_failed'],
  },
  replaceTemplate: guarded('prepare', ({ template }) => ({
    params: { templateId: template },
    body: { ...definition, name: 'Autre' },
  })),
  deleteTemplate: guarded('prepare', ({ template }) => ({ params: { templateId: template } })),
  uploadTemplateFile: guarded('prepare', (known) => ({
    params: { templateId: known.template, order: '1' },
    form: form(known),
  })),
  createFromTemplate: {
    needs: 'prepare',
    attempt: ({ template }) => ({
      params: { templateId: template },
      body: { roles: [{ role: 'client', ...someone }] },
    }),
    harmless: ({ template }) => ({ params: { templateId: template }, body: {} }),
    allowed: [400, 'validation_failed'],
    scoped: 'firm',
  },
  createBulk: {
    needs: 'prepare',
    attempt: ({ template }) => ({
      params: { templateId: template },
      body: { lines: [{ roles: [{ role: 'client', ...someone }] }] },
    }),
    harmless: ({ template }) => ({ params: { templateId: template }, body: { lines: [] } }),
    allowed: [400, 'validation_failed'],
    scoped: 'firm',
  },
};
