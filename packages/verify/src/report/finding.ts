import * as z from 'zod/mini';

/** How a finding weighs: an error decides the verdict, a warning a reader must see, info explains. */
export const Severity = z.enum(['error', 'warning', 'info']);
/** How a finding weighs. */
export type Severity = z.infer<typeof Severity>;

/** A sentence in French and in English. */
export const Sentence = z.object({ fr: z.string(), en: z.string() });
/** A sentence in French and in English. */
export type Sentence = z.infer<typeof Sentence>;

/** One thing the verifier noticed: a stable code, a sentence in French and English, a byte offset where one is meant. */
export const Finding = z.object({
  code: z.string(),
  severity: Severity,
  message: Sentence,
  offset: z.optional(z.int()),
});
/** One thing the verifier noticed. */
export type Finding = z.infer<typeof Finding>;
