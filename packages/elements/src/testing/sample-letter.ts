import { PDFDocument, type PDFFont, type PDFPage, rgb, StandardFonts } from 'pdf-lib';

const ink = rgb(0.1, 0.14, 0.18);
const grey = rgb(0.42, 0.47, 0.52);
const blue = rgb(0.04, 0.29, 0.39);

const chapters = [
  [
    'Objet de la mission',
    'Vous avez souhaité nous confier une mission de présentation des comptes annuels de votre société. La présente lettre en précise la nature, l’étendue et les conditions.',
  ],
  [
    'Nature et limites',
    'Nos travaux aboutissent à une opinion exprimant une assurance modérée sur la cohérence et la vraisemblance des comptes annuels pris dans leur ensemble. Ils ne constituent ni un audit ni un examen limité.',
  ],
  [
    'Vos obligations',
    'Vous nous transmettez l’ensemble des pièces nécessaires, dans les délais convenus, et conservez la responsabilité de l’exhaustivité et de la réalité des opérations.',
  ],
  [
    'Calendrier',
    'Les pièces du trimestre nous parviennent avant le quinze du mois suivant. Les comptes annuels vous sont présentés dans les quatre mois de la clôture.',
  ],
  [
    'Honoraires',
    'Nos honoraires annuels s’élèvent à 3 600 € hors taxes, payables en douze mensualités. Ils sont révisés chaque année au 1er janvier.',
  ],
  [
    'Confidentialité',
    'Nous sommes tenus au secret professionnel et traitons vos données conformément au règlement général sur la protection des données.',
  ],
  [
    'Durée',
    'La mission prend effet à la signature et se renouvelle par tacite reconduction, sauf dénonciation par lettre recommandée trois mois avant la clôture.',
  ],
  [
    'Litiges',
    'Tout différend est porté, avant toute action, devant le président du conseil régional de l’Ordre aux fins de conciliation.',
  ],
] as const;

/** A letter of engagement of so many A4 pages, as a firm would send it: for stories, screenshots and tests. */
export async function sampleLetter(pageCount = 3, title = 'Lettre de mission'): Promise<Uint8Array<ArrayBuffer>> {
  const document = await PDFDocument.create();
  document.setTitle(title);
  const fonts = {
    text: await document.embedFont(StandardFonts.Helvetica),
    strong: await document.embedFont(StandardFonts.HelveticaBold),
  };
  const perPage = Math.ceil(chapters.length / pageCount);
  for (let number = 1; number <= pageCount; number += 1) {
    const page = document.addPage([595, 842]);
    let y = head(page, fonts, title, number);
    for (const [at, [name, text]] of chapters.slice((number - 1) * perPage, number * perPage).entries()) {
      page.drawText(`${(number - 1) * perPage + at + 1}. ${name}`, {
        x: 60,
        y,
        size: 12,
        font: fonts.strong,
        color: blue,
      });
      y = paragraph(page, fonts.text, text, y - 20) - 18;
    }
    page.drawText(`Page ${number} / ${pageCount}`, { x: 490, y: 40, size: 9, font: fonts.text, color: grey });
  }
  return (await document.save()) as Uint8Array<ArrayBuffer>;
}

function head(page: PDFPage, fonts: { text: PDFFont; strong: PDFFont }, title: string, number: number): number {
  page.drawRectangle({ x: 0, y: 836, width: 595, height: 6, color: blue });
  page.drawText('Cabinet Exemple', { x: 60, y: 785, size: 13, font: fonts.strong, color: blue });
  page.drawText('Expertise comptable', { x: 60, y: 769, size: 9, font: fonts.text, color: grey });
  if (number > 1) return 720;
  page.drawText(title, { x: 60, y: 700, size: 22, font: fonts.strong, color: ink });
  page.drawText('Exercice 2026', { x: 60, y: 678, size: 11, font: fonts.text, color: grey });
  return 630;
}

function paragraph(page: PDFPage, font: PDFFont, text: string, top: number): number {
  let y = top;
  let line = '';
  const flush = () => {
    page.drawText(line, { x: 60, y, size: 10.5, font, color: ink });
    y -= 16;
    line = '';
  };
  for (const word of text.replaceAll('’', "'").split(' ')) {
    if (font.widthOfTextAtSize(`${line} ${word}`, 10.5) > 475) flush();
    line = line === '' ? word : `${line} ${word}`;
  }
  flush();
  return y;
}
