import { platformCrypto, type CryptoDoor } from '../crypto/crypto-door.ts';
import { loadTrustAnchors } from '../x509/trust-anchors.ts';
import { contradictionsOf, endTypes } from './check-summary.ts';
import { computeEntryHash } from './entry-hash.ts';
import { EvidenceBundle } from './evidence-bundle.ts';
import {
  checkHeadTimestamps,
  type HeadTimestampCheck,
  indicationOf,
  type TimestampIndication,
} from './head-timestamps.ts';
import { readRevocationEvidence } from './revocation-evidence.ts';

/** Stable codes of what is wrong with a log. */
export type EvidenceFindingCode =
  | 'EVIDENCE_MALFORMED'
  | 'EVIDENCE_ENTRY_ALTERED'
  | 'EVIDENCE_ENTRY_REMOVED'
  | 'EVIDENCE_ENTRY_REORDERED'
  | 'EVIDENCE_CHAIN_BROKEN'
  | 'EVIDENCE_TIME_BACKWARDS'
  | 'EVIDENCE_TRUNCATED'
  | 'EVIDENCE_HEAD_MISMATCH'
  | 'EVIDENCE_TIMESTAMP_INVALID'
  | 'EVIDENCE_TIMESTAMP_MISMATCH'
  | 'EVIDENCE_TIME_CONTRADICTED'
  | 'EVIDENCE_SUMMARY_CONTRADICTED';

/** One thing wrong with a log; `seq` is the entry's own number where one entry is meant. */
export interface EvidenceFinding {
  code: EvidenceFindingCode;
  seq?: number;
  message: { fr: string; en: string };
}

/**
 * What a log's check says: valid only when there is no finding. `timestamps` is the indication over the timestamps of its
 * head: never `TOTAL-PASSED` without trust anchors, nor where the end of an ended collection is not stamped. A trusted
 * timestamp proves the log up to entry `provenSeq`, at `provenAt`; what follows is chained, and no more.
 */
export interface EvidenceLogReport {
  valid: boolean;
  timestamps: TimestampIndication;
  provenAt: string | null;
  provenSeq: number | null;
  findings: EvidenceFinding[];
}

/** Options of `checkEvidenceLog`: a head noted earlier and elsewhere shows a log cut short with its own head. */
export interface EvidenceLogOptions {
  /** Root certificates (DER or PEM) under which the timestamps must stand. */
  trustAnchors?: readonly Uint8Array[];
  knownHead?: { seq: number; hash: string };
  /** The time of the check, by default now: what says that an authority is not revoked must not be of the future. */
  at?: Date;
  /** `off` does without evidence that the timestamps' authorities are not revoked. */
  revocation?: 'required' | 'off';
  crypto?: CryptoDoor;
}

const unproven = { valid: false, timestamps: 'NONE', provenAt: null, provenSeq: null } as const;

const finding = (code: EvidenceFindingCode, fr: string, en: string, seq?: number): EvidenceFinding => ({
  code,
  ...(seq === undefined ? {} : { seq }),
  message: { fr, en },
});

/**
 * Checks the log of an evidence bundle: each entry's hash, the chain, the numbering, the order in time, and the head.
 * Takes any value (a parsed file); never throws for its content. Whoever rewrites a whole log and its head is only
 * shown by `knownHead`.
 */
export async function checkEvidenceLog(bundle: unknown, options: EvidenceLogOptions = {}): Promise<EvidenceLogReport> {
  const parsed = EvidenceBundle.safeParse(bundle);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const where = issue?.path.join('.') || 'bundle';
    const fr = `Le faisceau de preuve n'a pas la forme attendue (${where}).`;
    return { ...unproven, findings: [finding('EVIDENCE_MALFORMED', fr, `The bundle is malformed at ${where}.`)] };
  }
  const { entries, head, timestamps, collection, validation } = parsed.data;
  const crypto = options.crypto ?? platformCrypto();
  const findings: EvidenceFinding[] = [];
  // Hashed as given, not as parsed: a member that the schema does not know must not slip past the hash.
  const raw = (bundle as { entries: (typeof entries)[number][] }).entries;
  let previous: { seq: number; hash: string; at: string } | undefined;
  for (const entry of raw) {
    const { seq } = entry;
    if ((await hashOrNull(entry, crypto)) !== entry.hash) {
      const fr = `L'entrée ${seq} a été modifiée après son écriture.`;
      findings.push(finding('EVIDENCE_ENTRY_ALTERED', fr, `Entry ${seq} was altered after it was written.`, seq));
    }
    const expected = (previous?.seq ?? 0) + 1;
    if (seq > expected) {
      const fr = `Il manque ${seq - expected} entrée(s) avant l'entrée ${seq}.`;
      findings.push(finding('EVIDENCE_ENTRY_REMOVED', fr, `${seq - expected} entries are missing before ${seq}.`, seq));
    } else if (seq < expected) {
      const fr = `L'entrée ${seq} n'est pas à sa place.`;
      findings.push(finding('EVIDENCE_ENTRY_REORDERED', fr, `Entry ${seq} is out of order.`, seq));
    }
    if (entry.previousHash !== (previous?.hash ?? null)) {
      const fr = `L'entrée ${seq} n'est pas chaînée à celle qui la précède.`;
      findings.push(finding('EVIDENCE_CHAIN_BROKEN', fr, `Entry ${seq} is not chained to the one before it.`, seq));
    }
    if (previous && Date.parse(entry.at) < Date.parse(previous.at)) {
      const fr = `L'entrée ${seq} est datée d'avant celle qui la précède.`;
      findings.push(finding('EVIDENCE_TIME_BACKWARDS', fr, `Entry ${seq} is dated before the one preceding it.`, seq));
    }
    previous = entry;
  }
  findings.push(...checkHead(previous, head), ...checkKnownHead(entries, options.knownHead));
  const end = entries.find(({ type }) => endTypes.includes(type));
  findings.push(...checkEnd(end, collection.state), ...contradictionsOf(parsed.data, entries).map(contradicted));
  const { at = new Date(), revocation = 'required', trustAnchors = [] } = options;
  const evidence = readRevocationEvidence(validation);
  const context = { door: crypto, anchors: loadTrustAnchors(trustAnchors).certificates, evidence, revocation, at };
  const checks = await checkHeadTimestamps(context, raw, timestamps);
  findings.push(...checks.flatMap(faultOf));
  const proven = checks.filter(({ fault, trusted }) => fault === null && trusted);
  const last = proven.reduce<HeadTimestampCheck | null>((a, b) => (a && a.seq > b.seq ? a : b), null);
  const covered = !end || (last !== null && last.seq >= end.seq);
  const indication = indicationOf(checks);
  return {
    valid: findings.length === 0,
    timestamps: indication === 'TOTAL-PASSED' && !covered ? 'INDETERMINATE' : indication,
    provenAt: last?.time?.toISOString() ?? null,
    provenSeq: last?.seq ?? null,
    findings,
  };
}

