import type { RuleContext } from './rule.ts';

/** The trailer: encryption must stay as it is; /Info is metadata, /ID, /Size and /Prev are the file's bookkeeping. */
export function trailerRule(context: RuleContext): void {
  const { comparison } = context;
  const [encryptBefore, encryptAfter] = comparison.pair(comparison.before.trailer, comparison.after.trailer, 'Encrypt');
  if (!comparison.same(encryptBefore, encryptAfter)) context.note('ENCRYPTION_MODIFIED', 'other', 'trailer/Encrypt');
  const [infoBefore, infoAfter] = comparison.pair(comparison.before.trailer, comparison.after.trailer, 'Info');
  if (!comparison.same(infoBefore, infoAfter)) {
    context.note('METADATA_UPDATED', 'long-term-validation', 'trailer/Info');
  }
}
