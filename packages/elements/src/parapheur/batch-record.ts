import type { Outcome } from './parapheur-model.ts';

/** The words and facts of a batch's record. */
export interface BatchRecord {
  readonly title: string;
  /** When and under which reference of the SMS. */
  readonly subtitle: string;
  readonly note: string;
  readonly lines: readonly { readonly name: string; readonly result: string }[];
}

const a4: [number, number] = [595, 842];
const margin = 56;
const lineHeight = 16;

/** The record as a PDF of A4 pages to print. The writer is loaded when it is first asked for. */
export async function recordPdf({ title, subtitle, note, lines }: BatchRecord): Promise<Uint8Array<ArrayBuffer>> {
  const { PDFDocument, StandardFonts } = await import('pdf-lib');
  const pdf = await PDFDocument.create();
  pdf.setTitle(title);
  const [plain, bold] = [
    await pdf.embedFont(StandardFonts.Helvetica),
    await pdf.embedFont(StandardFonts.HelveticaBold),
  ];
  const known = new Set(plain.getCharacterSet());
  // The standard fonts have Western letters only.
  const writable = (text: string) =>
    Array.from(text.normalize('NFC'), (letter) => (known.has(letter.codePointAt(0) ?? 0) ? letter : '?')).join('');
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
  y -= lineHeight;
  for (const [at, { name, result }] of lines.entries()) {
    write(`${at + 1}. ${name}`, 11, bold);
    write(result, 10);
    y -= lineHeight / 2;
  }
  y -= lineHeight;
  write(note, 9);
  return (await pdf.save()) as Uint8Array<ArrayBuffer>;
}

/** Words in lines that fit; a word that fits in none stands alone. */
function wrapped(text: string, fits: (line: string) => boolean): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && fits(`${last} ${word}`)) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** The lines of a record: what was signed, document by document, with the hash that the platform gave. */
export function recordLines(
  outcomes: readonly Outcome[],
  hashes: ReadonlyMap<string, string | null>,
  words: (outcome: Outcome) => string,
): BatchRecord['lines'] {
  return outcomes.flatMap((outcome) =>
    outcome.row.collection.documents.map(({ id, name }) => {
      const sha256 = hashes.get(id);
      const result = sha256 ? `${words(outcome)} · SHA-256 ${sha256}` : words(outcome);
      return { name: `${outcome.row.collection.title} · ${name}`, result };
    }),
  );
}
