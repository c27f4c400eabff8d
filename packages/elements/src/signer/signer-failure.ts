import type { JseError, JseErrorCode } from '@jse/sdk/browser';
import type { SignerEvent, SignerEventType, SignerProblem, SignerStep } from './signer-machine.ts';

const always: Partial<Record<JseErrorCode, SignerEventType>> = {
  not_your_turn: 'not-your-turn',
  already_signed: 'already-signed',
  session_expired: 'session-over',
  unauthenticated: 'session-over',
  embed_code_invalid: 'session-over',
  invitation_invalid: 'session-over',
  reviewed_other_bytes: 'reload',
  revision_changed: 'reload',
  state_conflict: 'reload',
  identity_missing: 'reload',
};

// The platform may have acted, or not at all: the way between is what failed.
const uncertain = new Set<JseErrorCode>(['network', 'timeout', 'unavailable', 'internal', 'idempotency_in_flight']);

const byStep: Partial<Record<SignerStep, Partial<Record<JseErrorCode, SignerEventType>>>> = {
  'sending-identity': {
    identity_image_invalid: 'stalled',
    pdf_too_large: 'stalled',
    body_too_large: 'stalled',
    validation_failed: 'stalled',
  },
  'resending-code': { not_found: 'over' },
  signing: {
    not_found: 'over',
    code_wrong: 'code-refused',
    code_expired: 'code-refused',
    code_tries_exceeded: 'code-refused',
    signer_locked: 'code-refused',
  },
  checking: { not_found: 'over' },
};

const whenUncertain: Partial<Record<SignerStep, SignerEventType>> = {
  'sending-identity': 'stalled',
  'sending-code': 'stalled',
  'resending-code': 'stalled',
  'sending-refusal': 'stalled',
  signing: 'interrupted',
  checking: 'interrupted',
};

/** What a failed call of a step means to the machine; undefined for a call that was given up on purpose. */
export function eventOfFailure(step: SignerStep, error: unknown): SignerEvent | undefined {
  return eventOfProblem(step, problemOf(error));
}

/** The same for a problem that came inside an answer. */
export function eventOfProblem(step: SignerStep, problem: SignerProblem): SignerEvent | undefined {
  const { code } = problem;
  if (code === 'aborted') return undefined;
  const sendLater = code === 'rate_limited' || code === 'code_resend_too_soon';
  const type =
    byStep[step]?.[code] ??
    (uncertain.has(code) || sendLater ? whenUncertain[step] : undefined) ??
    // While loading, a conflict is no reason to load once more.
    (step === 'loading' && always[code] === 'reload' ? 'failed' : always[code]);
  return { type: type ?? 'failed', problem };
}

/** What the person may know of an error; whatever is no error of the SDK counts as `internal`. */
export function problemOf(error: unknown): SignerProblem {
  if (!isOfSdk(error)) return { code: 'internal', requestId: null, triesLeft: null, retryAfter: null };
  return {
    code: error.code,
    requestId: error.requestId ?? null,
    triesLeft: error.problem?.triesLeft ?? null,
    retryAfter: error.retryAfter ?? null,
  };
}

/**
 * The SDK's error, by its name: its own `isJseError` stands in a module with the words of all errors, which would be
 * loaded before the first page is shown.
 */
const isOfSdk = (error: unknown): error is JseError => error instanceof Error && error.name === 'JseError';
