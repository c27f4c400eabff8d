import { PDFDocument, PDFName } from 'pdf-lib';

const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

/** 64 × 32 pixels whose left half is black, as JBIG2 (ITU-T T.88: a page, one MMR-coded generic region, its end). */
const jbig2 = bytesOf(
  'AAAAADAAAQAAABMAAABAAAAAIAAAAAAAAAAAAAAAAAAAASYAAQAAACQAAABAAAAAIAAAAAAAAAAAAAEmoNX///////////////gAgAgA' +
    'AAACMQABAAAAAA==',
);

/** The same picture as JPEG 2000, made with OpenJPEG. */
const jpx = bytesOf(
  'AAAADGpQICANCocKAAAAFGZ0eXBqcDIgAAAAAGpwMiAAAAAtanAyaAAAABZpaGRyAAAAIAAAAEAAAQcHAAAAAAAPY29scgEAAAAAABEA' +
    'AAC7anAyY/9P/1EAKQAAAAAAQAAAACAAAAAAAAAAAAAAAEAAAAAgAAAAAAAAAAAAAQcBAf9SAAwAAAABAAUEBAAB/1wAE0BASEhQSEhQ' +
    'SEhQSEhQSEhQ/2QAJQABQ3JlYXRlZCBieSBPcGVuSlBFRyB2ZXJzaW9uIDIuNS4w/5AACgAAAAAAOgAB/5PfMDAHucjH2AYACbQLx8Ag' +
    'DgXHqc+MKCFt7iP1z4BQNfI9sFzH0hRe+sUxLv/Z',
);

/** Two scanned pages of 320 × 160 points, black on their left half: one in JBIG2, one in JPEG 2000. */
export async function makeScans(): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const { context } = document;
  for (const [data, filter, bits] of [
    [jbig2, 'JBIG2Decode', 1],
    [jpx, 'JPXDecode', 8],
  ] as const) {
    const page = document.addPage([320, 160]);
    const image = context.stream(data, {
      Type: 'XObject',
      Subtype: 'Image',
      Width: 64,
      Height: 32,
      BitsPerComponent: bits,
      ColorSpace: 'DeviceGray',
      Filter: filter,
    });
    page.node.setXObject(PDFName.of('Scan'), context.register(image));
    page.node.set(PDFName.of('Contents'), context.register(context.stream('q 320 0 0 160 0 0 cm /Scan Do Q')));
  }
  return document.save();
}
