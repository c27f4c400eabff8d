import { identityRules } from '@jse/sdk/rules';

const side = 2600;
const quality = 0.88;

/**
 * An image of an identity document as the platform takes it. A phone's photo is often larger than that: it is drawn anew,
 * upright and smaller, which leaves out where and with what it was taken. What no browser can draw is left as it is, for
 * the platform to say so.
 */
export async function fittedImage(file: Blob): Promise<Blob> {
  const fits = file.size <= identityRules.imageBytes && (identityRules.types as readonly string[]).includes(file.type);
  if (fits) return file;
  let picture: ImageBitmap;
  try {
    picture = await createImageBitmap(file);
  } catch {
    return file;
  }
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return new Promise((resolve) => {
    canvas.toBlob((blob) => resolve(blob ?? file), 'image/jpeg', quality);
  });
}
