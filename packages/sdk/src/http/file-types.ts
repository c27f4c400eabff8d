/** The media types of the files that the platform hands out; the contract's table, which names them, stays out of pages. */
export const fileTypes = ['application/pdf', 'application/zip', 'text/csv'] as const;
