import type { CryptoDoor } from '../crypto/crypto-door.ts';
import type { FetchRevocation } from '../options.ts';
import type { OpenDocument } from '../pdf/open-document.ts';
import type { Certificate } from '../x509/certificate.ts';
import type { JudgedSignature, JudgedTimestamp } from './judged-signature.ts';
import { fetchMissing } from './fetch-missing.ts';
import { judgeSignature } from './judge-signature.ts';
import { judgeTimestamp } from './judge-timestamp.ts';
import { formatFailure } from './format-failure.ts';
import { mergeMaterial, noMaterial, type Material } from './material.ts';
import { carriedBy, covers, endOf, proveCovered } from './prove-existence.ts';
import { ProofsOfExistence } from './proofs-of-existence.ts';
import { SecurityStores } from './security-stores.ts';
import { checkSignatureLevel } from './signature-level.ts';
import type { TimestampCheck } from './signature-timestamps.ts';
import { trustContextOf } from './trust-context.ts';
import type { VerifiedSignature } from './verified-signature.ts';

/** What all signatures of a document are judged by. `given` is evidence that the caller brought or fetched. */
export interface JudgeContext {
  readonly door: CryptoDoor;
  readonly anchors: readonly Certificate[];
  readonly at: Date;
  readonly revocation: 'required' | 'off';
  readonly given?: Material;
  readonly fetchRevocation?: FetchRevocation;
}

/**
 * Question: what is the verdict on each signature, and since when is it proven to exist? (EN 319 102-1, 5.6) Document
 * timestamps come first, the outermost before those that it covers: each that is sound proves that all it covers existed
 * at its time. Then the signatures, with their own timestamps and all these proofs.
 */
export async function judgeDocument(
  document: OpenDocument,
  verified: readonly VerifiedSignature[],
  context: JudgeContext,
): Promise<JudgedSignature[]> {
  const judged = await judgeWith(document, verified, context);
  const { fetchRevocation, given = noMaterial, revocation } = context;
  if (!fetchRevocation || revocation === 'off') return judged;
  const fetched = await fetchMissing(judged, fetchRevocation);
  if (fetched.crls.length + fetched.ocspResponses.length === 0) return judged;
  return judgeWith(document, verified, { ...context, given: mergeMaterial([given, fetched]) });
}

async function judgeWith(
  document: OpenDocument,
  verified: readonly VerifiedSignature[],
  context: JudgeContext,
): Promise<JudgedSignature[]> {
  const { door, anchors, at, revocation, given = noMaterial } = context;
  const stores = new SecurityStores(document);
  const { certificates, ...evidence } = mergeMaterial([given, stores.upTo(null), ...verified.flatMap(carriedBy)]);
  const trust = trustContextOf({ door, anchors, certificates, evidence, at, revocation });
  const proofs = new ProofsOfExistence(at);
  const documentTimestamps: { of: VerifiedSignature; judged: JudgedTimestamp }[] = [];
  for (const one of verified.filter(({ isTimestamp }) => isTimestamp).sort((a, b) => endOf(b) - endOf(a))) {
    const check = asTimestamp(one);
    const judgement = await judgeTimestamp(trust, proofs, check, proofs.ofValue(one), formatFailure(one));
    documentTimestamps.push({ of: one, judged: { check, field: one.candidate.field?.name ?? null, judgement } });
    if (judgement.indication === 'TOTAL-PASSED' && check.info)
      proveCovered(stores, proofs, verified, one, check.info.time);
  }
  const levelContext = {
    door,
    trust,
    document,
    stores,
    documentTimestamps: documentTimestamps.map(({ of }) => of).reverse(),
  };
  const judged: JudgedSignature[] = [];
  for (const one of verified) {
    const own = documentTimestamps.find(({ of }) => of === one)?.judged.judgement;
    const covering = documentTimestamps.filter(({ of }) => covers(of, one)).map((other) => other.judged);
    const signature = own ? null : await judgeSignature(trust, proofs, one);
    const timestamps = [...(signature?.timestamps ?? []), ...covering];
    const judgement = own ?? signature?.judgement;
    if (!judgement) continue;
    const level = await checkSignatureLevel(levelContext, one, timestamps);
    judged.push({ verified: one, judgement, timestamps, level, bestTime: bestTimeOf(one, timestamps, at) });
  }
  return judged;
}

function bestTimeOf(
  { value }: VerifiedSignature,
  timestamps: readonly JudgedTimestamp[],
  at: Date,
): JudgedSignature['bestTime'] {
  if (value?.integrity !== 'intact') return null;
  let best: NonNullable<JudgedSignature['bestTime']> = { time: at, source: 'validation-time' };
  for (const { check, judgement } of timestamps) {
    if (judgement.indication !== 'TOTAL-PASSED' || !check.info || check.kind === 'content') continue;
    if (check.info.time < best.time) best = { time: check.info.time, source: `${check.kind}-timestamp` };
  }
  return best;
}

function asTimestamp({ value }: VerifiedSignature): TimestampCheck {
  const { integrity = 'broken', timestamp = null, data = null } = value ?? {};
  const { signer = null, hash = null, algorithm = null } = value ?? {};
  return { kind: 'document', integrity, info: timestamp, data, signer, hash, algorithm, notices: [] };
}
