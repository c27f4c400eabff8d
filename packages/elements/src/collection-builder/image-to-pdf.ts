const a4 = { width: 595, height: 842 } as const;
const margin = 20;
// 200 dots an inch over A4: legible small print, well below the size that the platform takes.
const mostPixels = 2339;

/**
 * A photographed or scanned page (JPEG, PNG) as a PDF of one A4 page, upright or across as the picture is. The picture
 * is drawn anew: turned as its EXIF says, on white, without its metadata (a phone writes where it was).
 */
export async function imageToPdf(image: File): Promise<File> {
  const [{ PDFDocument }, picture] = await Promise.all([import('pdf-lib'), redrawn(image)]);
  const document = await PDFDocument.create();
  const across = picture.width > picture.height;
  const sheet = across ? { width: a4.height, height: a4.width } : a4;
  const page = document.addPage([sheet.width, sheet.height]);
  const room = { width: sheet.width - 2 * margin, height: sheet.height - 2 * margin };
  const scale = Math.min(room.width / picture.width, room.height / picture.height);
  const size = { width: picture.width * scale, height: picture.height * scale };
  page.drawImage(await document.embedJpg(picture.bytes), {
    x: (sheet.width - size.width) / 2,
    y: (sheet.height - size.height) / 2,
    ...size,
  });
  const bytes = (await document.save()) as Uint8Array<ArrayBuffer>;
  return new File([bytes], `${image.name.replace(/\.(jpe?g|png)$/i, '')}.pdf`, { type: 'application/pdf' });
}

interface Picture {
  readonly bytes: ArrayBuffer;
  readonly width: number;
  readonly height: number;
}

async function redrawn(image: Blob): Promise<Picture> {
  const bitmap = await createImageBitmap(image, { imageOrientation: 'from-image' });
  const scale = Math.min(1, mostPixels / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser draws no pictures');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.85));
  if (!blob) throw new Error('This browser encodes no JPEG');
  return { bytes: await blob.arrayBuffer(), width: canvas.width, height: canvas.height };
}
