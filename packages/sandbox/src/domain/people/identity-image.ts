import { identityRules } from '@jse/sdk/rules';
import { Refusal } from '../../problem.ts';

/** An image of an identity document as it was found to be; sides in pixels. */
export interface IdentityImage {
  readonly type: (typeof identityRules.types)[number];
  readonly width: number;
  readonly height: number;
}

/**
 * Examines an image by its bytes, whatever name and type it was sent under: JPEG or PNG, complete at both ends, neither
 * too small to be read nor so large that showing it would be an attack. `side` names it in the refusal.
 */
export function examineImage(bytes: Uint8Array, side: 'front' | 'back'): IdentityImage {
  const refuse = (code: string, detail: string) =>
    new Refusal('identity_image_invalid', detail, { errors: [{ pointer: `/form/${side}`, code, detail }] });
  if (bytes.length > identityRules.imageBytes) {
    throw refuse('too_large', `L’image dépasse ${identityRules.imageBytes / 1_000_000} Mo`);
  }
  const image = readPng(bytes) ?? readJpeg(bytes);
  if (!image) throw refuse('not_an_image', 'Le fichier n’est pas une image JPEG ou PNG complète');
  const { minSide, maxSide } = identityRules;
  const [short, long] = [Math.min(image.width, image.height), Math.max(image.width, image.height)];
  if (short < minSide)
    throw refuse('too_small', `L’image fait moins de ${minSide} pixels de côté : elle est illisible`);
  if (long > maxSide) throw refuse('too_many_pixels', `L’image fait plus de ${maxSide} pixels de côté`);
  return image;
}

const startsWith = (bytes: Uint8Array, magic: readonly number[], at = 0): boolean =>
  magic.every((byte, index) => bytes[at + index] === byte);

/** PNG (ISO/IEC 15948): signature, IHDR first, IEND last. */
function readPng(bytes: Uint8Array): IdentityImage | undefined {
  const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52];
  const end = [0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82];
  if (!startsWith(bytes, signature) || !startsWith(bytes, end, bytes.length - end.length)) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { type: 'image/png', width: view.getUint32(16), height: view.getUint32(20) };
}

/** JPEG (ITU-T T.81 B.1): SOI, segments by their lengths up to a frame header, EOI at the end. */
function readJpeg(bytes: Uint8Array): IdentityImage | undefined {
  if (!startsWith(bytes, [0xff, 0xd8, 0xff]) || !startsWith(bytes, [0xff, 0xd9], bytes.length - 2)) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 2;
  while (at + 9 < bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    const frame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (frame) return { type: 'image/jpeg', height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    // Fill bytes, and markers that stand alone.
    if (marker === 0xff) at += 1;
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) at += 2;
    else at += 2 + Math.max(2, view.getUint16(at + 2));
  }
  return undefined;
}
