import { certificatesOf, signerCertificateOf } from '../certificates/signed-data.ts';
import type { Dependencies } from '../dependencies.ts';
import { describe } from '../outbox/jobs.ts';
import { collectValidationData, type ValidationData } from '../signing/index.ts';
import { providersOf } from './providers.ts';

/**
 * What says today that the authorities of these timestamp tokens are not revoked, with their certificates. Where a
 * service does not answer there is less of it, and the checker says so: the evidence itself is handed out all the same.
 */
export async function validationOf(deps: Dependencies, tokens: readonly Uint8Array[]): Promise<ValidationData> {
  const { revocation, proofs } = providersOf(deps);
  const data: ValidationData = { certificates: [], ocspResponses: [], crls: [] };
  const ends = new Map<string, { readonly end: Uint8Array; readonly pool: readonly Uint8Array[] }>();
  for (const token of tokens) {
    const end = signerCertificateOf(token);
    if (end) ends.set(String(end), { end, pool: [...certificatesOf(token), deps.pki.rootCertificate] });
  }
  for (const { end, pool } of ends.values()) {
    try {
      const options = { revoked: 'kept', proofs, at: deps.clock.now() } as const;
      const found = await collectValidationData([end], pool, revocation, options);
      data.certificates.push(...found.certificates);
      data.ocspResponses.push(...found.ocspResponses);
      data.crls.push(...found.crls);
    } catch (error) {
      deps.log({ event: 'evidence.validation-missing', level: 'warn', error: describe(error) });
    }
  }
  return data;
}
