import { verifyPdf } from '@jse/verify';
import { makeTestAuthority } from '../../packages/sandbox/src/certificates/authority.harness.ts';
import { makeDocument } from '../../packages/sandbox/src/signing/documents.harness.ts';
import { prepareDocument, signField } from '../../packages/sandbox/src/signing/index.ts';
import { type Contender, interleave } from './interleave.ts';
import type { BenchRow } from './rows.ts';

/**
 * Verification of a B-LTA file with its full path, revocation and timestamps, beside the floor of it: as many ECDSA
 * signatures as it holds at least (signer, two certificates, two tokens, their evidence), verified by WebCrypto alone.
 */
export async function benchVerifyingArchived(): Promise<BenchRow[]> {
  const authority = await makeTestAuthority();
  const bytes = await signField({
    bytes: await prepareDocument(await makeDocument(), [{ name: 'one', tooltip: 'one', placement: null }]),
    fieldName: 'one',
    appearance: null,
    name: 'one',
    at: new Date(),
    signer: await authority.signer('expert', 'Jean Dupont'),
    level: 'B-LTA',
    timestamp: authority.timestamp,
    revocation: authority.revocation,
  });
  const options = { trustAnchors: [authority.root.certificate] };
  const { verdict } = await verifyPdf(bytes, options);
  if (verdict.indication !== 'TOTAL-PASSED') throw new Error(`the file of the bench is ${verdict.indication}`);
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
  const value = await crypto.subtle.sign(algorithm, pair.privateKey, bytes.slice(0, 500));
  const ours: Contender = { name: 'verifyPdf', run: () => verifyPdf(bytes, options) };
  const floor: Contender = {
    name: 'WebCrypto, 10 ECDSA P-256 signatures',
    run: async () => {
      for (let count = 0; count < 10; count++)
        await crypto.subtle.verify(algorithm, pair.publicKey, value, bytes.slice(0, 500));
    },
  };
  // What "after warm-up" means: V8 has compiled what these runs need; from about the hundredth on the time stays.
  for (let warm = 0; warm < 200; warm++) await ours.run();
  const medians = await interleave([ours, floor]);
  const limit = medians.get(floor.name) ?? 0;
  return [ours, floor].map(({ name }) => {
    const ms = medians.get(name) ?? 0;
    return { what: 'verify a B-LTA file (path, revocation, timestamps)', who: name, ms, ratio: ms / limit };
  });
}
