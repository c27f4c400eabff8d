import { visibleSignature } from '@jse/sdk/rules';
import { expect } from '@open-wc/testing';
import * as fc from 'fast-check';
import { fromCss, rectangleFromCss, rectangleToCss, toCss } from './css-space.ts';
import {
  displayedSize,
  fromUserSpace,
  type PageBox,
  quarterTurn,
  rectangleFromUserSpace,
  rectangleToUserSpace,
  toUserSpace,
} from './page-space.ts';
import { centredOn, clampPlacement, hasRoom, signatureRectangle } from './placement-space.ts';

const coordinate = fc.double({ min: -5000, max: 5000, noNaN: true });
const length = fc.double({ min: 20, max: 14_400, noNaN: true });
const pageBox: fc.Arbitrary<PageBox> = fc
  .record({
    left: coordinate,
    bottom: coordinate,
    width: length,
    height: length,
    rotate: fc.constantFrom(0 as const, 90 as const, 180 as const, 270 as const),
    userUnit: fc.double({ min: 0.1, max: 10, noNaN: true }),
  })
  .map(({ left, bottom, width, height, rotate, userUnit }) => ({
    cropBox: [left, bottom, left + width, bottom + height] as const,
    rotate,
    userUnit,
  }));
const share = fc.double({ min: 0, max: 1, noNaN: true });
const scale = fc.double({ min: 0.05, max: 6, noNaN: true });

const near = (a: number, b: number) => Math.abs(a - b) <= 0.01;

describe('geometry', () => {
  it('goes from page space to user space and back within 0.01 pt', () => {
    fc.assert(
      fc.property(pageBox, share, share, (box, across, up) => {
        const size = displayedSize(box);
        const point = { x: across * size.width, y: up * size.height };
        const back = fromUserSpace(box, toUserSpace(box, point));
        return near(back.x, point.x) && near(back.y, point.y);
      }),
    );
  });

  it('keeps every point of the displayed page inside the CropBox', () => {
    fc.assert(
      fc.property(pageBox, share, share, (box, across, up) => {
        const size = displayedSize(box);
        const { x, y } = toUserSpace(box, { x: across * size.width, y: up * size.height });
        const [left, bottom, right, top] = box.cropBox;
        return x >= left - 0.01 && x <= right + 0.01 && y >= bottom - 0.01 && y <= top + 0.01;
      }),
    );
  });

  it('goes to the screen at any scale and back within 0.01 pt', () => {
    fc.assert(
      fc.property(pageBox, scale, share, share, (box, pixels, across, up) => {
        const size = displayedSize(box);
        const point = { x: across * size.width, y: up * size.height };
        const back = fromCss(size, pixels, toCss(size, pixels, point));
        return near(back.x, point.x) && near(back.y, point.y);
      }),
    );
  });

  it('brings a rectangle through screen and user space whole', () => {
    fc.assert(
      fc.property(pageBox, scale, share, share, (box, pixels, across, up) => {
        const size = displayedSize(box);
        const rectangle = { x: across * size.width, y: up * size.height, width: 200, height: 50 };
        const onScreen = rectangleFromCss(size, pixels, rectangleToCss(size, pixels, rectangle));
        const inFile = rectangleFromUserSpace(box, rectangleToUserSpace(box, rectangle));
        return (['x', 'y', 'width', 'height'] as const).every(
          (key) => near(onScreen[key], rectangle[key]) && near(inFile[key], rectangle[key]),
        );
      }),
    );
  });

  it('puts the corners of a turned page where ISO 32000-2 says: Rotate is clockwise', () => {
    const cropBox = [10, 20, 110, 220] as const;
    const corner = (rotate: PageBox['rotate']) => toUserSpace({ cropBox, rotate, userUnit: 1 }, { x: 0, y: 0 });
    expect(corner(0)).to.deep.equal({ x: 10, y: 20 });
    expect(corner(90)).to.deep.equal({ x: 110, y: 20 });
    expect(corner(180)).to.deep.equal({ x: 110, y: 220 });
    expect(corner(270)).to.deep.equal({ x: 10, y: 220 });
  });

  it('reads any Rotate value as a quarter turn', () => {
    expect([-90, 450, 0, -360, 180, 89].map(quarterTurn)).to.deep.equal([270, 90, 0, 0, 180, 90]);
  });
});

describe('placement space', () => {
  const a4 = { width: 595, height: 842 };

  it('clamps to the platform’s rules on A4: x 0…385, y 0…792', () => {
    expect(clampPlacement(a4, { x: 9999, y: 9999 })).to.deep.equal({ x: 385, y: 792 });
    expect(clampPlacement(a4, { x: -1, y: -1 })).to.deep.equal({ x: 0, y: 0 });
    expect(clampPlacement(a4, { x: 12.345, y: 67.891 })).to.deep.equal({ x: 12.34, y: 67.89 });
  });

  it('yields a place within the rules on every page with room', () => {
    fc.assert(
      fc.property(length, length, coordinate, coordinate, (width, height, x, y) => {
        const page = { width, height };
        fc.pre(hasRoom(page));
        const place = clampPlacement(page, { x, y });
        return place.x >= 0 && place.y >= 0 && place.x <= width - 210 && place.y <= height - 50;
      }),
    );
  });

  it('is stable: a clamped place stays where it is', () => {
    fc.assert(
      fc.property(length, length, coordinate, coordinate, (width, height, x, y) => {
        const once = clampPlacement({ width, height }, { x, y });
        const twice = clampPlacement({ width, height }, once);
        return once.x === twice.x && once.y === twice.y;
      }),
    );
  });

  it('knows pages without room and the box of a place', () => {
    expect(hasRoom({ width: 209, height: 500 })).to.equal(false);
    expect(hasRoom({ width: 210, height: 50 })).to.equal(true);
    const { width, height } = visibleSignature;
    expect(signatureRectangle(centredOn({ x: 300, y: 400 }))).to.deep.equal({ x: 200, y: 375, width, height });
  });
});
