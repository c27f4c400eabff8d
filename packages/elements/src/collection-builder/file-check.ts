import { limits } from '@jse/sdk/rules';

/** Why a file is not even sent: the platform would refuse it for the same reason. */
export type FileFault = 'empty' | 'too-large' | 'image' | 'not-pdf' | 'encrypted' | 'damaged';

// A reader accepts a header within the first 1024 bytes (ISO 32000-1, annex H, note 13).
const headerWithin = 1024;
/** A look at the structure that takes longer is left to the platform. */
const patience = { maxMilliseconds: 2000 };
const damage: readonly string[] = ['XREF_UNREADABLE', 'XREF_CHAIN_BROKEN'];

/** What a look at a file found: why it can't be sent, or how many signatures it bears already. */
export interface FileLook {
  readonly fault?: FileFault | undefined;
  readonly signatures?: number;
}

/**
 * Looks at a file before it is uploaded: its size, what it is by its own first bytes, not by its name, whether its
 * structure can be read without a password and without guessing, and who has signed it already.
 */
export async function lookAt(file: Blob): Promise<FileLook> {
  if (file.size === 0) return { fault: 'empty' };
  const start = new Uint8Array(await file.slice(0, headerWithin).arrayBuffer());
  const text = String.fromCharCode(...start);
  if (!text.includes('%PDF-')) return { fault: isImage(start) ? 'image' : 'not-pdf' };
  return file.size > limits.documentBytes ? { fault: 'too-large' } : structureOf(file);
}

async function structureOf(file: Blob): Promise<FileLook> {
  const { checkStructure } = await import('@jse/verify/structure');
  const bytes = new Uint8Array(await file.arrayBuffer());
  const { findings, signatures } = await checkStructure(bytes, { limits: patience });
  if (findings.some(({ code }) => code === 'ENCRYPTED_NOT_READABLE')) return { fault: 'encrypted' };
  return findings.some(({ code }) => damage.includes(code)) ? { fault: 'damaged' } : { signatures };
}

function isImage([first, second, third, fourth]: Uint8Array): boolean {
  const jpeg = first === 0xff && second === 0xd8 && third === 0xff;
  const png = first === 0x89 && second === 0x50 && third === 0x4e && fourth === 0x47;
  return jpeg || png;
}
