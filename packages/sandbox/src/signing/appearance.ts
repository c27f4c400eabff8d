import { PDF, PdfDict, type EmbeddedFont, type PdfStream } from '@libpdf/core';
import { type CartoucheFonts, embedCartoucheFonts } from './cartouche-fonts.ts';
import { breakName, type CartoucheLine, cartoucheLines } from './cartouche-text.ts';
import { SigningError } from './errors.ts';
import { formXObject, operand } from './form-xobject.ts';
import type { Cartouche, PageBox } from './types.ts';

/** The cartouche is laid out in this size and scaled to the field. */
const WIDTH = 200;
const HEIGHT = 50;
const TEXT_LEFT = 37;
const TEXT_RIGHT = 194;
/** A name that would be set smaller than this goes on two lines. */
const COMFORTABLE = 8;
const SMALLEST = 4;

/** Accents by kind, in DeviceRGB: the frame and the mark. */
const ACCENTS: Record<Cartouche['kind'], string> = {
  simple: '0.16 0.36 0.62',
  advanced: '0.07 0.42 0.38',
  seal: '0.47 0.18 0.36',
};
const INK = '0.09 0.12 0.18';
const MUTED = '0.32 0.36 0.43';
const PAPER = '0.985 0.99 1';

/**
 * The visible signature as a form XObject: who, when, and at which level, with a mark; upright on a page turned by
 * `rotate`, text shrunk to fit. `character_not_displayable` when the name has a character that the fonts lack: a name
 * is never shown altered.
 */
export async function cartoucheAppearance(
  pdf: PDF,
  cartouche: Cartouche,
  rotate: PageBox['rotate'],
  width: number,
  height: number,
): Promise<PdfStream> {
  const fonts = await embedCartoucheFonts(pdf);
  const lines = layOut(fonts, cartouche);
  const missing = missingCharacters(fonts, lines.map(({ text }) => text).join(''));
  if (missing.length > 0) {
    throw new SigningError('character_not_displayable', `no glyph for ${missing.map(codePoint).join(', ')}`);
  }
  const scale = Math.min(width / WIDTH, height / HEIGHT);
  const left = (width - WIDTH * scale) / 2;
  const bottom = (height - HEIGHT * scale) / 2;
  const accent = ACCENTS[cartouche.kind];
  const operators = [
    'q',
    `${operand(scale)} 0 0 ${operand(scale)} ${operand(left)} ${operand(bottom)} cm`,
    `${PAPER} rg ${accent} RG 0.75 w ${roundedRectangle(0.375, 0.375, WIDTH - 0.75, HEIGHT - 0.75, 4)} B`,
    cartouche.kind === 'seal' ? sealMark(accent) : checkMark(accent),
    ...lines.map(({ text, strong, size, baseline }) =>
      textLine(strong ? fonts.semibold : fonts.regular, strong ? 'F2' : 'F1', text, size, baseline, strong),
    ),
    'Q',
  ].join('\n');
  const resources = PdfDict.of({ Font: PdfDict.of({ F1: fonts.regular.ref, F2: fonts.semibold.ref }) });
  return formXObject({ operators, resources }, rotate, width, height);
}

/** Characters of a text that a cartouche could not show; empty when all is well. */
export async function undisplayableCharacters(text: string): Promise<string[]> {
  return missingCharacters(await embedCartoucheFonts(PDF.create()), text.normalize('NFC'));
}

function layOut(fonts: CartoucheFonts, cartouche: Cartouche): CartoucheLine[] {
  const lines = cartoucheLines(cartouche);
  const name = lines.find(({ strong }) => strong)?.text ?? '';
  const fits = fonts.semibold.widthOfTextAtSize(name, COMFORTABLE) <= TEXT_RIGHT - TEXT_LEFT;
  return fits ? lines : breakName(lines);
}

function missingCharacters(fonts: CartoucheFonts, text: string): string[] {
  const { regular, semibold } = fonts;
  return [...new Set([...regular.getUnencodableCharacters(text), ...semibold.getUnencodableCharacters(text)])];
}

function textLine(
  font: EmbeddedFont,
  resource: string,
  text: string,
  size: number,
  baseline: number,
  strong: boolean,
): string {
  const room = TEXT_RIGHT - TEXT_LEFT;
  const natural = font.widthOfTextAtSize(text, size);
  const fitted = natural > room ? Math.max(SMALLEST, (size * room) / natural) : size;
  // Below the smallest legible size the letters are set narrower instead, so that a long name still shows whole.
  const stretch = Math.min(100, (100 * room) / font.widthOfTextAtSize(text, fitted));
  const glyphs = font.encodeTextToGids(text).map((glyph) => glyph.toString(16).padStart(4, '0'));
  return [
    `BT ${strong ? INK : MUTED} rg /${resource} ${operand(fitted)} Tf ${operand(stretch)} Tz`,
    `1 0 0 1 ${TEXT_LEFT} ${operand(baseline)} Tm <${glyphs.join('')}> Tj ET`,
  ].join('\n');
}

/** A tick in a disc: a person has signed. */
function checkMark(accent: string): string {
  return `${accent} rg ${circle(19.5, 25, 10.5)} f 1 1 1 RG 2 w 1 J 1 j 14.6 25 m 18.2 21.2 l 24.6 29 l S 0 J 0 j`;
}

/** Two rings with a core: a firm has sealed. */
function sealMark(accent: string): string {
  const rings = `${accent} RG 1.2 w ${circle(19.5, 25, 10)} S 0.6 w ${circle(19.5, 25, 7.6)} S`;
  return `${rings} ${accent} rg ${circle(19.5, 25, 4.6)} f`;
}

const KAPPA = 0.5523;

function circle(x: number, y: number, radius: number): string {
  return roundedRectangle(x - radius, y - radius, 2 * radius, 2 * radius, radius);
}

function roundedRectangle(x: number, y: number, width: number, height: number, radius: number): string {
  const [right, top] = [x + width, y + height];
  const bend = radius * (1 - KAPPA);
  const points = (...values: number[]): string => values.map(operand).join(' ');
  return [
    `${points(x + radius, y)} m ${points(right - radius, y)} l`,
    `${points(right - bend, y, right, y + bend, right, y + radius)} c ${points(right, top - radius)} l`,
    `${points(right, top - bend, right - bend, top, right - radius, top)} c ${points(x + radius, top)} l`,
    `${points(x + bend, top, x, top - bend, x, top - radius)} c ${points(x, y + radius)} l`,
    `${points(x, y + bend, x + bend, y, x + radius, y)} c h`,
  ].join(' ');
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}`;
}
