/** What a repeated bulk call has made already is found by the call and its line. */
export const mended = [
  `alter table collections add column creation_key text`,
  `create unique index collections_by_creation on collections (creation_key)`,
  // Of the messages sent before nobody knows whose they are: no firm's to hand out, and gone after a month.
  `alter table messages add column firm_id text`,
  `create index messages_by_recipient on messages (firm_id, lower(recipient))`,
];
