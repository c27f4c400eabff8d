import { issueCertificate } from '../certificates.ts';
import { corpusFile, corpusJson, skipCorpus } from '../corpus.ts';
import { appendRevision, buildPdf, documentObjects, signPdf, stream, textField } from '../pdf-builder.ts';
import type { Original } from './run.ts';

/** Signed files of our own making: one signature; two; certified, then filled in; with validation data behind. */
export async function ownOriginals(): Promise<Original[]> {
  const signer = await issueCertificate({ commonName: 'Signer' });
  const plain = buildPdf(documentObjects({ fields: ['Signature1', 'Signature2'] }));
  const once = await signPdf(plain, signer);
  const second = { objectNumber: 51, fieldNumber: 21, fieldName: 'Signature2' };
  const certified = await signPdf(plain, signer, {
    dictionary:
      '/Reference[<</Type/SigRef/TransformMethod/DocMDP/TransformParams<</Type/TransformParams/P 2/V/1.2>>>>]',
    objects: { 1: '<</Type/Catalog/Pages 2 0 R/AcroForm 6 0 R/Perms<</DocMDP 50 0 R>>>>' },
  });
  const validation = appendRevision(once, {
    1: '<</Type/Catalog/Pages 2 0 R/AcroForm 6 0 R/DSS<</Certs[60 0 R]>>>>',
    60: stream('', 'a certificate'),
  });
  const files: Record<string, Uint8Array> = {
    'own/once': once,
    'own/twice': await signPdf(once, signer, second),
    'own/filled': appendRevision(certified, { 7: textField('yes') }),
    'own/validation': validation,
  };
  return Object.entries(files).map(([name, bytes]) => ({ name, bytes: () => bytes }));
}

/** The files of the shared corpus below 200 kB; none where it is not there. */
export function corpusOriginals(): Original[] {
  if (skipCorpus) return [];
  const files = corpusJson('manifest.json') as { file: string; bytes: number }[];
  return files
    .filter(({ bytes }) => bytes < 200_000)
    .map(({ file }) => ({ name: file, bytes: () => corpusFile(file) }));
}
