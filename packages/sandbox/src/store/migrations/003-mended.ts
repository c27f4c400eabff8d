/** What a repeated bulk call has made already is found by the call and its line. */
export const mended = [
  `alter table collections add column creation_key text`,
  `create unique index collections_by_creation on collections (creation_key)`,
];
