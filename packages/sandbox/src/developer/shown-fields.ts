/**
 * Members of a body that the console may show with their values; every other one is shown as dots, so that a member
 * added later is hidden until somebody lists it here. Codes, tokens, addresses, phones and secrets are not listed.
 */
export const shownFields: ReadonlySet<string> = new Set([
  'accepted',
  'amountCents',
  'archived',
  'boughtDays',
  'company',
  'confirm',
  'consent',
  'copyRecipients',
  'definition',
  'delegations',
  'documents',
  'enabled',
  'eventId',
  'externalId',
  'field',
  'fileId',
  'files',
  'from',
  'generate_hmac',
  'id',
  'invitationMode',
  'label',
  'isHandwrittenSignatureActive',
  'language',
  'level',
  'limit',
  'lines',
  'locked',
  'lowCreditCents',
  'mailSender',
  'mailSubject',
  'memberId',
  'message',
  'notification',
  'object',
  'order',
  'origins',
  'page',
  'party',
  'positionX',
  'positionY',
  'positions',
  'prepare',
  'priceCents',
  'purpose',
  'reason',
  'serial',
  'reminderEveryDays',
  'role',
  'roles',
  'sha256',
  'signatoryId',
  'signatoryIds',
  'signatories',
  'signatureLevel',
  'signatureRequirementMode',
  'since',
  'size',
  'state',
  'templateId',
  'text',
  'to',
  'transactionId',
  'transactionIds',
  'transactions',
  'types',
  'unusedDays',
  'version',
  'withoutLogo',
]);

const dots = '•••';
const deepest = 6;
const longest = 200;

/** A JSON value with every member that is not listed replaced by dots; cut where it is deep or long. */
export function redact(value: unknown, depth = 0): unknown {
  if (depth > deepest) return '…';
  if (Array.isArray(value)) {
    const items = value.slice(0, 20).map((item) => redact(item, depth + 1));
    return value.length > 20 ? [...items, '…'] : items;
  }
  if (typeof value === 'string') return value.length > longest ? `${value.slice(0, longest)}…` : value;
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).slice(0, 60);
  return Object.fromEntries(
    members.map(([name, member]) => [name.slice(0, 60), shownFields.has(name) ? redact(member, depth + 1) : dots]),
  );
}
