import { expect } from '@open-wc/testing';
import { clockFace, epochOf, isoDuration, secondsUntil } from './countdown.ts';

const noon = Date.parse('2026-03-02T12:00:00Z');

describe('countdown', () => {
  it('counts whole seconds and stops at zero', () => {
    expect(secondsUntil('2026-03-02T12:30:00Z', noon)).to.equal(1800);
    expect(secondsUntil(new Date(noon + 1), noon)).to.equal(1);
    expect(secondsUntil(noon - 5000, noon)).to.equal(0);
  });

  it('has nothing to count without a moment', () => {
    expect([null, undefined, '', 'soon'].map((moment) => secondsUntil(moment, noon))).to.deep.equal([
      null,
      null,
      null,
      null,
    ]);
    expect(epochOf(new Date(Number.NaN))).to.equal(null);
  });

  it('reads as a clock and as an ISO duration', () => {
    expect([0, 9, 65, 1800, 3605].map(clockFace)).to.deep.equal(['0:00', '0:09', '1:05', '30:00', '1:00:05']);
    expect(isoDuration(1799)).to.equal('PT29M59S');
  });
});
