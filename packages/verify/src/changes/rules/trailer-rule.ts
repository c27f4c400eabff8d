import { dictOf } from '../../pdf/objects.ts';
import { forEachReference } from '../reference-graph.ts';
import type { RuleContext } from './rule.ts';

/** Entries of trailers and cross-reference streams (ISO 32000-2, tables 15, 17, 19; TS 32004; LibreOffice's own). */
const known: ReadonlySet<string> = new Set([
  'Size',
  'Prev',
  'Root',
  'Encrypt',
  'Info',
  'ID',
  'XRefStm',
  'Type',
  'Index',
  'W',
  'Length',
  'Filter',
  'DecodeParms',
  'AuthCode',
  'AdditionalStreams',
  'DocChecksum',
]);

/** The trailer: encryption must stay as it is; /Info is metadata, /ID, /Size and /Prev are the file's bookkeeping. */
export function trailerRule(context: RuleContext): void {
  const { comparison } = context;
  const [encryptBefore, encryptAfter] = comparison.pair(comparison.before.trailer, comparison.after.trailer, 'Encrypt');
  if (!comparison.same(encryptBefore, encryptAfter)) context.note('ENCRYPTION_MODIFIED', 'other', 'trailer/Encrypt');
  const [infoBefore, infoAfter] = comparison.pair(comparison.before.trailer, comparison.after.trailer, 'Info');
  if (!comparison.same(infoBefore, infoAfter)) {
    context.note('METADATA_UPDATED', 'long-term-validation', 'trailer/Info');
  }
  unknownEntries(context);
}

/** An entry that no standard knows may lead a reader to any object, in ways that no rule here can follow. */
function unknownEntries(context: RuleContext): void {
  const { before, after } = context.comparison;
  for (const view of [before, after]) {
    for (const [key, value] of dictOf(view.trailer)?.entries ?? []) {
      if (known.has(key)) continue;
      let leadsSomewhere = false;
      forEachReference(value, () => (leadsSomewhere = true));
      if (leadsSomewhere) return context.doubt('TRAILER_ENTRY_UNKNOWN', `trailer/${key}`);
    }
  }
}
