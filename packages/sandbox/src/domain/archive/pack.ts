import type { EvidenceBundle } from '@jse/verify/evidence';
import { verifyPdf } from '@jse/verify';
import { strToU8, zipSync } from 'fflate';
import { fromBase64, sha256Hex, toBase64 } from '../../crypto.ts';
import type { Dependencies } from '../../dependencies.ts';
import type { Actor } from '../../middleware/actor.ts';
import { Refusal } from '../../problem.ts';
import { actorName } from '../actor-name.ts';
import { type Collection, collectionRow, findCollection } from '../collection.ts';
import { appendEvidence } from '../evidence.ts';
import { evidenceOf } from '../evidence-bundle.ts';
import { makeAttestation } from './attestation.ts';
import { journalOf, readMe } from './read-me.ts';

/** Files by their path in the pack. */
type Files = Record<string, Uint8Array>;

/** A ZIP and its name. */
export interface Pack {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * What a vendor puts into his safe before the purge: signed files, attestations, evidence, our own verification report,
 * certificates, and a manifest with the hash of each. Only a completed collection has signed files to hand out.
 */
export async function archivePack(deps: Dependencies, actor: Actor, id: string): Promise<Pack> {
  const collection = await findCollection(deps.db, actor, id);
  if (collection.row.state !== 'completed') {
    throw new Refusal('state_conflict', `The collection is ${collection.row.state}: only a completed one is archived`);
  }
  return makeArchive(deps, collection, await evidenceOf(deps, actor, id));
}

/** The same for the platform's own worker, which acts for nobody. */
export async function makeArchive(deps: Dependencies, collection: Collection, evidence: EvidenceBundle): Promise<Pack> {
  const files = await material(deps, collection, evidence);
  for (const { name, head_sha256, ord } of collection.documents) {
    const bytes = await bytesOf(deps, head_sha256);
    const report = await verifyPdf(bytes, { trustAnchors: [deps.pki.rootCertificate], revocation: 'off' });
    const said = { verifier: '@jse/verify, the platform’s own', report };
    files[`verification/${ord}-${name}.json`] = json(said);
  }
  const entries = await Promise.all(
    Object.entries(files).map(async ([path, bytes]) => ({ path, size: bytes.length, sha256: await sha256Hex(bytes) })),
  );
  files['manifest.json'] = json({ version: 1, collection: evidence.collection, files: entries });
  return zip(`archive-${collection.row.id}.zip`, files, collection);
}

/**
 * The pack that a court can open: the log as data and to read, its timestamps, certificates, attestations, the signed
 * files as long as they are kept, and how to check all of it with tools that are not ours.
 */
export async function disputePack(deps: Dependencies, actor: Actor, id: string): Promise<Pack> {
  const collection = await findCollection(deps.db, actor, id);
  const evidence = await evidenceOf(deps, actor, id);
  const files = await material(deps, collection, evidence);
  for (const { seq, token } of evidence.timestamps ?? []) files[`horodatages/${seq}.tst`] = fromBase64(token);
  files['journal.txt'] = strToU8(journalOf(evidence));
  files['LISEZMOI.txt'] = strToU8(readMe(evidence, Object.keys(files)));
  const sums = await Promise.all(
    Object.entries(files).map(async ([path, bytes]) => `${await sha256Hex(bytes)}  ${path}\n`),
  );
  files['SHA256SUMS'] = strToU8(sums.sort().join(''));
  await deps.db.transaction().execute(async (db) => {
    await collectionRow(db, id, true);
    await appendEvidence(db, deps.clock, id, 'evidence.handed-out', actorName(actor), {});
  });
  return zip(`preuve-${id}.zip`, files, collection);
}

async function material(deps: Dependencies, collection: Collection, evidence: EvidenceBundle): Promise<Files> {
  const files: Files = {};
  if (collection.row.state === 'completed') {
    for (const { name, head_sha256, ord } of collection.documents)
      files[`documents/${ord}-${name}`] = await bytesOf(deps, head_sha256);
  }
  for (const signer of collection.signers) {
    const bytes = await makeAttestation(deps, collection, signer, evidence.entries, evidence.collection.firm);
    files[`attestations/${signer.ord}-${signer.id}.pdf`] = bytes;
  }
  files['evidence.json'] = json(evidence);
  files['certificats/racine.pem'] = strToU8(pem(deps.pki.rootCertificate));
  files['certificats/autorite.pem'] = strToU8(pem(deps.pki.issuingCertificate));
  return files;
}

async function bytesOf(deps: Dependencies, sha256: string): Promise<Uint8Array> {
  const bytes = await deps.blobs.get(sha256);
  if (!bytes) throw new Refusal('internal', `The bytes ${sha256} are missing`);
  return bytes;
}

const json = (value: unknown): Uint8Array => strToU8(`${JSON.stringify(value, null, 2)}\n`);

const pem = (der: Uint8Array): string =>
  `-----BEGIN CERTIFICATE-----\n${(toBase64(der).match(/.{1,64}/g) ?? []).join('\n')}\n-----END CERTIFICATE-----\n`;

/** The files in a fixed order, dated when the collection ended. */
function zip(name: string, files: Files, { row }: Collection): Pack {
  const mtime = row.ended_at ?? row.created_at;
  const sorted = Object.fromEntries(Object.entries(files).sort(([one], [other]) => (one < other ? -1 : 1)));
  return { name, bytes: new Uint8Array(zipSync(sorted, { mtime, level: 6 })) };
}
