import { expect } from '@open-wc/testing';
import { scaleAtFullSize } from '../geometry/css-space.ts';
import { parseZoom, scaleOf, steppedZoom } from './zoom.ts';

const a4 = { width: 595, height: 842 };

describe('zoom', () => {
  it('fits the width, at most 150 %', () => {
    expect(scaleOf('fit-width', a4, { width: 595, height: 300 })).to.equal(1);
    expect(scaleOf('fit-width', a4, { width: 9000, height: 300 })).to.equal(1.5 * scaleAtFullSize);
  });

  it('fits the whole page into a low room', () => {
    expect(scaleOf('fit-page', a4, { width: 595, height: 421 })).to.equal(0.5);
  });

  it('keeps a factor between 25 and 400 %', () => {
    expect(scaleOf(1, a4, a4)).to.equal(scaleAtFullSize);
    expect(scaleOf(99, a4, a4)).to.equal(4 * scaleAtFullSize);
    expect(scaleOf(0.001, a4, a4)).to.equal(0.25 * scaleAtFullSize);
  });

  it('steps to the next factor of the ladder, from any fit', () => {
    expect(steppedZoom(scaleAtFullSize, 1)).to.equal(1.1);
    expect(steppedZoom(scaleAtFullSize, -1)).to.equal(0.9);
    expect(steppedZoom(0.62 * scaleAtFullSize, 1)).to.equal(0.67);
    expect(steppedZoom(4 * scaleAtFullSize, 1)).to.equal(4);
    expect(steppedZoom(0.1 * scaleAtFullSize, -1)).to.equal(0.25);
  });

  it('reads the attribute', () => {
    expect([parseZoom('fit-page'), parseZoom('1.5'), parseZoom('much'), parseZoom(null)]).to.deep.equal([
      'fit-page',
      1.5,
      'fit-width',
      'fit-width',
    ]);
  });
});
