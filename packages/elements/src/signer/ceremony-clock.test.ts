import { expect } from '@open-wc/testing';
import { clockOffset, momentsOf } from './ceremony-clock.ts';

const sent = {
  codeSentAt: '2026-03-02T12:00:00Z',
  codeExpiresAt: '2026-03-02T12:30:00Z',
  resendAt: '2026-03-02T12:00:30Z',
};

describe('the moments of a ceremony on this device', () => {
  for (const [what, receivedAt] of [
    ['right', '2026-03-02T12:00:00Z'],
    ['a day ahead', '2026-03-03T12:00:00Z'],
    ['two hours behind', '2026-03-02T10:00:00Z'],
  ] as const) {
    it(`leave 30 minutes and 30 seconds on a clock that is ${what}`, () => {
      const now = Date.parse(receivedAt);
      const { expiresAt, resendAt } = momentsOf(sent, clockOffset(sent, now));
      expect([expiresAt, resendAt]).to.deep.equal([now + 30 * 60_000, now + 30_000]);
    });
  }

  it('are none before a code was sent', () => {
    const none = { codeSentAt: null, codeExpiresAt: null, resendAt: null };
    expect(clockOffset(none, 0)).to.equal(0);
    expect(momentsOf(none, 0)).to.deep.equal({ expiresAt: null, resendAt: null });
  });
});
