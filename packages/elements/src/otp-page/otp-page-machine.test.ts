import type { JseErrorCode } from '@jse/sdk/browser';
import { expect } from '@open-wc/testing';
import { type Edge, expectEdges } from '../testing/edges.ts';
import type { SignerProblem } from '../signer/signer-machine.ts';
import {
  advancePage,
  failureOf,
  type OtpPageEvent,
  type OtpPageState,
  type OtpPageStep,
  otpPageTransitions,
} from './otp-page-machine.ts';

const edges: readonly Edge<OtpPageStep, OtpPageEvent>[] = [
  ['loading', 'ready', 'consent'],
  ['loading', 'failed', 'failed'],
  ['consent', 'consented', 'sending-code'],
  ['sending-code', 'sent', 'code'],
  ['sending-code', 'stalled', 'consent'],
  ['sending-code', 'failed', 'failed'],
  ['code', 'entered', 'signing'],
  ['code', 'resend', 'resending-code'],
  ['resending-code', 'sent', 'code'],
  ['resending-code', 'stalled', 'code'],
  ['resending-code', 'over', 'consent'],
  ['resending-code', 'failed', 'failed'],
  ['signing', 'settled', 'settled'],
  ['signing', 'unsettled', 'code'],
  ['signing', 'code-refused', 'code'],
  ['signing', 'interrupted', 'interrupted'],
  ['signing', 'over', 'consent'],
  ['signing', 'failed', 'failed'],
  ['interrupted', 'check', 'checking'],
  ['checking', 'settled', 'settled'],
  ['checking', 'unsettled', 'code'],
  ['checking', 'interrupted', 'interrupted'],
  ['checking', 'over', 'consent'],
  ['checking', 'failed', 'failed'],
  ['failed', 'retry', 'loading'],
];
const events = [...new Set(edges.map(([, event]) => event))];
const problem: SignerProblem = { code: 'code_wrong', requestId: 'req_1', triesLeft: 4, retryAfter: null };

/** The step after these events, from the beginning. */
function after(...happened: OtpPageEvent[]): OtpPageStep {
  const begun: OtpPageState = { step: 'loading', problem: null };
  return happened.reduce((state, event) => advancePage(state, event), begun).step;
}

describe('the state machine of the platform’s frame', () => {
  for (const [from, event, to] of edges) {
    it(`${from} — ${event} → ${to}`, () => {
      expect(advancePage({ step: from, problem: null }, event, problem)).to.deep.equal({ step: to, problem });
    });
  }

  it('has no other edge, reaches every step, and ends in one alone', () => {
    expectEdges(otpPageTransitions, edges, { first: 'loading', ends: ['settled'] });
  });

  it('keeps its very state where the step does not know the event', () => {
    for (const step of Object.keys(otpPageTransitions) as OtpPageStep[])
      for (const event of events) {
        if (edges.some(([from, known]) => from === step && known === event)) continue;
        const state = { step, problem };
        expect(advancePage(state, event), `${step} ${event}`).to.equal(state);
      }
  });

  it('sends no code without the consent, and signs only what a code was entered for, once', () => {
    const into = (step: OtpPageStep) =>
      edges.filter(([, , to]) => to === step).map(([from, event]) => `${from} ${event}`);
    expect(into('sending-code')).to.deep.equal(['consent consented']);
    expect(into('signing')).to.deep.equal(['code entered']);
    expect(into('settled')).to.deep.equal(['signing settled', 'checking settled']);
    expect(after('ready', 'consented', 'consented', 'sent', 'entered', 'entered', 'sent')).to.equal('signing');
  });

  it('after a lost answer asks what became of it before a code can be entered again', () => {
    expect(after('ready', 'consented', 'sent', 'entered', 'interrupted', 'entered')).to.equal('interrupted');
    expect(after('ready', 'consented', 'sent', 'entered', 'interrupted', 'check', 'settled')).to.equal('settled');
    expect(after('ready', 'consented', 'sent', 'entered', 'interrupted', 'check', 'unsettled')).to.equal('code');
  });

  const failures: readonly (readonly [OtpPageStep, readonly JseErrorCode[], OtpPageEvent])[] = [
    ['loading', ['network', 'not_found', 'internal', 'unauthenticated'], 'failed'],
    ['sending-code', ['network', 'timeout', 'unavailable', 'internal', 'idempotency_in_flight'], 'stalled'],
    ['sending-code', ['rate_limited', 'code_resend_too_soon', 'signer_locked'], 'stalled'],
    ['sending-code', ['reviewed_other_bytes', 'not_your_turn', 'not_found'], 'failed'],
    ['resending-code', ['network', 'rate_limited', 'code_resend_too_soon', 'signer_locked'], 'stalled'],
    ['resending-code', ['not_found'], 'over'],
    ['resending-code', ['state_conflict'], 'failed'],
    ['signing', ['code_wrong', 'code_expired', 'code_tries_exceeded', 'signer_locked'], 'code-refused'],
    ['signing', ['network', 'timeout', 'unavailable', 'internal', 'idempotency_in_flight'], 'interrupted'],
    ['signing', ['not_found'], 'over'],
    ['signing', ['reviewed_other_bytes', 'state_conflict'], 'failed'],
    ['checking', ['network', 'timeout', 'unavailable'], 'interrupted'],
    ['checking', ['not_found'], 'over'],
    ['checking', ['scope_missing'], 'failed'],
  ];
  for (const [step, codes, event] of failures) {
    it(`at ${step} ${codes.join(', ')} mean: ${event}`, () => {
      for (const code of codes) expect(failureOf(step, { code }), code).to.equal(event);
      expect(advancePage({ step, problem: null }, event).step, 'and the step knows it').not.to.equal(step);
    });
  }
});
