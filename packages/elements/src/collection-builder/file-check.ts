import { limits } from '@jse/sdk/rules';

/** Why a file is not even sent: the platform would refuse it for the same reason. */
export type FileFault = 'empty' | 'too-large' | 'image' | 'not-pdf';

// A reader accepts a header within the first 1024 bytes (ISO 32000-1, annex H, note 13).
const headerWithin = 1024;

/** Looks at a file before it is uploaded: its size, and what it is by its own first bytes, not by its name. */
export async function faultOf(file: Blob): Promise<FileFault | undefined> {
  if (file.size === 0) return 'empty';
  const start = new Uint8Array(await file.slice(0, headerWithin).arrayBuffer());
  const text = String.fromCharCode(...start);
  if (!text.includes('%PDF-')) return isImage(start) ? 'image' : 'not-pdf';
  return file.size > limits.documentBytes ? 'too-large' : undefined;
}

function isImage([first, second, third, fourth]: Uint8Array): boolean {
  const jpeg = first === 0xff && second === 0xd8 && third === 0xff;
  const png = first === 0x89 && second === 0x50 && third === 0x4e && fourth === 0x47;
  return jpeg || png;
}
