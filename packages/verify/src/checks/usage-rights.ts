import type { CryptoDoor } from '../crypto/crypto-door.ts';
import type { Notice } from '../finding-code.ts';
import type { OpenDocument } from '../pdf/open-document.ts';
import { findUsageRights } from '../pdf/signature-candidates.ts';
import { isName } from '../pdf/objects.ts';
import { checkByteRange } from './byte-range.ts';
import { checkSignatureValue } from './signature-value.ts';
import type { RangeHasher } from './signed-content.ts';

/**
 * Question: does the document grant usage rights (UR3), and do they hold? They are signed by a producer for a viewer and
 * are no signature of anybody: they weigh nothing in the conclusion (ISO 32000-2, 12.8.2.3).
 */
export async function checkUsageRights(
  document: OpenDocument,
  door: CryptoDoor,
  hasher: RangeHasher,
): Promise<Notice[]> {
  const notices: Notice[] = [];
  for (const candidate of findUsageRights(document)) {
    const { range, contents, sound } = checkByteRange(document, candidate);
    const subFilter = document.view.get(candidate.dict, 'SubFilter');
    const given = { subFilter: isName(subFilter) ? subFilter.value : null, certificates: [] };
    const value =
      range && contents && sound
        ? await checkSignatureValue(door, { ...given, contents }, hasher.contentOf(range))
        : null;
    const code = value?.integrity === 'intact' ? 'USAGE_RIGHTS' : 'USAGE_RIGHTS_BROKEN';
    notices.push({ code, ...(candidate.dict ? { offset: candidate.dict.start } : {}) });
  }
  return notices;
}
