import { strToU8 } from 'fflate';
import { sequence, unsignedInteger } from '../../certificates/der.ts';
import { fromBase64 } from '../../crypto.ts';
import type { Dependencies } from '../../dependencies.ts';
import type { Actor } from '../../middleware/actor.ts';
import { describe } from '../../outbox/jobs.ts';
import { Refusal } from '../../problem.ts';
import { actorName } from '../actor-name.ts';
import { type Collection, collectionRow, findCollection } from '../collection.ts';
import { appendEvidence, type EvidenceType } from '../evidence.ts';
import { type Snapshot, snapshotOf } from '../evidence-bundle.ts';
import { timestampEvidence } from '../evidence-timestamps.ts';
import { keptState } from '../kept-state.ts';
import { ocspOf, pem, revocationsOf } from './certificates.ts';
import { json, materialOf } from './material.ts';
import { journalOf, readMe } from './read-me.ts';
import { stepsOf } from './steps.ts';
import { verifierPy, verifierSh } from './verifier.ts';
import { fileOf, type Pack, packOf } from './zip.ts';

/**
 * What a vendor puts into his safe before the purge: signed files, attestations, evidence, our own verification report,
 * certificates, and a manifest with the hash of each. Only a completed collection has signed files to hand out.
 */
export async function archivePack(deps: Dependencies, actor: Actor, id: string): Promise<Pack> {
  requireArchivable(deps, (await findCollection(deps.db, actor, id)).row);
  const pack = await makeArchive(deps, id);
  await noteHandOut(deps, id, 'archive.downloaded', actorName(actor), { sha256: pack.sha256 });
  return pack;
}

/** Refuses (`state_conflict`) a collection that has no signed files, or no longer. */
export function requireArchivable(deps: Dependencies, row: Collection['row']): void {
  const state = keptState(row, deps);
  if (state === 'completed') return;
  throw new Refusal('state_conflict', `The collection is ${state}: only a completed one is archived, until its purge`);
}

/** The archive of a completed collection, also for the platform's own worker, which acts for nobody. */
export async function makeArchive(deps: Dependencies, id: string): Promise<Pack> {
  const { collection, evidence } = await stampedSnapshot(deps, id);
  requireArchivable(deps, collection.row);
  const { files, documents } = await materialOf(deps, collection, evidence);
  const reports = await Promise.all(
    documents.map(({ path, report }) => {
      const said = { verifier: '@jse/verify, the platform’s own', at: deps.clock.now().toISOString(), path, report };
      return fileOf(path.replace(/^documents/, 'verification').replace(/\.pdf$/, '.json'), json(said));
    }),
  );
  const listed = [...files, ...reports].map(({ path, size, sha256 }) => ({ path, size, sha256 }));
  const manifest = { version: 1, collection: evidence.collection, files: listed };
  const all = [...files, ...reports, await fileOf('manifest.json', json(manifest))];
  return packOf(`archive-${id}.zip`, all, dateOf(collection));
}

/**
 * The pack that a court can open: the log as data and to read, its timestamps, certificates with what says that they were
 * not revoked, attestations, the signed files as long as they are kept, and how to check all of it with others' tools.
 */
export async function disputePack(deps: Dependencies, actor: Actor, id: string): Promise<Pack> {
  await findCollection(deps.db, actor, id);
  const { collection, evidence } = await stampedSnapshot(deps, id);
  const { files, ...material } = await materialOf(deps, collection, evidence);
  const more = [await fileOf('journal.txt', strToU8(journalOf(evidence)))];
  for (const { seq, token } of evidence.timestamps ?? [])
    more.push(await fileOf(`horodatages/${seq}.tsr`, grantedResponse(fromBase64(token))));
  for (const [name, authority] of [
    ['racine', 'root'],
    ['autorite', 'issuing'],
  ] as const)
    more.push(await fileOf(`revocation/${name}.crl.pem`, strToU8(pem('X509 CRL', await deps.pki.crl(authority)))));
  const ocsp = await ocspOf(deps, material.certificates);
  for (const [name, der] of ocsp) more.push(await fileOf(`revocation/${name}.ocsp`, der));
  const guided = {
    ...material,
    evidence,
    ocsp: [...ocsp.keys()],
    revoked: await revocationsOf(deps, material.certificates),
    purged: keptState(collection.row, deps) === 'purged',
    at: deps.clock.now(),
  };
  const steps = stepsOf(guided);
  for (const [path, text] of [
    ['LISEZMOI.txt', readMe(guided, steps)],
    ['verifier.py', verifierPy],
    ['verifier.sh', verifierSh(steps)],
  ] as const)
    more.push(await fileOf(path, strToU8(text)));
  const all = [...files, ...more];
  const sums = all.map(({ path, sha256 }) => `${sha256}  ${path}\n`).sort();
  all.push(await fileOf('SHA256SUMS', strToU8(sums.join(''))));
  const pack = await packOf(`preuve-${id}.zip`, all, dateOf(collection));
  await noteHandOut(deps, id, 'evidence.handed-out', actorName(actor), { sha256: pack.sha256 });
  return pack;
}

/** The evidence with its head timestamped first, so that a pack proves all that it holds; without, where no TSA answers. */
async function stampedSnapshot(deps: Dependencies, id: string): Promise<Snapshot> {
  try {
    await timestampEvidence(deps, id);
  } catch (error) {
    deps.log({ event: 'evidence.not-timestamped', level: 'warn', error: describe(error) });
  }
  return snapshotOf(deps, id);
}

async function noteHandOut(
  deps: Dependencies,
  id: string,
  type: EvidenceType,
  by: string,
  data: Record<string, unknown>,
): Promise<void> {
  await deps.db.transaction().execute(async (db) => {
    await collectionRow(db, id, true);
    await appendEvidence(db, deps.clock, id, type, by, data);
  });
}

/** A token as the answer that brought it: TimeStampResp, granted (RFC 3161 2.4.2). */
const grantedResponse = (token: Uint8Array): Uint8Array => sequence(sequence(unsignedInteger(Uint8Array.of(0))), token);

/** The files of a pack are dated when the collection ended. */
const dateOf = ({ row }: Collection): Date => row.ended_at ?? row.created_at;
