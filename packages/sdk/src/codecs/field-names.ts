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

/** Translates a JSON pointer (on the wire a URI fragment, `#/object`) from the wire's names to the SDK's (`/title`). */
export const translatePointer = (pointer: string): string =>
  decodeFragment(pointer)
    .split('/')
    .map((name) => (Object.hasOwn(words, name) ? words[name] : name))
    .join('/');

function decodeFragment(pointer: string): string {
  if (!pointer.startsWith('#')) return pointer;
  try {
    return decodeURIComponent(pointer.slice(1));
  } catch {
    return pointer.slice(1);
  }
}
