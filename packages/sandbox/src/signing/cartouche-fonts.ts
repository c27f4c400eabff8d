import type { EmbeddedFont, PDF } from '@libpdf/core';

/** The cartouche's two fonts, embedded in a document; only the glyphs used are written. */
export interface CartoucheFonts {
  regular: EmbeddedFont;
  semibold: EmbeddedFont;
}

/** Embeds the fonts; their bytes are loaded when a cartouche is first drawn. */
export async function embedCartoucheFonts(pdf: PDF): Promise<CartoucheFonts> {
  const { regular, semibold } = await cartoucheFontBytes();
  return { regular: pdf.embedFont(regular), semibold: pdf.embedFont(semibold) };
}

/** The fonts themselves (TrueType), for a document that another library makes. */
export async function cartoucheFontBytes(): Promise<{ regular: Uint8Array; semibold: Uint8Array }> {
  const [regular, semibold] = await Promise.all([regularBytes(), semiboldBytes()]);
  return { regular, semibold };
}

async function regularBytes(): Promise<Uint8Array> {
  return inflate((await import('./fonts/noto-sans-regular.ts')).notoSansRegular);
}

async function semiboldBytes(): Promise<Uint8Array> {
  return inflate((await import('./fonts/noto-sans-semibold.ts')).notoSansSemibold);
}

async function inflate(base64: string): Promise<Uint8Array> {
  const packed = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
