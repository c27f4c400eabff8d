import type { Notice } from '../finding-code.ts';
import type { Certificate } from '../x509/certificate.ts';
import type { BestTimeSource, JudgedSignature, JudgedTimestamp, Judgement } from './judged-signature.ts';
import { evidenceInCms, mergeEvidence, type SecurityStore } from './revocation-evidence.ts';
import type { TimestampCheck } from './signature-timestamps.ts';
import { checkTrust, type TrustCheck, type TrustContext } from './trust.ts';
import type { VerifiedSignature } from './verified-signature.ts';

/** What all signatures of a document are judged by. */
export interface JudgeContext extends Pick<TrustContext, 'door' | 'anchors' | 'at' | 'revocation'> {
  readonly store: SecurityStore;
}

/** Question: what is the verdict on each signature, and since when is it proven to exist? (EN 319 102-1, 5.3 to 5.6) */
export async function judgeDocument(
  verified: readonly VerifiedSignature[],
  { door, anchors, at, revocation, store }: JudgeContext,
): Promise<JudgedSignature[]> {
  const { certificates, ...evidence } = materialOf(verified, store);
  const context: TrustContext = { door, anchors, at, revocation, certificates, evidence, provenTime: null };
  const documentTimestamps: { of: VerifiedSignature; judged: JudgedTimestamp }[] = [];
  for (const one of verified) {
    if (!one.isTimestamp) continue;
    const check = asTimestamp(one);
    const judgement = formatFailure(one) ?? (await judgeTimestamp(context, check));
    documentTimestamps.push({ of: one, judged: { check, field: one.candidate.field?.name ?? null, judgement } });
  }
  const judged: JudgedSignature[] = [];
  for (const one of verified) {
    const own = documentTimestamps.find(({ of }) => of === one)?.judged;
    const covering = documentTimestamps.filter(({ of }) => of !== one && covers(of, one)).map((other) => other.judged);
    const timestamps: JudgedTimestamp[] = [];
    for (const check of one.timestamps) {
      timestamps.push({ check, field: null, judgement: await judgeTimestamp(context, check) });
    }
    timestamps.push(...covering);
    const bestTime = bestTimeOf(one, timestamps, context.at);
    const proven = bestTime && bestTime.source !== 'validation-time' ? bestTime.time : null;
    const judgement = own?.judgement ?? formatFailure(one) ?? (await judgeSignature(context, one, proven));
    judged.push({ verified: one, judgement, timestamps, bestTime });
  }
  return judged;
}

/** A document timestamp covers what lies in its own revision. */
function covers(timestamp: VerifiedSignature, other: VerifiedSignature): boolean {
  const end = ({ byteRange }: VerifiedSignature) => (byteRange.range ? byteRange.range[2] + byteRange.range[3] : 0);
  return timestamp.byteRange.sound && end(other) > 0 && end(timestamp) > end(other);
}

function bestTimeOf(
  { value }: VerifiedSignature,
  timestamps: readonly JudgedTimestamp[],
  at: Date,
): JudgedSignature['bestTime'] {
  if (value?.integrity !== 'intact') return null;
  let best: { time: Date; source: BestTimeSource } = { time: at, source: 'validation-time' };
  for (const { check, judgement } of timestamps) {
    if (judgement.indication !== 'TOTAL-PASSED' || !check.info || check.kind === 'content') continue;
    if (check.info.time < best.time) best = { time: check.info.time, source: `${check.kind}-timestamp` };
  }
  return best;
}

function asTimestamp({ value }: VerifiedSignature): TimestampCheck {
  const {
    integrity = 'broken',
    timestamp = null,
    data = null,
    signer = null,
    hash = null,
    algorithm = null,
  } = value ?? {};
  return { kind: 'document', integrity, info: timestamp, data, signer, hash, algorithm, notices: [] };
}

const nothing = { path: [], revocation: [], notices: [] };

/** EN 319 102-1, 5.3: format, identification of the certificate and cryptography come before all trust. */
function formatFailure({ byteRange, coverage, value, later }: VerifiedSignature): Judgement | null {
  const covered = coverage.coverage === 'whole-file' || coverage.coverage === 'whole-revision';
  if (!byteRange.sound || !covered || !value) {
    return { indication: 'TOTAL-FAILED', subIndication: 'FORMAT_FAILURE', ...nothing };
  }
  if (value.integrity !== 'intact') {
    const failed = value.integrity === 'broken' && value.failure !== 'NO_SIGNING_CERTIFICATE_FOUND';
    const indication = failed ? 'TOTAL-FAILED' : 'INDETERMINATE';
    return { indication, subIndication: value.failure ?? 'FORMAT_FAILURE', ...nothing };
  }
  if (later.laterChanges === 'forbidden' || later.laterChanges === 'undetermined') {
    return { indication: 'INDETERMINATE', subIndication: 'SIG_CONSTRAINTS_FAILURE', ...nothing };
  }
  return null;
}

async function judgeTimestamp(context: TrustContext, check: TimestampCheck): Promise<Judgement> {
  const { integrity, signer, notices } = check;
  if (integrity !== 'intact' || !signer || !check.info) {
    const indication = integrity === 'broken' ? 'TOTAL-FAILED' : 'INDETERMINATE';
    return { ...nothing, indication, subIndication: 'SIG_CRYPTO_FAILURE', notices };
  }
  const trust = await checkTrust(context, signer, 'timestamp');
  const untrusted: Notice = { code: 'TIMESTAMP_UNTRUSTED', detail: trust.subIndication ?? '' };
  return judgementOf(trust, trust.passed ? [] : [untrusted]);
}

async function judgeSignature(
  context: TrustContext,
  { value }: VerifiedSignature,
  proven: Date | null,
): Promise<Judgement> {
  if (!value?.signer) {
    return { ...nothing, indication: 'INDETERMINATE', subIndication: 'NO_SIGNING_CERTIFICATE_FOUND' };
  }
  return judgementOf(await checkTrust({ ...context, provenTime: proven }, value.signer, 'signature'));
}

/** All certificates and all evidence that the file holds: what serves one of its signatures may serve another. */
function materialOf(verified: readonly VerifiedSignature[], store: SecurityStore): SecurityStore {
  const datas = verified.flatMap((one) => [one.value?.data, ...one.timestamps.map(({ data }) => data)]);
  const present = datas.filter((data) => data !== null && data !== undefined);
  const certificates: Certificate[] = [
    ...present.flatMap((one) => [...one.certificates]),
    ...verified.flatMap((one) => [...one.certificates]),
    ...store.certificates,
  ];
  return { certificates, ...present.map(evidenceInCms).reduce(mergeEvidence, store) };
}

function judgementOf(trust: TrustCheck, notices: readonly Notice[] = []): Judgement {
  return {
    indication: trust.passed ? 'TOTAL-PASSED' : 'INDETERMINATE',
    ...(trust.subIndication ? { subIndication: trust.subIndication } : {}),
    path: trust.path,
    revocation: trust.revocation ?? [],
    notices: [...trust.notices, ...notices],
  };
}
