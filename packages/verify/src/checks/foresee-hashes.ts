import { Asn1Fault } from '../asn1/tlv.ts';
import { parseSignedData } from '../cms/signed-data.ts';
import { parseTimestampInfo } from '../cms/timestamp.ts';
import type { HashName } from '../crypto/algorithms.ts';
import { UnsupportedAlgorithm } from '../crypto/public-key.ts';
import { LimitError } from '../pdf/budget.ts';
import { isDict, isName } from '../pdf/objects.ts';
import type { PdfView } from '../pdf/pdf-view.ts';
import { byteRangeOf, contentsOf, gapIsContents } from '../pdf/signature-candidates.ts';
import { listSignatureFields } from '../pdf/signature-fields.ts';
import { hashOf } from '../x509/algorithm-identifier.ts';
import type { ForeseenHash, RangeHasher } from './signed-content.ts';

/**
 * Begins to hash what the signatures of the newest revision cover, while the rest of the file is looked through.
 * Concludes nothing: a signature that is not foreseen, or wrongly, only takes longer.
 */
export function foreseeHashes(view: PdfView, hasher: RangeHasher): void {
  const foreseen: ForeseenHash[] = [];
  try {
    for (const { value } of listSignatureFields(view)) {
      const dict = view.resolve(value);
      if (!isDict(dict)) continue;
      const contents = contentsOf(dict);
      const range = byteRangeOf({ view }, dict);
      if (!contents || range?.length !== 4 || range[0] !== 0 || !gapIsContents(range, contents)) continue;
      const end = (range[2] as number) + (range[3] as number);
      if (!(end <= view.file.bytes.length && (range[3] as number) > 0)) continue;
      const subFilter = view.get(dict, 'SubFilter');
      const hash = hashNeeded(isName(subFilter) ? subFilter.value : '', contents.bytes);
      if (hash) foreseen.push({ range, hash });
    }
    hasher.begin(foreseen);
  } catch (error) {
    // The same limit is met again where it is told.
    if (!(error instanceof LimitError)) throw error;
  }
}

/** The hash by which the covered bytes are compared; null where the value is made over the bytes themselves. */
function hashNeeded(subFilter: string, contents: Uint8Array): HashName | null {
  if (subFilter === 'adbe.pkcs7.sha1') return 'SHA-1';
  if (subFilter === 'adbe.x509.rsa_sha1') return null;
  try {
    const data = parseSignedData(contents);
    if (subFilter === 'ETSI.RFC3161') return data.content ? parseTimestampInfo(data.content).hash : null;
    const [signer] = data.signerInfos;
    return signer?.signedAttributes ? hashOf(signer.digestAlgorithm) : null;
  } catch (error) {
    if (error instanceof Asn1Fault || error instanceof UnsupportedAlgorithm) return null;
    throw error;
  }
}
