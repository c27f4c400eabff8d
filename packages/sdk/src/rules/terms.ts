/** The terms (CGU) of the platform: accepted firm by firm, by an expert, anew at each version. */
export const terms = { version: '2026-11' } as const;
