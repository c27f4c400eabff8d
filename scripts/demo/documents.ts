import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { PDFDocument, type PDFFont, type PDFPage, rgb, StandardFonts } from 'pdf-lib';

/** A PDF of the demonstration. */
export interface DemoDocument {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The files given on the command line, or a four-page engagement letter and an A4 invoice made here. */
export async function demoDocuments(paths: readonly string[]): Promise<DemoDocument[]> {
  if (paths.length === 0) return [await engagementLetter(), await invoice()];
  return Promise.all(
    paths.map(async (path) => ({ name: basename(path), bytes: new Uint8Array(await readFile(path)) })),
  );
}

const ink = rgb(0.09, 0.14, 0.22);
const soft = rgb(0.35, 0.4, 0.5);
const accent = rgb(0.04, 0.36, 0.54);
const a4: [number, number] = [595, 842];

const chapters: readonly (readonly [string, readonly string[]])[] = [
  [
    '1. Objet de la mission',
    [
      'Vous nous confiez la présentation de vos comptes annuels. La mission est conduite selon les normes professionnelles en vigueur et le code de déontologie des professionnels de l’expertise comptable.',
      'Elle ne constitue ni un audit ni un examen limité et n’a pas pour objet la recherche de détournements.',
    ],
  ],
  [
    '2. Déroulement',
    [
      'Vos pièces nous parviennent chaque mois, au plus tard le 10 du mois suivant. Nous tenons la comptabilité, établissons les déclarations et vous remettons un tableau de bord trimestriel.',
      'Les comptes annuels vous sont présentés dans les quatre mois de la clôture.',
    ],
  ],
  [
    '3. Honoraires',
    [
      'Nos honoraires sont fixés à 3 600 € HT par an, facturés par douzième, payables à réception. Les travaux hors mission font l’objet d’un accord écrit préalable.',
    ],
  ],
  [
    '4. Acceptation',
    [
      'La présente lettre prend effet à sa signature pour un exercice, renouvelable par tacite reconduction. Elle est signée électroniquement par toutes les parties.',
    ],
  ],
];

async function engagementLetter(): Promise<DemoDocument> {
  const pdf = await newPdf('Lettre de mission');
  const fonts = await fontsOf(pdf);
  chapters.forEach(([title, paragraphs], at) => {
    const page = pdf.addPage(a4);
    header(page, fonts, 'Lettre de mission', `Page ${at + 1} sur ${chapters.length}`);
    page.drawText(title, { x: 60, y: 690, size: 15, font: fonts.bold, color: ink });
    let y = 655;
    for (const paragraph of paragraphs) {
      for (const line of wrap(paragraph, fonts.regular, 11, 475)) {
        page.drawText(line, { x: 60, y, size: 11, font: fonts.regular, color: ink });
        y -= 17;
      }
      y -= 10;
    }
  });
  return { name: 'lettre-de-mission.pdf', bytes: await pdf.save() };
}

async function invoice(): Promise<DemoDocument> {
  const pdf = await newPdf('Facture');
  const fonts = await fontsOf(pdf);
  const page = pdf.addPage(a4);
  header(page, fonts, 'Facture F-2026-0042', 'Payable à réception');
  const rows = [
    ['Tenue de la comptabilité, novembre 2026', '250,00 €'],
    ['Déclaration de TVA', '50,00 €'],
    ['Total HT', '300,00 €'],
    ['TVA 20 %', '60,00 €'],
    ['Total TTC', '360,00 €'],
  ];
  rows.forEach(([label = '', amount = ''], at) => {
    const font = at === 4 ? fonts.bold : fonts.regular;
    const y = 670 - at * 28;
    page.drawText(label, { x: 60, y, size: 11, font, color: ink });
    page.drawText(amount, { x: 535 - font.widthOfTextAtSize(amount, 11), y, size: 11, font, color: ink });
    page.drawLine({
      start: { x: 60, y: y - 9 },
      end: { x: 535, y: y - 9 },
      thickness: 0.5,
      color: rgb(0.83, 0.86, 0.9),
    });
  });
  return { name: 'facture.pdf', bytes: await pdf.save() };
}

async function newPdf(title: string): Promise<PDFDocument> {
  const pdf = await PDFDocument.create();
  pdf.setTitle(title);
  pdf.setLanguage('fr-FR');
  return pdf;
}

async function fontsOf(pdf: PDFDocument): Promise<{ regular: PDFFont; bold: PDFFont }> {
  const regular = await pdf.embedFont(StandardFonts.Helvetica);
  return { regular, bold: await pdf.embedFont(StandardFonts.HelveticaBold) };
}

function header(
  page: PDFPage,
  { regular, bold }: { regular: PDFFont; bold: PDFFont },
  title: string,
  aside: string,
): void {
  page.drawText('Cabinet Exemple', { x: 60, y: 782, size: 11, font: bold, color: accent });
  page.drawText(aside, { x: 535 - regular.widthOfTextAtSize(aside, 9), y: 782, size: 9, font: regular, color: soft });
  page.drawText(title, { x: 60, y: 735, size: 22, font: bold, color: ink });
}

function wrap(text: string, font: PDFFont, size: number, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (font.widthOfTextAtSize(longer, size) <= width) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}
