import { fileKinds } from '@jse/sdk/contract';
import { fromHex } from '../../certificates/bytes.ts';
import { sha256Hex, toBase64 } from '../../crypto.ts';
import type { Dependencies } from '../../dependencies.ts';
import type { Row } from '../../store/tables.ts';
import { type Collection, collectionRow } from '../collection.ts';
import { appendEvidence } from '../evidence.ts';
import { snapshotOf } from '../evidence-bundle.ts';
import { signerName } from '../letters.ts';
import { makeAttestation } from './attestation.ts';
import { fileName } from './file-name.ts';

/** The attestation of a signer as a download, noted in the evidence. `state_conflict` where he has not signed. */
export async function attestationResponse(
  deps: Dependencies,
  { row }: Collection,
  signer: Row<'signers'>,
  by: string,
): Promise<Response> {
  const { collection, evidence } = await snapshotOf(deps, row.id);
  const bytes = new Uint8Array(await makeAttestation(deps, collection, signer, evidence));
  const sha256 = await sha256Hex(bytes);
  await deps.db.transaction().execute(async (db) => {
    await collectionRow(db, collection.row.id, true);
    const data = { attested: signer.id, sha256 };
    await appendEvidence(db, deps.clock, collection.row.id, 'attestation.downloaded', by, data);
  });
  return new Response(bytes, {
    headers: {
      'content-type': fileKinds.pdf,
      'content-disposition': `attachment; filename="attestation-${fileName(signerName(signer))}.pdf"`,
      'repr-digest': `sha-256=:${toBase64(fromHex(sha256))}:`,
      'cache-control': 'no-store',
    },
  });
}
