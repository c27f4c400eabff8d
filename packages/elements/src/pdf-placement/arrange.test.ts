import { expect } from '@open-wc/testing';
import { arrange, copyToPages, parsePageRange } from './arrange.ts';
import { History } from './history.ts';
import type { Pages, SignerPlacement } from './placement-model.ts';
import { snap } from './snap.ts';
import { moveAllBy, outside, overlapping } from './together.ts';

const pages: Pages = {
  count: 4,
  sizeOf: (page) => (page === 4 ? { width: 150, height: 842 } : { width: 595, height: 842 }),
};
const at = (x: number, y: number, page = 1, signerId = 's'): SignerPlacement => ({ signerId, page, x, y });
const spots = (placements: readonly SignerPlacement[]) => placements.map(({ x, y }) => [x, y]);

describe('several places at once', () => {
  it('moves them together, as far as all stay on the page', () => {
    const placements = [at(10, 100), at(300, 200), at(0, 0)];
    expect(moveAllBy(placements, [0, 1], { x: 20, y: -10 }, pages)).to.deep.equal({
      placements: [at(30, 90), at(320, 190), at(0, 0)],
      stopped: false,
    });
    const { placements: moved, stopped } = moveAllBy(placements, [0, 1], { x: 200, y: 0 }, pages);
    expect(stopped).to.equal(true);
    expect(spots(moved)).to.deep.equal([
      [95, 100],
      [385, 200],
      [0, 0],
    ]);
  });

  it('puts them in line and spreads them', () => {
    const placements = [at(10, 100), at(110, 400), at(40, 220), at(300, 300)];
    const line = (how: Parameters<typeof arrange>[2]) => spots(arrange(placements, [0, 1, 2], how, pages));
    expect(line('left').map(([x]) => x)).to.deep.equal([10, 10, 10, 300]);
    expect(line('right').map(([x]) => x)).to.deep.equal([110, 110, 110, 300]);
    expect(line('centre').map(([x]) => x)).to.deep.equal([60, 60, 60, 300]);
    expect(line('top').map(([, y]) => y)).to.deep.equal([400, 400, 400, 300]);
    expect(line('middle').map(([, y]) => y)).to.deep.equal([250, 250, 250, 300]);
    expect(line('bottom').map(([, y]) => y)).to.deep.equal([100, 100, 100, 300]);
    expect(line('rows').map(([, y]) => y)).to.deep.equal([100, 400, 250, 300]);
    expect(line('columns').map(([x]) => x)).to.deep.equal([10, 110, 60, 300]);
  });

  it('repeats a place on other pages: once each, where it fits', () => {
    const placements = [at(100, 100), at(5, 5, 2)];
    expect(copyToPages(placements, 0, [1, 2, 3, 4, 9], pages)).to.deep.equal([...placements, at(100, 100, 3)]);
  });

  it('reads lists of pages', () => {
    expect(parsePageRange('1-3, 5', 6)).to.deep.equal([1, 2, 3, 5]);
    expect(parsePageRange('2;2 – 4', 6)).to.deep.equal([2, 3, 4]);
    for (const wrong of ['', 'a', '0', '3-2', '7', '1-7', '1,', '1 2']) {
      expect(parsePageRange(wrong, 6), wrong).to.equal(undefined);
    }
  });

  it('finds places that overlap, and those beyond their page', () => {
    const placements = [at(0, 0), at(199, 49), at(385, 0), at(0, 0, 2), at(0, 0, -3), at(386, 0), at(0, 0, 9)];
    expect([...overlapping(placements, pages)].sort()).to.deep.equal([0, 1, 2, 3, 4, 5]);
    expect([...overlapping([at(0, 0), at(200, 0), at(0, 50)], pages)]).to.deep.equal([]);
    expect([...outside(placements, pages)]).to.deep.equal([5, 6]);
  });
});

describe('clinging', () => {
  const page = { width: 595, height: 842 };
  const near = (x: number, y: number, targets: Partial<Parameters<typeof snap>[1]> = {}) =>
    snap({ x, y }, { page, places: [], lines: [], ...targets }, 6);

  it('holds to margins and the page’s centre, and to nothing that is far', () => {
    expect(near(60, 300).point.x).to.equal(56.7);
    expect(near(200, 300).point.x).to.equal(197.5);
    expect(near(197.5 - 7, 300)).to.deep.equal({ point: { x: 190.5, y: 300 }, guides: [] });
  });

  it('holds to edges of other places and says along what', () => {
    const places = [{ x: 120, y: 200, width: 200, height: 50 }];
    const { point, guides } = near(123, 311, { places });
    expect(point).to.deep.equal({ x: 120, y: 311 });
    expect(guides).to.deep.equal([{ axis: 'x', at: 120, from: 200, to: 361 }]);
    expect(near(324, 197, { places }).point).to.deep.equal({ x: 320, y: 200 });
  });

  it('holds to the sides and the middle of lines of text', () => {
    const lines = [{ x: 71, y: 500, width: 90, height: 12 }];
    expect(near(75, 300, { lines }).point.x).to.equal(71);
    expect(near(300, 483, { lines }).point.y).to.equal(481);
    expect(near(300, 500, { lines }).point.y).to.equal(500);
  });
});

describe('History', () => {
  it('goes back and forth, and forgets what was taken back when something new happens', () => {
    const history = new History<number>();
    history.push(1);
    history.push(2);
    expect(history.peek('undo')).to.equal(2);
    history.walk('undo', 3);
    expect([history.peek('undo'), history.peek('redo'), history.canRedo]).to.deep.equal([1, 3, true]);
    history.walk('redo', 2);
    expect([history.peek('undo'), history.canRedo]).to.deep.equal([2, false]);
    history.walk('undo', 3);
    history.push(2);
    expect(history.canRedo).to.equal(false);
    for (let step = 0; step < 150; step += 1) history.push(step);
    let depth = 0;
    while (history.canUndo) history.walk('undo', depth++);
    expect(depth).to.equal(100);
    history.clear();
    expect(history.canRedo).to.equal(false);
  });
});
