import { PDFDocument, type PDFFont, type PDFPage, rgb, StandardFonts } from 'pdf-lib';
import type { Customer } from './store.ts';

/** What the form of the engagement letter asks. Money in whole euros excl. VAT a year. */
export interface LetterTerms {
  readonly mission: string;
  readonly yearlyFee: number;
  readonly startsOn: string;
}

const ink = rgb(0.09, 0.14, 0.22);
const soft = rgb(0.36, 0.41, 0.5);
const accent = rgb(0.04, 0.36, 0.54);
const left = 60;
const width = 475;

/** An engagement letter of two A4 pages, the second with room for the visible signatures. */
export async function makeLetter(firm: string, customer: Customer, terms: LetterTerms): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  pdf.setTitle(`Lettre de mission – ${customer.company || customer.lastName}`);
  pdf.setLanguage('fr-FR');
  const regular = await pdf.embedFont(StandardFonts.Helvetica);
  const bold = await pdf.embedFont(StandardFonts.HelveticaBold);
  const date = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long' });
  const euros = new Intl.NumberFormat('fr-FR', { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 });
  const say = (text: string) => text.replaceAll(/[\u202f\u00a0]/g, ' ');

  const first = newPage(pdf, firm, regular, bold, 1);
  first.drawText('Lettre de mission', { x: left, y: 720, size: 24, font: bold, color: ink });
  first.drawText(say(`Établie le ${date.format(new Date())}`), {
    x: left,
    y: 698,
    size: 10,
    font: regular,
    color: soft,
  });
  const name = `${customer.firstName} ${customer.lastName}`;
  let y = paragraphs(first, regular, 660, [
    customer.company
      ? `Entre ${firm}, société d'expertise comptable, et ${customer.company}, représentée par ${name}.`
      : `Entre ${firm}, société d'expertise comptable, et ${name}.`,
  ]);
  y = chapter(first, bold, regular, y, '1. Mission', [
    `Vous nous confiez la mission suivante : ${terms.mission}.`,
    'Elle est conduite selon les normes professionnelles et le code de déontologie des professionnels de l’expertise comptable. Elle n’a pas pour objet la recherche de détournements.',
  ]);
  y = chapter(first, bold, regular, y, '2. Durée', [
    say(
      `La mission commence le ${date.format(new Date(`${terms.startsOn}T12:00:00`))} pour un exercice, et se renouvelle par tacite reconduction sauf dénonciation trois mois avant la clôture.`,
    ),
  ]);
  chapter(first, bold, regular, y, '3. Honoraires', [
    say(
      `Nos honoraires sont de ${euros.format(terms.yearlyFee)} HT par an, facturés par douzième et payables à réception. Les travaux hors mission font l’objet d’un accord écrit préalable.`,
    ),
  ]);

  const second = newPage(pdf, firm, regular, bold, 2);
  y = chapter(second, bold, regular, 720, '4. Vos engagements', [
    'Vous nous remettez vos pièces chaque mois, complètes et sincères, et nous informez sans délai des événements qui touchent votre activité.',
  ]);
  y = chapter(second, bold, regular, y, '5. Données et archivage', [
    'Les documents de la mission sont conservés dix ans. Les données personnelles ne servent qu’à la mission.',
  ]);
  chapter(second, bold, regular, y, '6. Acceptation', [
    'La présente lettre est signée électroniquement. Elle prend effet à la dernière signature.',
  ]);
  second.drawText('Le client', { x: left, y: 330, size: 11, font: bold, color: ink });
  second.drawText('Pour le cabinet', { x: 325, y: 330, size: 11, font: bold, color: ink });
  return pdf.save();
}

function newPage(pdf: PDFDocument, firm: string, regular: PDFFont, bold: PDFFont, number: number): PDFPage {
  const page = pdf.addPage([595, 842]);
  page.drawText(firm, { x: left, y: 785, size: 11, font: bold, color: accent });
  page.drawText(`Page ${number} sur 2`, { x: 480, y: 785, size: 9, font: regular, color: soft });
  page.drawLine({
    start: { x: left, y: 770 },
    end: { x: left + width, y: 770 },
    thickness: 0.7,
    color: rgb(0.83, 0.87, 0.91),
  });
  return page;
}

function chapter(
  page: PDFPage,
  bold: PDFFont,
  regular: PDFFont,
  y: number,
  title: string,
  texts: readonly string[],
): number {
  page.drawText(title, { x: left, y: y - 10, size: 13, font: bold, color: ink });
  return paragraphs(page, regular, y - 32, texts);
}

function paragraphs(page: PDFPage, font: PDFFont, from: number, texts: readonly string[]): number {
  let y = from;
  for (const text of texts) {
    for (const line of wrap(text, font)) {
      page.drawText(line, { x: left, y, size: 10.5, font, color: ink });
      y -= 16;
    }
    y -= 6;
  }
  return y - 10;
}

function wrap(text: string, font: PDFFont): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (font.widthOfTextAtSize(longer, 10.5) <= width) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}
