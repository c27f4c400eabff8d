import { PDFDocument, rgb, StandardFonts } from 'pdf-lib';

const paragraph = [
  'Madame, Monsieur,',
  'Vous avez bien voulu nous confier une mission de présentation de vos comptes annuels. La présente lettre',
  'en précise les termes, les objectifs et les limites, conformément aux normes de la profession.',
  'Nos travaux reposent sur les pièces que vous nous transmettez ; ils ne constituent ni un audit ni un',
  'examen limité. Vous demeurez responsable de l’exhaustivité et de la sincérité des informations fournies.',
  'Nos honoraires sont fixés d’un commun accord pour l’exercice et révisables chaque année. La mission est',
  'reconduite tacitement, sauf dénonciation trois mois avant la clôture de l’exercice.',
];

/** An engagement letter of `pageCount` A4 pages, as a firm would send it; for stories. */
export async function makeLetter(pageCount = 4): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.setTitle('Lettre de mission');
  const [serif, strong] = [
    await document.embedFont(StandardFonts.TimesRoman),
    await document.embedFont(StandardFonts.TimesRomanBold),
  ];
  for (let number = 1; number <= pageCount; number += 1) {
    const page = document.addPage([595, 842]);
    page.drawText('Cabinet Durand, expertise comptable', {
      x: 64,
      y: 776,
      size: 10,
      font: strong,
      color: rgb(0.1, 0.29, 0.38),
    });
    page.drawText(number === 1 ? 'Lettre de mission' : `Article ${number - 1}`, {
      x: 64,
      y: 716,
      size: 22,
      font: strong,
    });
    for (let line = 0; line < 24; line += 1) {
      const text = (paragraph[line % paragraph.length] ?? '').replaceAll('’', "'");
      page.drawText(text, { x: 64, y: 676 - line * 18, size: 10.5, font: serif });
    }
    if (number === pageCount) {
      page.drawText('Fait à Lyon, en deux exemplaires.', { x: 64, y: 216, size: 10.5, font: serif });
      page.drawText('Le client', { x: 64, y: 180, size: 10.5, font: strong });
      page.drawText("L'expert-comptable", { x: 330, y: 180, size: 10.5, font: strong });
    }
    page.drawText(`${number} / ${pageCount}`, { x: 512, y: 40, size: 9, font: serif });
  }
  return document.save();
}
