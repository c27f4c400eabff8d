import type { Notice } from '../finding-code.ts';
import type { SubIndication } from '../sub-indication.ts';
import { hashSound, signatureSound } from './cryptographic-constraints.ts';
import { withoutPath } from './format-failure.ts';
import { judgeCertificate } from './judge-certificate.ts';
import type { Judgement } from './judged-signature.ts';
import type { ProofsOfExistence } from './proofs-of-existence.ts';
import type { TimestampCheck } from './signature-timestamps.ts';
import type { TrustContext } from './trust-context.ts';

/** Whole seconds are cut off by some authorities, and two of them need not have quite the same time. */
const tolerance = 1000;

/**
 * Question: may a time-stamp token be believed? (EN 319 102-1, 5.4 and 5.6.2) Its own signature and imprint hold, its
 * authority's certificate leads to an anchor, now or when the token is proven to have existed (`existed`), and its time is
 * not later than that. `failure` is what was found against its format before.
 */
export async function judgeTimestamp(
  context: TrustContext,
  proofs: ProofsOfExistence,
  check: TimestampCheck,
  existed: Date,
  failure: Judgement | null = null,
): Promise<Judgement> {
  const { integrity, signer, info, hash, algorithm, notices } = check;
  if (failure || integrity !== 'intact' || !signer || !info) {
    const indication = integrity === 'broken' ? 'TOTAL-FAILED' : 'INDETERMINATE';
    const subIndication = integrity === 'broken' ? 'SIG_CRYPTO_FAILURE' : 'CRYPTO_CONSTRAINTS_FAILURE';
    return failure ?? { ...withoutPath, indication, subIndication, notices };
  }
  const sound = [signatureSound(hash, algorithm, signer), hashSound(info.hash)].reduce((a, b) => (b < a ? b : a));
  const certified = await judgeCertificate(context, proofs, signer, {
    purpose: 'timestamp',
    existed,
    used: info.time,
    sound,
  });
  const verdict = certified.subIndication ?? timeFailure(check, existed);
  if (!verdict) return certified;
  const untrusted: Notice = { code: 'TIMESTAMP_UNTRUSTED', detail: verdict };
  const all = [...certified.notices, ...notices, untrusted];
  return { ...certified, indication: 'INDETERMINATE', subIndication: verdict, notices: all };
}

/** The time must be one at which the authority's certificate was valid, and no later than the token is proven to exist. */
function timeFailure({ info, signer }: TimestampCheck, existed: Date): SubIndication | null {
  if (!info || !signer) return null;
  if (info.time.getTime() > existed.getTime() + tolerance) return 'TIMESTAMP_ORDER_FAILURE';
  return info.time < signer.notBefore || info.time > signer.notAfter ? 'OUT_OF_BOUNDS_NO_POE' : null;
}
