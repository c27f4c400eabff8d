/** The words and facts of a printed record. */
export interface PrintedRecord {
  readonly title: string;
  readonly subtitle: string;
  readonly note: string;
  readonly sections: readonly { readonly name: string; readonly texts: readonly string[] }[];
}

const a4: [number, number] = [595, 842];
const margin = 56;
const lineHeight = 16;

/** A record as a PDF of A4 pages to print or to keep. The writer is loaded when it is first asked for. */
export async function recordPdf({ title, subtitle, note, sections }: PrintedRecord): Promise<Uint8Array<ArrayBuffer>> {
  const { PDFDocument, StandardFonts } = await import('pdf-lib');
  const pdf = await PDFDocument.create();
  pdf.setTitle(title);
  const [plain, bold] = [
    await pdf.embedFont(StandardFonts.Helvetica),
    await pdf.embedFont(StandardFonts.HelveticaBold),
  ];
  const known = new Set(plain.getCharacterSet());
  // The standard fonts have Western letters only, and none of the narrow spaces of numbers.
  const writable = (text: string) =>
    Array.from(text.normalize('NFC').replaceAll('\u202f', '\u00a0'), (letter) =>
      known.has(letter.codePointAt(0) ?? 0) ? letter : '?',
    ).join('');
  let page = pdf.addPage(a4);
  let y = a4[1] - margin;
  const write = (text: string, size: number, font = plain) => {
    for (const line of wrapped(writable(text), (part) => font.widthOfTextAtSize(part, size) <= a4[0] - 2 * margin)) {
      if (y < margin) {
        page = pdf.addPage(a4);
        y = a4[1] - margin;
      }
      page.drawText(line, { x: margin, y, size, font });
      y -= Math.max(lineHeight, size * 1.4);
    }
  };
  write(title, 18, bold);
  write(subtitle, 10);
  for (const { name, texts } of sections) {
    y -= lineHeight;
    write(name, 11, bold);
    for (const text of texts) write(text, 10);
  }
  y -= lineHeight;
  write(note, 9);
  return (await pdf.save()) as Uint8Array<ArrayBuffer>;
}

/** Words in lines that fit; a word that fits in none is broken. */
function wrapped(text: string, fits: (line: string) => boolean): string[] {
  const lines: string[] = [];
  // A space that does not break joins.
  for (const word of text.split(/[^\S\u00a0]+/)) {
    const last = lines.at(-1);
    if (last !== undefined && fits(`${last} ${word}`)) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(...broken(word, fits));
  }
  return lines;
}

function broken(word: string, fits: (line: string) => boolean): string[] {
  if (fits(word)) return [word];
  const parts: string[] = [''];
  for (const letter of word) {
    if (fits(`${parts.at(-1)}${letter}`)) parts[parts.length - 1] += letter;
    else parts.push(letter);
  }
  return parts;
}
