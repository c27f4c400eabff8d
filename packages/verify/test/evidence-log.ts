import { computeEntryHash, type EvidenceBundle, type EvidenceEntry } from '../src/evidence/index.ts';
import { issueCertificate, type Identity } from './certificates.ts';
import { issueCrl } from './crl.ts';
import { signContent } from './signed-data.ts';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import { MessageImprint, TSTInfo } from '@peculiar/asn1-tsp';
import { AlgorithmIdentifier, KeyUsageFlags } from '@peculiar/asn1-x509';

const hour = 3_600_000;
/** When the log of the tests begins. */
export const start = Date.UTC(2026, 0, 5, 9);
/** A time at which all evidence of the tests is there. */
export const later = new Date(start + 100 * hour);

/** A timestamp authority under a root, and what says that it is not revoked. */
export interface Stamping {
  readonly root: Identity;
  readonly authority: Identity;
  readonly crl: Uint8Array;
}

/** Makes a timestamp authority; one that is `revoked` was so at that time. */
export async function makeStamping(revoked?: Date): Promise<Stamping> {
  const keyUsage = KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign;
  const root = await issueCertificate({ commonName: 'Root', ca: true, keyUsage });
  const extendedKeyUsage = ['1.3.6.1.5.5.7.3.8'];
  const keys = KeyUsageFlags.digitalSignature;
  const authority = await issueCertificate({ commonName: 'TSA', issuer: root, extendedKeyUsage, keyUsage: keys });
  const times = { thisUpdate: new Date(start + 90 * hour), nextUpdate: new Date(start + 114 * hour) };
  const list = revoked ? [{ certificate: authority.certificate, at: revoked }] : [];
  return { root, authority, crl: await issueCrl({ issuer: root, ...times, revoked: list }) };
}

type Draft = Pick<EvidenceEntry, 'type' | 'actor' | 'data'>;

/** A collection of one document and one signer, from its creation to its end and a download after it. */
export const story: readonly Draft[] = [
  { type: 'collection.created', actor: 'member:m1', data: { object: 'Lettre' } },
  { type: 'document.uploaded', actor: 'member:m1', data: { documentId: 'd1', name: 'a.pdf', sha256: 'a'.repeat(64) } },
  { type: 'collection.launched', actor: 'member:m1', data: { object: 'Lettre', phoneFlags: [] } },
  { type: 'signer.invited', actor: 'platform', data: { signerId: 's1', name: 'Camille Cliente', level: 'simple' } },
  {
    type: 'signer.consented',
    actor: 'signer:s1',
    data: { signerId: 's1', consent: { text: 'J’ai lu', version: '1' } },
  },
  { type: 'signer.signed', actor: 'signer:s1', data: { signerId: 's1', level: 'simple', tries: 0, via: null } },
  {
    type: 'collection.completed',
    actor: 'platform',
    data: { documents: [{ documentId: 'd1', sha256: 'b'.repeat(64) }] },
  },
  { type: 'document.downloaded', actor: 'link:camille@client.example', data: { documentId: 'd1' } },
];

/** Chains entries an hour apart. */
export async function chain(drafts: readonly Draft[]): Promise<EvidenceEntry[]> {
  const entries: EvidenceEntry[] = [];
  for (const [index, draft] of drafts.entries()) {
    const at = new Date(start + index * hour).toISOString();
    const entry = { seq: index + 1, at, ...structuredClone(draft), previousHash: entries.at(-1)?.hash ?? null };
    entries.push({ ...entry, hash: await computeEntryHash(entry) });
  }
  return entries;
}

/** An RFC 3161 token over an entry's hash, a minute after the entry. */
export async function stamp({ authority }: Stamping, { seq, hash, at }: EvidenceEntry, by = 60_000) {
  const time = new Date(Date.parse(at) + by);
  const info = new TSTInfo({
    version: 1,
    policy: '1.2.3.4',
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithm: '2.16.840.1.101.3.4.2.1' }),
      hashedMessage: new OctetString(Uint8Array.from(Buffer.from(hash, 'hex')).buffer),
    }),
    serialNumber: Uint8Array.of(1).buffer,
    genTime: time,
  });
  const content = new Uint8Array(AsnConvert.serialize(info));
  const enclosed = { type: '1.2.840.113549.1.9.16.1.4', content };
  const token = Buffer.from(await signContent(authority, content, { enclosed })).toString('base64');
  return { seq, hash, token, at: time.toISOString() };
}

/** The whole bundle of the story, stamped while it ran and at its end. */
export async function stampedBundle(stamping: Stamping): Promise<EvidenceBundle> {
  const entries = await chain(story);
  const last = entries.at(-1)!;
  return {
    version: 1,
    collection: { id: 'c1', title: 'Lettre', firm: 'Cabinet', state: 'completed' },
    documents: [{ id: 'd1', name: 'a.pdf', sha256Original: 'a'.repeat(64), sha256Final: 'b'.repeat(64) }],
    signers: [{ id: 's1', name: 'Camille Cliente', level: 'simple', signedAt: entries[5]!.at }],
    entries,
    timestamps: [await stamp(stamping, entries[3]!), await stamp(stamping, entries[6]!)],
    validation: { ocspResponses: [], crls: [Buffer.from(stamping.crl).toString('base64')] },
    head: { seq: last.seq, hash: last.hash },
  };
}
