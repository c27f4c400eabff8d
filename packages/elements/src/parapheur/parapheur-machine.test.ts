import { expect } from '@open-wc/testing';
import type { SignerProblem } from '../signer/signer-machine.ts';
import { type Edge, expectEdges } from '../testing/edges.ts';
import {
  advanceTray,
  failureEvent,
  isLost,
  type TrayEvent,
  type TrayState,
  type TrayStep,
  trayTransitions,
} from './parapheur-machine.ts';

const edges: readonly Edge<TrayStep, TrayEvent>[] = [
  ['loading', 'ready', 'list'],
  ['loading', 'failed', 'failed'],
  ['list', 'launch', 'launching'],
  ['list', 'sign', 'fetching'],
  ['list', 'reload', 'loading'],
  ['launching', 'reload', 'loading'],
  ['fetching', 'fetched', 'consent'],
  ['fetching', 'isolated', 'isolated'],
  ['fetching', 'back', 'list'],
  ['fetching', 'stalled', 'list'],
  ['isolated', 'settled', 'checking'],
  ['isolated', 'back', 'list'],
  ['isolated', 'stalled', 'list'],
  ['consent', 'consented', 'sending-code'],
  ['consent', 'back', 'list'],
  ['sending-code', 'sent', 'code'],
  ['sending-code', 'stalled', 'consent'],
  ['code', 'entered', 'signing'],
  ['code', 'resend', 'resending-code'],
  ['code', 'back', 'consent'],
  ['resending-code', 'sent', 'code'],
  ['resending-code', 'stalled', 'code'],
  ['signing', 'settled', 'done'],
  ['signing', 'unsettled', 'code'],
  ['signing', 'code-refused', 'code'],
  ['signing', 'interrupted', 'interrupted'],
  ['signing', 'stalled', 'consent'],
  ['interrupted', 'check', 'checking'],
  ['checking', 'settled', 'done'],
  ['checking', 'unsettled', 'code'],
  ['checking', 'isolated', 'isolated'],
  ['checking', 'interrupted', 'interrupted'],
  ['checking', 'stalled', 'consent'],
  ['done', 'reload', 'loading'],
  ['failed', 'reload', 'loading'],
];
const failed = (code: SignerProblem['code']): SignerProblem => ({
  code,
  requestId: null,
  triesLeft: null,
  retryAfter: null,
});

/** The step after these events, from the list. */
function after(...happened: TrayEvent[]): TrayStep {
  return happened.reduce<TrayState>((state, event) => advanceTray(state, event), { step: 'list', problem: null }).step;
}

describe('the tray’s state machine', () => {
  it('has these edges and no other, reaches every step and has no dead end', () => {
    expectEdges(trayTransitions, edges, { first: 'loading', ends: [] });
  });

  for (const [from, event, to] of edges) {
    it(`${from} — ${event} → ${to}`, () => {
      const problem = failed('network');
      expect(advanceTray({ step: from, problem: null }, event, problem)).to.deep.equal({ step: to, problem });
    });
  }

  it('a second click and an answer that comes too late change nothing', () => {
    expect(after('sign', 'sign', 'fetched', 'consented', 'consented', 'sent', 'entered', 'entered', 'sent')).to.equal(
      'signing',
    );
    expect(after('launch', 'sign')).to.equal('launching');
  });

  it('after a lost answer asks what became of the batch before anything else', () => {
    const lost = ['sign', 'fetched', 'consented', 'sent', 'entered', 'interrupted'] as const;
    expect(after(...lost, 'entered', 'reload')).to.equal('interrupted');
    expect(after(...lost, 'check', 'settled')).to.equal('done');
    expect(after(...lost, 'check', 'unsettled')).to.equal('code');
  });

  it('what a failed call means depends on the step', () => {
    expect(failureEvent('fetching', failed('aborted')), 'given up on purpose').to.equal(undefined);
    expect(failureEvent('loading', failed('network'))).to.equal('failed');
    expect(failureEvent('fetching', failed('network'))).to.equal('stalled');
    expect(failureEvent('sending-code', failed('reviewed_other_bytes'))).to.equal('stalled');
    for (const code of ['code_wrong', 'code_expired', 'code_tries_exceeded', 'signer_locked'] as const)
      expect(failureEvent('signing', failed(code)), code).to.equal('code-refused');
    for (const code of ['network', 'timeout', 'unavailable', 'internal', 'idempotency_in_flight'] as const)
      for (const step of ['signing', 'checking'] as const)
        expect(failureEvent(step, failed(code)), code).to.equal('interrupted');
    expect(failureEvent('checking', failed('not_found'))).to.equal('stalled');
  });

  it('knows what no other try can mend', () => {
    for (const code of ['reviewed_other_bytes', 'already_signed', 'not_your_turn'] as const)
      expect(isLost(failed(code)), code).to.equal(true);
    for (const code of ['network', 'code_wrong', 'rate_limited'] as const)
      expect(isLost(failed(code)), code).to.equal(false);
  });
});
