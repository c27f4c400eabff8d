import { expect } from '@open-wc/testing';
import { differingAreas, type Pixels } from './page-difference.ts';

function picture(width: number, height: number, painted: readonly (readonly [x: number, y: number])[] = []): Pixels {
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (const [x, y] of painted) data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
  return { data, width, height };
}

describe('differingAreas', () => {
  it('finds nothing in the same picture, nor in what no eye sees', () => {
    const before = picture(64, 64);
    expect(differingAreas(before, picture(64, 64))).to.deep.equal([]);
    const faint = picture(64, 64);
    faint.data[0] = 240;
    expect(differingAreas(before, faint)).to.deep.equal([]);
  });

  it('joins what touches and keeps apart what does not', () => {
    const after = picture(64, 64, [
      [9, 9],
      [17, 17],
      [60, 60],
    ]);
    expect(differingAreas(picture(64, 64), after)).to.deep.equal([
      { left: 8, top: 8, right: 24, bottom: 24 },
      { left: 56, top: 56, right: 64, bottom: 64 },
    ]);
  });

  it('stays within a picture that is no multiple of a cell', () => {
    expect(differingAreas(picture(13, 11), picture(13, 11, [[12, 10]]))).to.deep.equal([
      { left: 8, top: 8, right: 13, bottom: 11 },
    ]);
  });

  it('takes pages of another size for wholly different', () => {
    expect(differingAreas(picture(10, 10), picture(20, 10))).to.deep.equal([
      { left: 0, top: 0, right: 20, bottom: 10 },
    ]);
  });
});
