import { PDF } from '@libpdf/core';
import { makeTestAuthority } from '../../packages/sandbox/src/certificates/authority.harness.ts';
import { prepareDocument, signField } from '../../packages/sandbox/src/signing/index.ts';
import { type Contender, interleave } from './interleave.ts';
import { largePdf } from './large-pdf.ts';
import type { BenchRow } from './rows.ts';

/** A visible signature of ours beside an invisible one of the bare engine, same file, same key, both B-B. */
export async function benchSigning(): Promise<BenchRow[]> {
  const authority = await makeTestAuthority();
  const signer = await authority.signer('expert', 'Alix Expert');
  const original = await largePdf();
  const placement = { page: 1, x: 60, y: 60, width: 200, height: 50 };
  const bytes = await prepareDocument(original, [{ name: 'bench', tooltip: 'Signature', placement }]);
  const at = new Date();
  const ours: Contender = {
    name: 'signField, visible',
    run: () =>
      signField({
        bytes,
        fieldName: 'bench',
        appearance: { kind: 'advanced', name: 'Alix Expert', at },
        name: 'Alix Expert',
        at,
        signer,
        level: 'B-B',
      }),
  };
  const bare: Contender = {
    name: '@libpdf/core, invisible',
    run: async () => {
      const pdf = await PDF.load(bytes);
      const libSigner = {
        certificate: signer.certificate,
        certificateChain: [...signer.chain],
        keyType: 'EC' as const,
        signatureAlgorithm: 'ECDSA' as const,
        sign: (data: Uint8Array) => signer.sign(data),
      };
      await pdf.sign({ signer: libSigner, fieldName: 'bench', level: 'B-B', signingTime: at });
    },
  };
  const medians = await interleave([ours, bare]);
  const floor = medians.get(bare.name) ?? 0;
  const megabytes = (bytes.length / 1e6).toFixed(1);
  return [ours, bare].map(({ name }) => ({
    what: `sign ${megabytes} MB, B-B`,
    who: name,
    ms: medians.get(name) ?? 0,
    ratio: (medians.get(name) ?? 0) / floor,
  }));
}
