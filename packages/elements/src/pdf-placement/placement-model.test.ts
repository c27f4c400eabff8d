import { placementFits } from '@jse/sdk/rules';
import { expect } from '@open-wc/testing';
import { moveAllBy } from './together.ts';
import * as fc from 'fast-check';
import {
  freeSpot,
  moveTo,
  moveToEdge,
  moveToPage,
  pageNumber,
  type Pages,
  parsePlacements,
  place,
  remove,
  type SignerPlacement,
  unplaced,
} from './placement-model.ts';

const a4 = { width: 595, height: 842 };
const sizes = [a4, { width: 842, height: 595 }, { width: 150, height: 40 }, { width: 300, height: 200 }];
const pages: Pages = { count: sizes.length, sizeOf: (page) => sizes[page - 1]! };
const one: readonly SignerPlacement[] = [{ signerId: 'a', page: 1, x: 100, y: 100 }];

describe('placement model', () => {
  it('adds, and moves the last one of a signer who has as many as he may', () => {
    const added = place(one, 'b', { page: 1, x: 10, y: 20 }, pages, 1)!;
    expect(added.placements).to.deep.equal([...one, { signerId: 'b', page: 1, x: 10, y: 20 }]);
    expect(added.index).to.equal(1);
    const moved = place(added.placements, 'a', { page: 2, x: 5, y: 6 }, pages, 1)!;
    expect(moved.placements[0]).to.deep.equal({ signerId: 'a', page: 2, x: 5, y: 6 });
    expect(moved.placements.length).to.equal(2);
    expect(place(one, 'a', { page: 2, x: 5, y: 6 }, pages, 2)!.placements.length).to.equal(2);
  });

  it('refuses a page without room', () => {
    expect(place(one, 'b', { page: 3, x: 0, y: 0 }, pages, 1)).to.equal(undefined);
    expect(moveToPage(one, 0, 3, pages)).to.deep.equal({ placements: one, index: 0, stopped: true });
  });

  it('moves by points and stops at the platform’s limits', () => {
    expect(moveAllBy(one, [0], { x: 1, y: -10 }, pages).placements[0]).to.deep.include({ x: 101, y: 90 });
    const stopped = moveAllBy(one, [0], { x: 9999, y: 0 }, pages);
    expect(stopped.placements[0]).to.deep.include({ x: 385, y: 100 });
    expect(stopped.stopped).to.equal(true);
  });

  it('goes to the edges', () => {
    expect(moveToEdge(one, 0, 'right', pages).placements[0]).to.deep.include({ x: 385, y: 100 });
    expect(moveToEdge(one, 0, 'top', pages).placements[0]).to.deep.include({ x: 100, y: 792 });
    expect(moveToEdge(one, 0, 'left', pages).placements[0]).to.deep.include({ x: 0, y: 100 });
    expect(moveToEdge(one, 0, 'bottom', pages).placements[0]).to.deep.include({ x: 100, y: 0 });
  });

  it('changes the page, fits the place to it, and stops at the ends', () => {
    const high = moveToEdge(one, 0, 'top', pages).placements;
    expect(moveToPage(high, 0, 4, pages).placements[0]).to.deep.equal({ signerId: 'a', page: 4, x: 90, y: 150 });
    expect(moveToPage(one, 0, 0, pages).stopped).to.equal(true);
    expect(moveToPage(one, 0, 5, pages).stopped).to.equal(true);
  });

  it('counts pages from the end when negative', () => {
    expect([pageNumber(-1, 4), pageNumber(-4, 4), pageNumber(-9, 4), pageNumber(2, 4), pageNumber(9, 4)]).to.deep.equal(
      [4, 1, 1, 2, 4],
    );
  });

  it('never touches what it was given', () => {
    const frozen = Object.freeze(one.map((placement) => Object.freeze({ ...placement })));
    place(frozen, 'a', { page: 1, x: 0, y: 0 }, pages, 1);
    moveTo(frozen, 0, { x: 1, y: 1 }, pages);
    remove(frozen, 0);
    expect(frozen).to.deep.equal(one);
  });

  it('proposes spots that do not overlap', () => {
    let placements: readonly SignerPlacement[] = [];
    for (let signer = 0; signer < 20; signer += 1) {
      const spot = freeSpot(placements, 1, pages);
      placements = place(placements, `s${signer}`, { page: 1, ...spot }, pages, 1)!.placements;
    }
    for (const [index, a] of placements.entries()) {
      for (const b of placements.slice(index + 1)) {
        expect(Math.abs(a.x - b.x) >= 200 || Math.abs(a.y - b.y) >= 50, JSON.stringify([a, b])).to.equal(true);
      }
    }
  });

  it('stays within the platform’s rules whatever is done', () => {
    const number = fc.double({ min: -2000, max: 2000, noNaN: true });
    fc.assert(
      fc.property(fc.constantFrom(1, 2, 4), fc.array(fc.tuple(number, number), { maxLength: 20 }), (page, moves) => {
        let { placements } = place([], 'a', { page, x: 0, y: 0 }, pages, 1)!;
        for (const [x, y] of moves) ({ placements } = moveAllBy(placements, [0], { x, y }, pages));
        return placementFits(pages.sizeOf(page), placements[0]!.x, placements[0]!.y);
      }),
    );
  });

  it('says who is left, and reads its own form value', () => {
    const signers = ['a', 'b'].map((id) => ({ id, name: id, kind: 'person' as const }));
    expect(unplaced(signers, one).map(({ id }) => id)).to.deep.equal(['b']);
    expect(parsePlacements(JSON.stringify(one))).to.deep.equal(one);
    expect(parsePlacements('[{"signerId":1}]')).to.equal(undefined);
    expect(parsePlacements('{')).to.equal(undefined);
  });
});
