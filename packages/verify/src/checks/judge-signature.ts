import type { Notice } from '../finding-code.ts';
import type { SubIndication } from '../sub-indication.ts';
import { signatureSound } from './cryptographic-constraints.ts';
import { formatFailure, withoutPath } from './format-failure.ts';
import { judgeCertificate } from './judge-certificate.ts';
import type { JudgedTimestamp, Judgement } from './judged-signature.ts';
import { judgeTimestamp } from './judge-timestamp.ts';
import type { ProofsOfExistence } from './proofs-of-existence.ts';
import { proveSigned } from './prove-existence.ts';
import type { TrustContext } from './trust-context.ts';
import type { VerifiedSignature } from './verified-signature.ts';

/**
 * Question: what is the verdict on a signature? (EN 319 102-1, 5.3, 5.5 and 5.6) Its own timestamps come first and give
 * the best-signature-time, then its certificate, then what came after it in the file.
 */
export async function judgeSignature(
  context: TrustContext,
  proofs: ProofsOfExistence,
  verified: VerifiedSignature,
): Promise<{ judgement: Judgement; timestamps: JudgedTimestamp[] }> {
  const failure = formatFailure(verified);
  const judgeOwn = async (kind: 'signature' | 'content'): Promise<JudgedTimestamp[]> => {
    const judged: JudgedTimestamp[] = [];
    for (const check of verified.timestamps.filter((one) => one.kind === kind)) {
      const judgement = await judgeTimestamp(context, proofs, check, earliestOf(proofs, verified, check));
      judged.push({ check, field: null, judgement });
    }
    return judged;
  };
  const after = await judgeOwn('signature');
  if (!failure) for (const time of timesOf(after, 'signature')) proveSigned(verified, proofs, time);
  const timestamps = [...(await judgeOwn('content')), ...after];
  if (failure) return { judgement: failure, timestamps };
  const judgement = await judgeSigner(context, proofs, verified);
  const since = sinceContent(judgement, verified, timestamps) ?? orderFailure(judgement, timestamps);
  return { judgement: changesFailure(since ?? judgement, verified), timestamps };
}

/** A token existed at the latest when what covers it did; a content timestamp also when the signature over it did. */
function earliestOf(proofs: ProofsOfExistence, verified: VerifiedSignature, check: object): Date {
  const [own, signature] = [proofs.ofValue(check), proofs.ofValue(verified)];
  return own < signature ? own : signature;
}

function timesOf(timestamps: readonly JudgedTimestamp[], kind: JudgedTimestamp['check']['kind']): Date[] {
  return timestamps.flatMap(({ check, judgement }) => {
    return check.kind === kind && judgement.indication === 'TOTAL-PASSED' && check.info ? [check.info.time] : [];
  });
}

async function judgeSigner(
  context: TrustContext,
  proofs: ProofsOfExistence,
  verified: VerifiedSignature,
): Promise<Judgement> {
  const { signer = null, hash = null, algorithm = null } = verified.value ?? {};
  if (!signer) return { ...withoutPath, indication: 'INDETERMINATE', subIndication: 'NO_SIGNING_CERTIFICATE_FOUND' };
  const existed = proofs.ofValue(verified);
  const sound = signatureSound(hash, algorithm, signer);
  const judged = await judgeCertificate(context, proofs, signer, {
    purpose: 'signature',
    existed,
    used: existed,
    sound,
  });
  // 5.5.4: proven to be older than its own certificate, a signature can't be that certificate's.
  if (existed < context.at && existed < signer.notBefore && judged.path.length) {
    return { ...judged, indication: 'TOTAL-FAILED', subIndication: 'NOT_YET_VALID' };
  }
  return judged;
}

/** 5.5.4: a content timestamp proves that the signature came after it: after a revocation, after the certificate's end. */
function sinceContent(
  judgement: Judgement,
  { value }: VerifiedSignature,
  timestamps: readonly JudgedTimestamp[],
): Judgement | null {
  const [latest] = timesOf(timestamps, 'content').sort((a, b) => b.getTime() - a.getTime());
  if (!latest || !value?.signer) return null;
  const { subIndication, revocation } = judgement;
  const revokedAt = revocation[0]?.revokedAt;
  if (subIndication === 'REVOKED_NO_POE' && revokedAt && latest >= revokedAt) return failed(judgement, 'REVOKED');
  const ofTime = subIndication === 'OUT_OF_BOUNDS_NO_POE' || subIndication === 'OUT_OF_BOUNDS_NOT_REVOKED';
  return ofTime && latest > value.signer.notAfter ? failed(judgement, 'EXPIRED') : null;
}

const failed = (judgement: Judgement, subIndication: SubIndication): Judgement => ({
  ...judgement,
  indication: 'TOTAL-FAILED',
  subIndication,
});

/** 5.5.4: what is stamped before signing can't be stamped after the signature. */
function orderFailure(judgement: Judgement, timestamps: readonly JudgedTimestamp[]): Judgement | null {
  if (judgement.indication !== 'TOTAL-PASSED') return null;
  const late = timestamps.some(({ check, judgement: own }) => {
    return check.kind === 'content' && own.subIndication === 'TIMESTAMP_ORDER_FAILURE';
  });
  const notices: Notice[] = [...judgement.notices, { code: 'TIMESTAMP_ORDER' }];
  return late ? { ...judgement, indication: 'INDETERMINATE', subIndication: 'TIMESTAMP_ORDER_FAILURE', notices } : null;
}

/** A change that is not permitted, or can't be judged, stands against every signature before it. */
function changesFailure(judgement: Judgement, { later }: VerifiedSignature): Judgement {
  const doubted = later.laterChanges === 'forbidden' || later.laterChanges === 'undetermined';
  if (!doubted || judgement.indication === 'TOTAL-FAILED') return judgement;
  return { ...judgement, indication: 'INDETERMINATE', subIndication: 'SIG_CONSTRAINTS_FAILURE' };
}
