import { type PDFDocument, type PDFFont, type PDFPage, rgb } from 'pdf-lib';
import { cartoucheFontBytes } from '../../signing/index.ts';

const ink = rgb(0.09, 0.14, 0.22);
const page = { width: 595, height: 842, left: 60, top: 780, bottom: 60, measure: 475 } as const;

/** Lines down a page, and on to the next. */
export class Sheet {
  #page: PDFPage;
  #y: number = page.top;
  readonly #pdf: PDFDocument;
  readonly #regular: PDFFont;
  readonly #semibold: PDFFont;

  private constructor(pdf: PDFDocument, regular: PDFFont, semibold: PDFFont) {
    this.#pdf = pdf;
    this.#regular = regular;
    this.#semibold = semibold;
    this.#page = pdf.addPage([page.width, page.height]);
  }

  /** A sheet in a new document, in the fonts of the visible signatures. */
  static async on(pdf: PDFDocument): Promise<Sheet> {
    const { default: fontkit } = await import('@cantoo/fontkit');
    pdf.registerFontkit(fontkit as never);
    const { regular, semibold } = await cartoucheFontBytes();
    const subset = { subset: true };
    return new Sheet(pdf, await pdf.embedFont(regular, subset), await pdf.embedFont(semibold, subset));
  }

  title(text: string): void {
    this.#write(text, this.#semibold, 17, 30);
  }

  heading(text: string): void {
    this.#y -= 10;
    this.#write(text, this.#semibold, 11.5, 20);
  }

  line(text: string): void {
    this.#write(text, this.#regular, 9.5, 14);
  }

  #write(text: string, font: PDFFont, size: number, height: number): void {
    for (const line of wrap(text, font, size)) {
      if (this.#y < page.bottom) {
        this.#page = this.#pdf.addPage([page.width, page.height]);
        this.#y = page.top;
      }
      this.#page.drawText(line, { x: page.left, y: this.#y, size, font, color: ink });
      this.#y -= height;
    }
  }
}

/** Breaks a text at spaces, and a word that is wider than the page where it must. */
function wrap(text: string, font: PDFFont, size: number): string[] {
  const fits = (line: string) => font.widthOfTextAtSize(line, size) <= page.measure;
  const lines: string[] = [];
  let line = '';
  for (const word of text.replaceAll(/[\u202f\u00a0]/g, ' ').split(/\s+/)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (fits(longer)) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = '';
    for (const character of word) {
      if (fits(line + character)) line += character;
      else {
        lines.push(line);
        line = character;
      }
    }
  }
  return [...lines, line];
}
