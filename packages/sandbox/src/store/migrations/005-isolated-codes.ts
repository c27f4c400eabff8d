/** Where an editor's signers enter their codes, and which ceremonies were opened in the platform's own frame. */
export const isolatedCodes = [
  `alter table editors add column code_entry text not null default 'by-level'`,
  `alter table ceremonies add column isolated boolean not null default false`,
];
