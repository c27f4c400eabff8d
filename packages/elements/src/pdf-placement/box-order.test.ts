import { expect } from '@open-wc/testing';
import { neighbour, readingOrder, tabStops } from './box-order.ts';

const pages = { count: 3, sizeOf: () => ({ width: 595, height: 842 }) };
const at = (page: number, x: number, y: number) => ({ signerId: `${page}-${x}-${y}`, page, x, y });
// In the order in which they were placed, not in that of the page.
const placements = [at(1, 300, 100), at(1, 60, 700), at(3, 60, 60), at(1, 60, 100), at(-1, 60, 400)];

describe('the order of places', () => {
  it('is that of reading, the last page being the last one however it is named', () => {
    expect(readingOrder(placements, 1, pages)).to.deep.equal([1, 3, 0]);
    expect(readingOrder(placements, 3, pages)).to.deep.equal([4, 2]);
    expect(readingOrder(placements, 2, pages)).to.deep.equal([]);
  });

  it('leads around the ends', () => {
    expect([neighbour(placements, 1, 1, pages), neighbour(placements, 3, 1, pages)]).to.deep.equal([3, 0]);
    expect([neighbour(placements, 0, 1, pages), neighbour(placements, 1, -1, pages)]).to.deep.equal([1, 0]);
    expect(neighbour([at(2, 0, 0)], 0, -1, pages)).to.equal(0);
  });

  it('has one stop a page: the chosen one, else the first', () => {
    expect([...tabStops(placements, undefined, pages)]).to.deep.equal([1, 4]);
    expect([...tabStops(placements, 0, pages)]).to.deep.equal([0, 4]);
    expect([...tabStops(placements, 2, pages)]).to.deep.equal([1, 2]);
  });
});
