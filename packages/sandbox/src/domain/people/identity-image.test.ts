import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { identityRules } from '@jse/sdk/rules';
import fc from 'fast-check';
import { Refusal } from '../../problem.ts';
import { jpegOf, pngOf } from './images.harness.ts';
import { examineImage } from './identity-image.ts';

const codeOf = (bytes: Uint8Array): string | undefined => {
  try {
    examineImage(bytes, 'front');
    return undefined;
  } catch (error) {
    assert.ok(error instanceof Refusal);
    assert.equal(error.code, 'identity_image_invalid');
    return error.extras.errors?.[0]?.code;
  }
};

describe('the image of an identity document', () => {
  test('is known by its bytes, with its size', () => {
    assert.deepEqual(examineImage(pngOf(640, 400), 'front'), { type: 'image/png', width: 640, height: 400 });
    assert.deepEqual(examineImage(jpegOf(1200, 800), 'back'), { type: 'image/jpeg', width: 1200, height: 800 });
  });

  test('is refused where it is no image, cut, unreadably small, or a bomb', () => {
    assert.equal(codeOf(new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>')), 'not_an_image');
    assert.equal(codeOf(new Uint8Array()), 'not_an_image');
    assert.equal(codeOf(pngOf(640, 400).slice(0, -4)), 'not_an_image');
    assert.equal(codeOf(jpegOf(640, 400).slice(0, -2)), 'not_an_image');
    assert.equal(codeOf(pngOf(640, 200)), 'too_small');
    assert.equal(codeOf(jpegOf(60_000, 400)), 'too_many_pixels');
    assert.equal(codeOf(new Uint8Array(identityRules.imageBytes + 1)), 'too_large');
  });

  test('whatever the bytes, the answer is an image or a refusal', () => {
    const headed = fc.tuple(
      fc.constantFrom([0xff, 0xd8, 0xff], [0x89, 0x50, 0x4e, 0x47]),
      fc.uint8Array({ maxLength: 200 }),
    );
    fc.assert(
      fc.property(headed, fc.boolean(), ([head, rest], ended) => {
        codeOf(Uint8Array.from([...head, ...rest, ...(ended ? [0xff, 0xd9] : [])]));
      }),
      { numRuns: 500 },
    );
  });
});
