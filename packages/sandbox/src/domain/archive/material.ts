import { type VerificationReport, verifyPdf } from '@jse/verify';
import type { EvidenceBundle } from '@jse/verify/evidence';
import { strToU8 } from 'fflate';
import { sha256Hex } from '../../crypto.ts';
import type { Dependencies } from '../../dependencies.ts';
import { Refusal } from '../../problem.ts';
import { type Collection, collectionRow } from '../collection.ts';
import { keptState } from '../kept-state.ts';
import { signerName } from '../letters.ts';
import { makeAttestation } from './attestation.ts';
import { certificatesIn, type PackCertificates, pem } from './certificates.ts';
import { pdfName } from './file-name.ts';
import { ownSignatures, type PackSignature } from './signatures.ts';
import { fileOf, type PackFile } from './zip.ts';

/** What every pack of a collection holds, and our own reports on its signed files. */
export interface Material {
  readonly files: readonly PackFile[];
  readonly documents: readonly { readonly path: string; readonly name: string; readonly report: VerificationReport }[];
  readonly attestations: readonly string[];
  /** What our authority answers for, and how many signatures it does not: those that came with an uploaded file. */
  readonly signatures: readonly PackSignature[];
  readonly foreign: number;
  readonly certificates: PackCertificates;
}

/** Signed files where there are any, attestations of those who signed, the evidence, and the certificates. */
export async function materialOf(
  deps: Dependencies,
  collection: Collection,
  evidence: EvidenceBundle,
): Promise<Material> {
  const files: PackFile[] = [await fileOf('evidence.json', json(evidence))];
  const documents: Material['documents'][number][] = [];
  if (keptState(collection.row, deps) === 'completed') {
    for (const document of collection.documents) {
      const { name, ord, head_sha256 } = document;
      const path = `documents/${pdfName(ord, name)}`;
      const bytes = await bytesOf(deps, collection.row.id, head_sha256);
      documents.push({ path, name, report: await reportOn(deps, bytes) });
      const read = () => bytesOf(deps, collection.row.id, head_sha256);
      files.push({ path, sha256: head_sha256, size: bytes.length, read });
    }
  }
  const attestations: string[] = [];
  const reports: { readonly path: string; readonly report: VerificationReport }[] = [...documents];
  for (const signer of collection.signers.filter(({ state }) => state === 'signed')) {
    const path = `attestations/${pdfName(signer.ord, signerName(signer))}`;
    const bytes = await makeAttestation(deps, collection, signer, evidence);
    reports.push({ path, report: await reportOn(deps, bytes) });
    attestations.push(path);
    files.push(await fileOf(path, bytes));
  }
  const signatures: PackSignature[] = [];
  for (const { path, report } of reports) signatures.push(...(await ownSignatures(deps, path, report)));
  const foreign = reports.reduce((sum, { report }) => sum + report.signatures.length, -signatures.length);
  const certificates = await certificatesIn(deps, signatures, evidence);
  const { root, issuing, ends } = certificates;
  for (const [name, der] of [
    ['racine', root],
    ['autorite', issuing],
  ] as const)
    files.push(await fileOf(`certificats/${name}.pem`, strToU8(pem('CERTIFICATE', der))));
  for (const { name, der } of ends)
    files.push(await fileOf(`certificats/titulaires/${name}.pem`, strToU8(pem('CERTIFICATE', der))));
  return { files, documents, attestations, signatures, foreign, certificates };
}

/** Our own report, under our own root; whether certificates were revoked is in the files, or in the pack. */
async function reportOn({ pki, clock }: Dependencies, bytes: Uint8Array): Promise<VerificationReport> {
  return verifyPdf(bytes, { trustAnchors: [pki.rootCertificate], at: clock.now() });
}

/** The bytes of a signed file; a purge may have come in between. */
async function bytesOf(deps: Dependencies, id: string, sha256: string): Promise<Uint8Array> {
  const bytes = await deps.blobs.get(sha256);
  if (bytes && (await sha256Hex(bytes)) === sha256) return bytes;
  const row = await collectionRow(deps.db, id);
  if (row && keptState(row, deps) === 'purged') throw new Refusal('state_conflict', 'The collection has been purged');
  throw new Refusal('internal', `The bytes ${sha256} are missing or not what they were`);
}

/** JSON as a file. */
export const json = (value: unknown): Uint8Array => strToU8(`${JSON.stringify(value, null, 2)}\n`);
