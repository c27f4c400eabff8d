/**
 * The call of the SDK behind each operation: `client` is a back end's (`@jse/sdk/server`), `page` a page's
 * (`@jse/sdk/browser`), `handshake` that of `createHandshake`. Names in braces are parameters of the path.
 */
export const sdkCalls: Readonly<Record<string, string>> = {
  startHandshake: 'handshake.start({ … })',
  fetchTokens: 'handshake.fetch({idRequest})',
  revokeToken: 'client.tokens.revoke()',
  getMe: 'client.me()',
  listMembers: 'client.members.list()',
  replaceDelegations: 'client.members.setDelegations({memberId}, [ … ])',
  createEmbedCode: 'client.embedSessions.create({ … })',
  createSession: 'page.session()',
  deleteSession: 'page.close()',
  createTransaction: 'client.collections.create({ … })',
  listTransactions: 'client.collections.list({ … })',
  getTransaction: 'client.collections.get({transactionId})',
  updateTransaction: 'client.collections.update({transactionId}, { … })',
  uploadFile: 'client.documents.upload({transactionId}, {order}, file)',
  deleteFile: 'client.documents.remove({transactionId}, {fileId})',
  downloadFile: 'client.documents.download({transactionId}, {fileId})',
  createSignatory: 'client.signers.add({transactionId}, { … })',
  updateSignatory: 'client.signers.update({transactionId}, {signatoryId}, { … })',
  deleteSignatory: 'client.signers.remove({transactionId}, {signatoryId})',
  unlockSignatory: 'client.signers.unlock({transactionId}, {signatoryId})',
  replacePositions: 'client.placements.replace({transactionId}, [ … ])',
  prepareTransaction: 'client.collections.prepare({transactionId})',
  sendTransaction: 'client.collections.launch({transactionId})',
  cancelTransaction: 'client.collections.cancel({transactionId})',
  remindTransaction: 'client.collections.remind({transactionId})',
  reorderTransaction: 'client.collections.reorder({transactionId}, [ … ])',
  renewTransaction: 'client.collections.renew({transactionId})',
  getEstimate: 'client.collections.estimate({transactionId})',
  replaceSignatory: 'client.signers.replace({transactionId}, {signatoryId}, { … })',
  listParapheur: 'client.parapheur.list()',
  getCredit: 'client.credit.get()',
  updateCreditThreshold: 'client.credit.setThreshold(cents)',
  createTopUp: 'client.credit.topUp({ … })',
  createCreditNote: 'client.credit.creditNote({ … })',
  getStatement: 'client.credit.statement({ … })',
  downloadStatement: 'client.credit.statementCsv({ … })',
  listWebhooks: 'client.webhookEndpoints.list()',
  createWebhook: 'client.webhookEndpoints.create({ … })',
  getWebhook: 'client.webhookEndpoints.get({webhookId})',
  updateWebhook: 'client.webhookEndpoints.update({webhookId}, { … })',
  deleteWebhook: 'client.webhookEndpoints.remove({webhookId})',
  rotateWebhookSecret: 'client.webhookEndpoints.rotateSecret({webhookId})',
  testWebhook: 'client.webhookEndpoints.test({webhookId})',
  listWebhookDeliveries: 'client.webhookEndpoints.deliveries({webhookId})',
  replayWebhook: 'client.webhookEndpoints.replay({webhookId}, { … })',
  listEvents: 'client.events.list({ … })',
  refuseTransaction: 'page.collections.refuse({transactionId}, reason)',
  getEvidence: 'client.collections.evidence({transactionId})',
  createCeremony: 'page.ceremonies.open({ … })',
  getCeremony: 'page.ceremonies.get({ceremonyId})',
  sendCode: 'page.ceremonies.sendCode({ceremonyId})',
  signCeremony: 'page.ceremonies.sign({ceremonyId}, code)',
};

/** The expression for an operation with the parameters of a call; undefined where the SDK has no method for it. */
export function sdkCall(operationId: string, params: Readonly<Record<string, string>>): string | undefined {
  return sdkCalls[operationId]?.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name] ?? '…';
    return /^\d+$/.test(value) ? value : `'${value}'`;
  });
}