const contradicted = (where: string): EvidenceFinding => {
  const fr = `Ce que le faisceau dit de ${where} n'est pas ce que raconte le journal.`;
  return finding('EVIDENCE_SUMMARY_CONTRADICTED', fr, `What the bundle says at ${where} is not what its log tells.`);
};

/** A log of a collection that has ended must tell its end; what was downloaded later may follow. */
function checkEnd(end: { readonly type: string } | undefined, state: string | undefined): EvidenceFinding[] {
  if (state === undefined || end || ![...endTypes, 'collection.purged'].includes(`collection.${state}`)) return [];
  const fr = `La collecte est dite « ${state} », mais le journal ne raconte pas sa fin : il a été coupé.`;
  return [
    finding('EVIDENCE_TRUNCATED', fr, `The collection is said to be ${state}, and the log does not tell its end.`),
  ];
}

function faultOf({ seq, fault }: HeadTimestampCheck): EvidenceFinding[] {
  if (fault === null) return [];
  const said = {
    cut: [
      'EVIDENCE_TRUNCATED',
      `Un horodatage couvre l'entrée ${seq}, qui manque.`,
      `Entry ${seq} is timestamped and missing.`,
    ],
    other: [
      'EVIDENCE_TIMESTAMP_MISMATCH',
      `L'entrée ${seq} n'est pas celle qui a été horodatée.`,
      `Entry ${seq} is not the one that was timestamped.`,
    ],
    broken: [
      'EVIDENCE_TIMESTAMP_INVALID',
      `L'horodatage de l'entrée ${seq} n'est pas valable.`,
      `The timestamp of entry ${seq} does not hold.`,
    ],
    time: [
      'EVIDENCE_TIME_CONTRADICTED',
      `L'horodatage de l'entrée ${seq} contredit les dates du journal.`,
      `The timestamp of entry ${seq} contradicts the dates of the log.`,
    ],
  } as const;
  const [code, fr, en] = said[fault];
  return [finding(code, fr, en, seq)];
}

async function hashOrNull(entry: Parameters<typeof computeEntryHash>[0], crypto: CryptoDoor): Promise<string | null> {
  try {
    return await computeEntryHash(entry, crypto);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

type Head = { seq: number; hash: string };

function checkHead(last: Head | undefined, head: Head | null): EvidenceFinding[] {
  if (!last && !head) return [];
  if (head && (!last || last.seq < head.seq)) {
    const fr = `Le journal s'arrête à l'entrée ${last?.seq ?? 0} sur ${head.seq} : la fin a été retirée.`;
    return [finding('EVIDENCE_TRUNCATED', fr, `The log ends at entry ${last?.seq ?? 0} of ${head.seq}.`, head.seq)];
  }
  if (head && last && head.seq === last.seq && head.hash === last.hash) return [];
  const fr = "L'empreinte de tête ne correspond pas à la dernière entrée.";
  return [finding('EVIDENCE_HEAD_MISMATCH', fr, 'The head does not match the last entry.', head?.seq)];
}

function checkKnownHead(entries: Head[], known: Head | undefined): EvidenceFinding[] {
  if (!known || entries.some((entry) => entry.seq === known.seq && entry.hash === known.hash)) return [];
  const fr = `Le journal ne contient pas l'entrée ${known.seq} connue auparavant : il a été tronqué ou réécrit.`;
  const en = `The log lacks entry ${known.seq}, which was known before: it was cut or rewritten.`;
  return [finding('EVIDENCE_TRUNCATED', fr, en, known.seq)];
}
