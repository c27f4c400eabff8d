import type { JseErrorCode } from '@jse/sdk/browser';
import type { SignerProblem } from '../signer/signer-machine.ts';

/** Where the person is in the platform's frame. */
export type OtpPageStep =
  | 'loading'
  | 'consent'
  | 'sending-code'
  | 'code'
  | 'resending-code'
  | 'signing'
  | 'interrupted'
  | 'checking'
  | 'settled'
  | 'failed';

/** What happens: acts of the person, answers of the platform, failures of the way between. */
export type OtpPageEvent =
  | 'ready'
  | 'consented'
  | 'sent'
  | 'resend'
  | 'entered'
  | 'code-refused'
  | 'settled'
  | 'unsettled'
  | 'interrupted'
  | 'check'
  | 'stalled'
  | 'over'
  | 'failed'
  | 'retry';

/**
 * Every edge there is. As everywhere nothing is sent twice after the code: an answer that got lost leads over
 * `interrupted` to `checking`, which asks the platform what became of the ceremony.
 */
export const otpPageTransitions = {
  loading: { ready: 'consent', failed: 'failed' },
  consent: { consented: 'sending-code' },
  'sending-code': { sent: 'code', stalled: 'consent', failed: 'failed' },
  code: { entered: 'signing', resend: 'resending-code' },
  'resending-code': { sent: 'code', stalled: 'code', over: 'consent', failed: 'failed' },
  signing: {
    settled: 'settled',
    unsettled: 'code',
    'code-refused': 'code',
    interrupted: 'interrupted',
    over: 'consent',
    failed: 'failed',
  },
  interrupted: { check: 'checking' },
  checking: { settled: 'settled', unsettled: 'code', interrupted: 'interrupted', over: 'consent', failed: 'failed' },
  settled: {},
  failed: { retry: 'loading' },
} as const satisfies Record<OtpPageStep, Partial<Record<OtpPageEvent, OtpPageStep>>>;

/** The step, and the problem to show on it. */
export interface OtpPageState {
  readonly step: OtpPageStep;
  readonly problem: SignerProblem | null;
}

/** The state after an event; what the step does not know changes nothing: a second click, an answer that comes too late. */
export function advancePage(
  state: OtpPageState,
  event: OtpPageEvent,
  problem: SignerProblem | null = null,
): OtpPageState {
  const step = (otpPageTransitions[state.step] as Partial<Record<OtpPageEvent, OtpPageStep>>)[event];
  return step === undefined ? state : { step, problem };
}

// The platform may have acted, or not at all: the way between is what failed.
const uncertain = new Set<JseErrorCode>(['network', 'timeout', 'unavailable', 'internal', 'idempotency_in_flight']);
const later = new Set<JseErrorCode>(['rate_limited', 'code_resend_too_soon', 'signer_locked']);
const refusals = new Set<JseErrorCode>(['code_wrong', 'code_expired', 'code_tries_exceeded', 'signer_locked']);

/** What a failed call of a step means. */
export function failureOf(step: OtpPageStep, { code }: Pick<SignerProblem, 'code'>): OtpPageEvent {
  const sending = step === 'sending-code' || step === 'resending-code';
  if (sending && (uncertain.has(code) || later.has(code))) return 'stalled';
  if (step === 'signing' && refusals.has(code)) return 'code-refused';
  if ((step === 'signing' || step === 'checking') && uncertain.has(code)) return 'interrupted';
  return code === 'not_found' && step !== 'sending-code' && step !== 'loading' ? 'over' : 'failed';
}
