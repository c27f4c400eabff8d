/** The platform's words for the wire's, as a refusal's pointers name them (`/signatories/0/name`). */
const words: Readonly<Record<string, string>> = {
  object: 'title',
  mailSender: 'senderName',
  notification: 'notifications',
  invitationMode: 'order',
  isHandwrittenSignatureActive: 'handwritten',
  level: 'order',
  signatureLevel: 'level',
  name: 'lastName',
  positions: 'placements',
  positionX: 'x',
  positionY: 'y',
  transactionId: 'collectionId',
  transactions: 'collections',
  fileId: 'documentId',
  files: 'documents',
  signatoryId: 'signerId',
  signatoryIds: 'signerIds',
};

/** Translates a JSON pointer from the wire's names to the SDK's. */
export const translatePointer = (pointer: string): string =>
  pointer
    .split('/')
    .map((name) => (Object.hasOwn(words, name) ? words[name] : name))
    .join('/');
