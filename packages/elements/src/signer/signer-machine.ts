import type { JseErrorCode } from '@jse/sdk/browser';

/** Where a signer is. The steps after `sending-refusal` are ends; some of them may be tried again. */
export const signerSteps = [
  'loading',
  'reading',
  'identity',
  'sending-identity',
  'isolated',
  'consenting',
  'sending-code',
  'code',
  'resending-code',
  'signing',
  'interrupted',
  'checking',
  'proving',
  'signed',
  'refusing',
  'sending-refusal',
  'refused',
  'not-your-turn',
  'expired',
  'already-signed',
  'cancelled',
  'session-expired',
  'failed',
] as const;
/** One of {@link signerSteps}. */
export type SignerStep = (typeof signerSteps)[number];

/** What happens: acts of the person, answers of the platform, failures of the way between. */
export type SignerEventType =
  | 'ready'
  | 'identity'
  | 'submitted'
  | 'identity-sent'
  | 'read'
  | 'isolated'
  | 'settled'
  | 'back'
  | 'consented'
  | 'sent'
  | 'entered'
  | 'resend'
  | 'code-refused'
  | 'signed'
  | 'interrupted'
  | 'unsigned'
  | 'proved'
  | 'prove'
  | 'refuse'
  | 'refusal-confirmed'
  | 'stalled'
  | 'over'
  | 'reload'
  | 'retry'
  | 'refused'
  | 'not-your-turn'
  | 'expired'
  | 'already-signed'
  | 'cancelled'
  | 'session-over'
  | 'failed';

// What any answer of the platform may turn out to be.
const answers = {
  refused: 'refused',
  'not-your-turn': 'not-your-turn',
  expired: 'expired',
  'already-signed': 'already-signed',
  cancelled: 'cancelled',
  'session-over': 'session-expired',
  failed: 'failed',
  reload: 'loading',
} as const;

/**
 * Every edge there is. In `isolated` consent, code and signature happen in the platform's frame; what came of them is
 * asked of the platform like after a lost answer. Between `signing` and `proving` nothing is ever sent twice: an answer that got lost leads over
 * `interrupted` to `checking`, which asks the platform what became of the ceremony.
 */
export const signerTransitions = {
  loading: { ...answers, ready: 'reading', identity: 'identity' },
  reading: { ...answers, read: 'consenting', isolated: 'isolated', identity: 'identity', refuse: 'refusing' },
  identity: { back: 'reading', submitted: 'sending-identity', refuse: 'refusing', retry: 'loading' },
  'sending-identity': { ...answers, 'identity-sent': 'identity', stalled: 'identity' },
  isolated: { ...answers, back: 'reading', refuse: 'refusing', settled: 'checking' },
  consenting: { back: 'reading', consented: 'sending-code', refuse: 'refusing' },
  'sending-code': { ...answers, sent: 'code', stalled: 'consenting' },
  code: { entered: 'signing', resend: 'resending-code', back: 'consenting', refuse: 'refusing' },
  'resending-code': { ...answers, sent: 'code', stalled: 'code', over: 'consenting' },
  signing: { ...answers, signed: 'proving', 'code-refused': 'code', interrupted: 'interrupted', over: 'consenting' },
  interrupted: { retry: 'checking' },
  checking: {
    ...answers,
    signed: 'proving',
    unsigned: 'code',
    isolated: 'isolated',
    interrupted: 'interrupted',
    over: 'consenting',
  },
  proving: { proved: 'signed' },
  signed: { prove: 'proving' },
  refusing: { back: 'reading', 'refusal-confirmed': 'sending-refusal' },
  'sending-refusal': { ...answers, stalled: 'refusing' },
  refused: {},
  'not-your-turn': { retry: 'loading' },
  expired: {},
  'already-signed': {},
  cancelled: {},
  'session-expired': { retry: 'loading' },
  failed: { retry: 'loading' },
} as const satisfies Record<SignerStep, Partial<Record<SignerEventType, SignerStep>>>;

/** What went wrong, as far as the person is told: code, request id, tries left, seconds until it may be tried again. */
export interface SignerProblem {
  readonly code: JseErrorCode;
  readonly requestId: string | null;
  readonly triesLeft: number | null;
  readonly retryAfter: number | null;
}

/** Something that happened, with the problem where there is one. */
export interface SignerEvent {
  readonly type: SignerEventType;
  readonly problem?: SignerProblem;
}

/** The step, and the problem to show on it. */
export interface SignerState {
  readonly step: SignerStep;
  readonly problem: SignerProblem | null;
}

/** Where every signer begins. */
export const initialSignerState: SignerState = { step: 'loading', problem: null };

/** Where an event leads, or undefined where the table has no such edge. */
export function nextStep(step: SignerStep, type: SignerEventType): SignerStep | undefined {
  return (signerTransitions[step] as Partial<Record<SignerEventType, SignerStep>>)[type];
}

/**
 * The state after an event. What the step does not know changes nothing: a second click, an answer that comes too late.
 * The problem belongs to the step that it led to; why the documents were loaded anew is still told when they are there.
 */
export function advance(state: SignerState, event: SignerEvent): SignerState {
  const step = nextStep(state.step, event.type);
  if (step === undefined) return state;
  const kept = state.step === 'loading' && event.type === 'ready' ? state.problem : null;
  return { step, problem: event.problem ?? kept };
}
