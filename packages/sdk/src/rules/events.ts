/** What the platform tells by webhook and in the event stream; each event carries the state of its resource. */
export const eventTypes = [
  'collection.launched',
  'collection.completed',
  'collection.refused',
  'collection.expired',
  'collection.cancelled',
  'collection.purged',
  'collection.reminded',
  'collection.reordered',
  'signer.invited',
  'signer.viewed',
  'signer.signed',
  'signer.refused',
  'signer.identity_changed',
  'signer.replaced',
  'credit.low',
  'member.delegations_changed',
  'certificate.expiring',
  'webhook.test',
] as const;
/** One of {@link eventTypes}. */
export type EventType = (typeof eventTypes)[number];
