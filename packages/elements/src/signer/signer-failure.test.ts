import { JseError, type JseErrorCode } from '@jse/sdk/browser';
import { expect } from '@open-wc/testing';
import { eventOfFailure, problemOf } from './signer-failure.ts';
import { nextStep, type SignerStep } from './signer-machine.ts';

const error = (code: JseErrorCode) => new JseError(code, 'for developers', { requestId: 'req_7' });
const calling: readonly SignerStep[] = [
  'loading',
  'reading',
  'sending-code',
  'resending-code',
  'signing',
  'checking',
  'sending-refusal',
];

describe('a failed call of the signer', () => {
  for (const [step, code, type] of [
    ['loading', 'network', 'failed'],
    ['loading', 'not_found', 'failed'],
    ['loading', 'state_conflict', 'failed'],
    ['loading', 'invitation_invalid', 'session-over'],
    ['reading', 'network', 'failed'],
    ['reading', 'state_conflict', 'reload'],
    ['sending-code', 'reviewed_other_bytes', 'reload'],
    ['sending-code', 'network', 'stalled'],
    ['sending-code', 'rate_limited', 'stalled'],
    ['sending-code', 'signer_locked', 'failed'],
    ['sending-code', 'credit_insufficient', 'failed'],
    ['sending-code', 'not_your_turn', 'not-your-turn'],
    ['resending-code', 'code_resend_too_soon', 'stalled'],
    ['resending-code', 'not_found', 'over'],
    ['signing', 'code_wrong', 'code-refused'],
    ['signing', 'code_expired', 'code-refused'],
    ['signing', 'code_tries_exceeded', 'code-refused'],
    ['signing', 'signer_locked', 'code-refused'],
    ['signing', 'network', 'interrupted'],
    ['signing', 'timeout', 'interrupted'],
    ['signing', 'internal', 'interrupted'],
    ['signing', 'revision_changed', 'reload'],
    ['signing', 'already_signed', 'already-signed'],
    ['signing', 'session_expired', 'session-over'],
    ['checking', 'network', 'interrupted'],
    ['checking', 'not_found', 'over'],
    ['sending-refusal', 'unavailable', 'stalled'],
    ['sending-refusal', 'already_signed', 'already-signed'],
  ] as const) {
    it(`${step}: ${code} is “${type}”`, () => {
      const event = eventOfFailure(step, error(code));
      expect(event?.type).to.equal(type);
      expect(event?.problem).to.include({ code, requestId: 'req_7' });
    });
  }

  it('always leads somewhere, whatever the code', () => {
    const codes: JseErrorCode[] = [
      'network',
      'internal',
      'not_found',
      'scope_missing',
      'state_conflict',
      'rate_limited',
    ];
    for (const step of calling) {
      for (const code of codes) {
        const event = eventOfFailure(step, error(code));
        expect(event && nextStep(step, event.type), `${step} ${code}`).to.be.a('string');
      }
    }
  });

  it('passes over a call that was given up', () => {
    expect(eventOfFailure('reading', error('aborted'))).to.equal(undefined);
  });

  it('takes a stranger’s error for an internal one and shows nothing of it', () => {
    expect(problemOf(new TypeError('secret'))).to.deep.equal({
      code: 'internal',
      requestId: null,
      triesLeft: null,
      retryAfter: null,
    });
  });
});
