import type { EvidenceBundle, EvidenceEntry } from './evidence-bundle.ts';

const ends = ['completed', 'refused', 'expired', 'cancelled'];
/** The ends of a collection, by the types of the entries that tell them. */
export const endTypes: readonly string[] = ends.map((state) => `collection.${state}`);

type Log = readonly EvidenceEntry[];

/**
 * Question: does what the bundle says of documents, signers and state agree with the log? Only the log is chained, so the
 * summary is worth what the log bears out. Returns where it does not (`documents.<id>.sha256Final`).
 */
export function contradictionsOf(bundle: Pick<EvidenceBundle, 'collection' | 'documents' | 'signers'>, log: Log) {
  const { collection, documents, signers } = bundle;
  const found: string[] = [];
  const compare = (where: string, said: unknown, told: unknown) => {
    if (said !== undefined && told !== undefined && said !== told) found.push(where);
  };
  const ended = log.find(({ type }) => endTypes.includes(type))?.type.slice('collection.'.length);
  if (collection.state !== 'purged') compare('collection.state', collection.state, ended);
  compare('collection.title', collection.title, lastString(ofType(log, 'collection.launched'), 'object'));
  const finals = finalHashes(log);
  for (const { id, name, sha256Original, sha256Final } of documents) {
    const uploads = ofType(log, 'document.uploaded').filter(({ data }) => data['documentId'] === id);
    compare(`documents.${id}.name`, name, lastString(uploads, 'name'));
    compare(`documents.${id}.sha256Original`, sha256Original, lastString(uploads, 'sha256'));
    compare(`documents.${id}.sha256Final`, sha256Final, finals.get(id) ?? null);
  }
  for (const id of finals.keys()) if (!documents.some((one) => one.id === id)) found.push(`documents.${id}`);
  const signed = ofType(log, 'signer.signed').map(({ data }) => String(data['signerId']));
  for (const { id, name, level, signedAt } of signers) {
    const own = log.filter(({ data }) => data['signerId'] === id);
    compare(`signers.${id}.name`, name, lastString(own, 'name'));
    compare(`signers.${id}.level`, level, lastString(own, 'level'));
    if (signedAt !== undefined) compare(`signers.${id}.signedAt`, signedAt !== null, signed.includes(id));
  }
  for (const id of signed) if (!signers.some((one) => one.id === id)) found.push(`signers.${id}`);
  return found;
}

/** The hash of each document as the log tells it last: at the completion, or at a renewal after it. */
function finalHashes(log: Log): Map<string, string> {
  const hashes = new Map<string, string>();
  for (const { type, data } of log) {
    const told =
      type === 'document.renewed' ? [data] : type === 'collection.completed' ? membersOf(data['documents']) : [];
    for (const { documentId, sha256 } of told)
      if (typeof documentId === 'string' && typeof sha256 === 'string') hashes.set(documentId, sha256);
  }
  return hashes;
}

const membersOf = (value: unknown): Record<string, unknown>[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'object' && one !== null) : [];

const ofType = (log: Log, wanted: string): Log => log.filter(({ type }) => type === wanted);

/** The last value of a member that entries may have, where it is a text. */
function lastString(log: Log, member: string): string | undefined {
  return log.map(({ data }) => data[member]).findLast((value) => typeof value === 'string');
}
