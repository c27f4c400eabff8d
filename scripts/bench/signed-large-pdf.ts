import { makeTestAuthority } from '../../packages/sandbox/src/certificates/authority.harness.ts';
import { prepareDocument, signField } from '../../packages/sandbox/src/signing/index.ts';
import { largePdf } from './large-pdf.ts';

/** A large PDF with three signatures, how much each of them covers, and the certificate to trust. */
export async function signedLargePdf() {
  const authority = await makeTestAuthority();
  const names = ['one', 'two', 'three'];
  let bytes = await prepareDocument(
    await largePdf(),
    names.map((name) => ({ name, tooltip: name, placement: null })),
  );
  const covered: number[] = [];
  for (const fieldName of names) {
    const signer = await authority.signer('expert', fieldName);
    bytes = await signField({
      bytes,
      fieldName,
      appearance: null,
      name: fieldName,
      at: new Date(),
      signer,
      level: 'B-B',
    });
    covered.push(bytes.length);
  }
  return { bytes, covered, anchor: authority.root.certificate };
}
