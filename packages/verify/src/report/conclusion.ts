import type { Conclusion, SignatureReport } from './verification-report.ts';

/**
 * The file's conclusion from its signatures, the worst first: a broken signature, one that does not cover what is
 * shown, one that can't be judged.
 */
export function concludeFile(signatures: readonly SignatureReport[], complete: boolean): Conclusion {
  if (signatures.length === 0) return complete ? 'unsigned' : 'undetermined';
  if (signatures.some((signature) => signature.integrity === 'broken')) return 'broken';
  const covers = ({ coverage }: SignatureReport) => coverage === 'whole-file' || coverage === 'whole-revision';
  if (signatures.some((signature) => !covers(signature) || signature.laterChanges === 'forbidden')) return 'modified';
  const judged = signatures.every((signature) => {
    return signature.integrity === 'intact' && signature.laterChanges !== 'undetermined';
  });
  return judged && complete ? 'intact' : 'undetermined';
}
