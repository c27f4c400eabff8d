import { PDFDocument, PDFName, PDFRawStream } from 'pdf-lib';

/** A PDF of about nine million bytes: incompressible streams behind one page. */
export async function largePdf(): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const page = pdf.addPage([595, 842]);
  const chunks = Array.from({ length: 9 }, () => {
    const noise = new Uint8Array(1_000_000);
    for (let at = 0; at < noise.length; at += 65_536)
      crypto.getRandomValues(noise.subarray(at, Math.min(at + 65_536, noise.length)));
    const dictionary = pdf.context.obj({ Length: noise.length });
    return pdf.context.register(PDFRawStream.of(dictionary, noise));
  });
  page.node.set(
    PDFName.of('PieceInfo'),
    pdf.context.obj({ Bench: pdf.context.obj({ Private: pdf.context.obj(chunks) }) }),
  );
  return pdf.save({ useObjectStreams: false });
}
