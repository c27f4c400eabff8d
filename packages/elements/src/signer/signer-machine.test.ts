import { expect } from '@open-wc/testing';
import {
  advance,
  initialSignerState,
  nextStep,
  type SignerEventType,
  type SignerProblem,
  type SignerState,
  type SignerStep,
  signerSteps,
  signerTransitions,
} from './signer-machine.ts';

/** The edges as the documentation draws them, written out once more: the table is held against this list. */
const answered: readonly [SignerEventType, SignerStep][] = [
  ['refused', 'refused'],
  ['not-your-turn', 'not-your-turn'],
  ['expired', 'expired'],
  ['already-signed', 'already-signed'],
  ['cancelled', 'cancelled'],
  ['session-over', 'session-expired'],
  ['failed', 'failed'],
  ['reload', 'loading'],
];
const edges: readonly (readonly [SignerStep, SignerEventType, SignerStep])[] = [
  ...(
    [
      'loading',
      'reading',
      'sending-identity',
      'isolated',
      'sending-code',
      'resending-code',
      'signing',
      'checking',
      'sending-refusal',
    ] as const
  ).flatMap((from) => answered.map(([type, to]) => [from, type, to] as const)),
  ['loading', 'ready', 'reading'],
  ['loading', 'identity', 'identity'],
  ['reading', 'read', 'consenting'],
  ['reading', 'isolated', 'isolated'],
  ['reading', 'identity', 'identity'],
  ['reading', 'refuse', 'refusing'],
  ['identity', 'back', 'reading'],
  ['identity', 'submitted', 'sending-identity'],
  ['identity', 'refuse', 'refusing'],
  ['identity', 'retry', 'loading'],
  ['sending-identity', 'identity-sent', 'identity'],
  ['sending-identity', 'stalled', 'identity'],
  ['isolated', 'back', 'reading'],
  ['isolated', 'refuse', 'refusing'],
  ['isolated', 'settled', 'checking'],
  ['consenting', 'back', 'reading'],
  ['consenting', 'consented', 'sending-code'],
  ['consenting', 'refuse', 'refusing'],
  ['sending-code', 'sent', 'code'],
  ['sending-code', 'stalled', 'consenting'],
  ['code', 'entered', 'signing'],
  ['code', 'resend', 'resending-code'],
  ['code', 'back', 'consenting'],
  ['code', 'refuse', 'refusing'],
  ['resending-code', 'sent', 'code'],
  ['resending-code', 'stalled', 'code'],
  ['resending-code', 'over', 'consenting'],
  ['signing', 'signed', 'proving'],
  ['signing', 'code-refused', 'code'],
  ['signing', 'interrupted', 'interrupted'],
  ['signing', 'over', 'consenting'],
  ['interrupted', 'retry', 'checking'],
  ['checking', 'signed', 'proving'],
  ['checking', 'unsigned', 'code'],
  ['checking', 'isolated', 'isolated'],
  ['checking', 'interrupted', 'interrupted'],
  ['checking', 'over', 'consenting'],
  ['proving', 'proved', 'signed'],
  ['signed', 'prove', 'proving'],
  ['refusing', 'back', 'reading'],
  ['refusing', 'refusal-confirmed', 'sending-refusal'],
  ['sending-refusal', 'stalled', 'refusing'],
  ['not-your-turn', 'retry', 'loading'],
  ['session-expired', 'retry', 'loading'],
  ['failed', 'retry', 'loading'],
];
const types = [...new Set(edges.map(([, type]) => type))];
const problem: SignerProblem = { code: 'code_wrong', requestId: 'req_1', triesLeft: 4, retryAfter: null };

/** The step after these events, from the beginning. */
function after(...happened: SignerEventType[]): SignerStep {
  return happened.reduce<SignerState>((state, type) => advance(state, { type }), initialSignerState).step;
}

describe('the signer’s state machine', () => {
  for (const [from, type, to] of edges) {
    it(`${from} — ${type} → ${to}`, () => {
      expect(advance({ step: from, problem: null }, { type, problem })).to.deep.equal({ step: to, problem });
    });
  }

  it('has no other edge', () => {
    const known = new Set(edges.map(([from, type]) => `${from} ${type}`));
    for (const from of signerSteps) {
      expect(
        Object.keys(signerTransitions[from]).every((type) => known.has(`${from} ${type}`)),
        from,
      ).to.equal(true);
      for (const type of types) {
        if (known.has(`${from} ${type}`)) continue;
        const state = { step: from, problem };
        expect(advance(state, { type }), `${from} ${type}`).to.equal(state);
      }
    }
  });

  it('reaches every step, and every step but the ends leads on', () => {
    const reached = new Set<SignerStep>(['loading']);
    for (let size = 0; size !== reached.size;) {
      size = reached.size;
      for (const [from, , to] of edges) if (reached.has(from)) reached.add(to);
    }
    expect([...signerSteps].filter((step) => !reached.has(step))).to.deep.equal([]);
    const dead = signerSteps.filter((step) => Object.keys(signerTransitions[step]).length === 0);
    expect(dead).to.deep.equal(['refused', 'expired', 'already-signed', 'cancelled']);
  });

  it('goes the straight way', () => {
    expect(after('ready', 'read', 'consented', 'sent', 'entered', 'signed', 'proved')).to.equal('signed');
  });

  it('sends no code without consent and signs nothing without a code', () => {
    const leadTo = (step: SignerStep) =>
      edges.filter(([, , to]) => to === step).map(([from, type]) => `${from} ${type}`);
    expect(leadTo('sending-code')).to.deep.equal(['consenting consented']);
    expect(leadTo('signing')).to.deep.equal(['code entered']);
    expect(leadTo('proving')).to.deep.equal(['signing signed', 'checking signed', 'signed prove']);
  });

  it('ignores a double click and an answer that comes too late', () => {
    expect(after('ready', 'read', 'consented', 'consented')).to.equal('sending-code');
    expect(after('ready', 'read', 'consented', 'sent', 'entered', 'entered', 'sent')).to.equal('signing');
  });

  it('after a lost answer asks what became of it before anything else', () => {
    expect(after('ready', 'read', 'consented', 'sent', 'entered', 'interrupted', 'entered')).to.equal('interrupted');
    expect(after('ready', 'read', 'consented', 'sent', 'entered', 'interrupted', 'retry', 'signed')).to.equal(
      'proving',
    );
  });

  it('tells why the documents were loaded anew, and forgets it afterwards', () => {
    const changed = { ...problem, code: 'reviewed_other_bytes' } as const;
    const reloading = advance({ step: 'sending-code', problem: null }, { type: 'reload', problem: changed });
    const reading = advance(reloading, { type: 'ready' });
    expect(reading).to.deep.equal({ step: 'reading', problem: changed });
    expect(advance(reading, { type: 'read' }).problem).to.equal(null);
  });

  it('answers undefined for what is no edge', () => {
    expect(nextStep('refused', 'retry')).to.equal(undefined);
  });

  it('is drawn in the documentation as it is', async () => {
    const page = await (await fetch('/docs/signing.md')).text();
    const drawn = [...page.matchAll(/^ {2}([\w-]+) --> ([\w-]+): ([\w-]+)$/gm)].map(
      ([, from, to, type]) => `${from} ${type} ${to}`,
    );
    const shared = new Set(answered.map(([type]) => type));
    const own = edges.filter(([, type]) => !shared.has(type)).map(([from, type, to]) => `${from} ${type} ${to}`);
    expect(drawn.sort()).to.deep.equal(own.sort());
  });
});
