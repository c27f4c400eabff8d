/** Limits of what the platform accepts; sizes in bytes, lengths in characters. Source: platform FAQ and observed wire contract. */
export const limits = {
  documentBytes: 10_000_000,
  documentsPerCollection: 50,
  objectLength: 45,
  messageLength: 4000,
  mailSenderLength: 100,
  mailSubjectLength: 100,
  refusalReasonLength: 1000,
  bulkLines: 500,
  /** Of a directory file that is imported, and how many contacts it may hold. */
  importBytes: 5_000_000,
  importLines: 5000,
  /** Of the period of one statement of the credit. */
  statementDays: 366,
  /** Of the full name of a PDF's own signature field. */
  fieldNameLength: 500,
  pageSize: { default: 20, max: 100 },
  digestsPerAuthorisation: 200,
} as const;
