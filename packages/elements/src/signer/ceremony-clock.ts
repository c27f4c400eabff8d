import type { Ceremony } from '@jse/sdk/browser';

/** A ceremony's moments by this device's clock, in epoch milliseconds; null where there is none. */
export interface CeremonyMoments {
  readonly expiresAt: number | null;
  readonly resendAt: number | null;
}

/**
 * The platform's clock minus this device's, in milliseconds, from an answer that told when its code was sent. A device
 * whose clock is off then still counts down rightly; the way of the answer is the error.
 */
export function clockOffset({ codeSentAt }: Pick<Ceremony, 'codeSentAt'>, receivedAt: number): number {
  return codeSentAt === null ? 0 : Date.parse(codeSentAt) - receivedAt;
}

/** The ceremony's moments on a device whose clock is `offset` behind the platform's. */
export function momentsOf(ceremony: Pick<Ceremony, 'codeExpiresAt' | 'resendAt'>, offset: number): CeremonyMoments {
  const here = (moment: string | null) => (moment === null ? null : Date.parse(moment) - offset);
  return { expiresAt: here(ceremony.codeExpiresAt), resendAt: here(ceremony.resendAt) };
}

/** Whether a code that was sent can still be entered: not used up, and good for another minute. `now` in milliseconds. */
export function codeStillGood(
  ceremony: Pick<Ceremony, 'state' | 'triesLeft'> | undefined,
  { expiresAt }: CeremonyMoments,
  now: number,
): boolean {
  const alive = expiresAt !== null && expiresAt - now > 60_000;
  return ceremony?.state === 'code-sent' && ceremony.triesLeft > 0 && alive;
}
