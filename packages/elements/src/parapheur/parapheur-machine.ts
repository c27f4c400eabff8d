import type { JseErrorCode } from '@jse/sdk/browser';
import type { SignerProblem } from '../signer/signer-machine.ts';

/** Where the person is with his tray. */
export type TrayStep =
  | 'loading'
  | 'list'
  | 'launching'
  | 'fetching'
  | 'isolated'
  | 'consent'
  | 'sending-code'
  | 'code'
  | 'resending-code'
  | 'signing'
  | 'interrupted'
  | 'checking'
  | 'done'
  | 'failed';

/** What happens: acts of the person, answers of the platform, failures of the way between. */
export type TrayEvent =
  | 'ready'
  | 'launch'
  | 'sign'
  | 'fetched'
  | 'isolated'
  | 'consented'
  | 'sent'
  | 'resend'
  | 'entered'
  | 'settled'
  | 'unsettled'
  | 'code-refused'
  | 'interrupted'
  | 'stalled'
  | 'back'
  | 'check'
  | 'reload'
  | 'failed';

/**
 * Every edge there is; in `isolated` consent, code and signature happen in the platform's frame. As with one signer, nothing is sent twice between `signing` and `done`: an answer that got lost
 * leads over `interrupted` to `checking`, which asks the platform what became of the batch.
 */
export const trayTransitions = {
  loading: { ready: 'list', failed: 'failed' },
  list: { launch: 'launching', sign: 'fetching', reload: 'loading' },
  launching: { reload: 'loading' },
  fetching: { fetched: 'consent', isolated: 'isolated', back: 'list', stalled: 'list' },
  isolated: { settled: 'checking', back: 'list', stalled: 'list' },
  consent: { consented: 'sending-code', back: 'list' },
  'sending-code': { sent: 'code', stalled: 'consent' },
  code: { entered: 'signing', resend: 'resending-code', back: 'consent' },
  'resending-code': { sent: 'code', stalled: 'code' },
  signing: {
    settled: 'done',
    unsettled: 'code',
    'code-refused': 'code',
    interrupted: 'interrupted',
    stalled: 'consent',
  },
  interrupted: { check: 'checking' },
  checking: {
    settled: 'done',
    unsettled: 'code',
    isolated: 'isolated',
    interrupted: 'interrupted',
    stalled: 'consent',
  },
  done: { reload: 'loading' },
  failed: { reload: 'loading' },
} as const satisfies Record<TrayStep, Partial<Record<TrayEvent, TrayStep>>>;

/** The step, and the problem to show on it. */
export interface TrayState {
  readonly step: TrayStep;
  readonly problem: SignerProblem | null;
}

/** The state after an event; what the step does not know changes nothing: a second click, an answer that comes too late. */
export function advanceTray(state: TrayState, event: TrayEvent, problem: SignerProblem | null = null): TrayState {
  const step = (trayTransitions[state.step] as Partial<Record<TrayEvent, TrayStep>>)[event];
  return step === undefined ? state : { step, problem };
}

// The platform may have acted, or not at all: the way between is what failed.
const uncertain = new Set<JseErrorCode>(['network', 'timeout', 'unavailable', 'internal', 'idempotency_in_flight']);
const refusals = new Set<JseErrorCode>(['code_wrong', 'code_expired', 'code_tries_exceeded', 'signer_locked']);

/** What a failed call of a step means; undefined for one that was given up on purpose. */
export function failureEvent(step: TrayStep, { code }: SignerProblem): TrayEvent | undefined {
  if (code === 'aborted') return undefined;
  if (step === 'loading') return 'failed';
  if (step !== 'signing' && step !== 'checking') return 'stalled';
  if (refusals.has(code)) return 'code-refused';
  return uncertain.has(code) ? 'interrupted' : 'stalled';
}

const lost = new Set<JseErrorCode>([
  'reviewed_other_bytes',
  'revision_changed',
  'state_conflict',
  'not_your_turn',
  'already_signed',
]);

/** Whether the batch as it was read cannot be signed any more, whoever tries. */
export const isLost = ({ code }: SignerProblem): boolean => lost.has(code);
