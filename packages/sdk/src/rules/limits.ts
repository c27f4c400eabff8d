// What a page's schemas need of the limits, one by one, so that it does not carry the others.
/** Of a collection's title. */
export const objectLength = 45;
/** Of its message. */
export const messageLength = 4000;
/** Of the name that mails are sent under. */
export const mailSenderLength = 100;
/** Of the subject of mails. */
export const mailSubjectLength = 100;
/** Of the reason of a refusal. */
export const refusalReasonLength = 1000;
/** Of the full name of a PDF's own signature field. */
export const fieldNameLength = 500;

/** Limits of what the platform accepts; sizes in bytes, lengths in characters. Source: platform FAQ and observed wire contract. */
export const limits = {
  documentBytes: 10_000_000,
  documentsPerCollection: 50,
  objectLength,
  messageLength,
  mailSenderLength,
  mailSubjectLength,
  refusalReasonLength,
  bulkLines: 500,
  /** Of a directory file that is imported, and how many contacts it may hold. */
  importBytes: 5_000_000,
  importLines: 5000,
  /** Of the period of one statement of the credit. */
  statementDays: 366,
  /** Of the full name of a PDF's own signature field. */
  fieldNameLength,
  pageSize: { default: 20, max: 100 },
  digestsPerAuthorisation: 200,
} as const;
