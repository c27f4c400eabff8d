import { recordPdf } from '../record/record-pdf.ts';
import { sha256 } from '../signer/sha256.ts';
import { moment, nameOfSignature, type ReportView, said, sizeOf } from './report-view.ts';

/** What the printed report is made from. */
export interface PrintedReport extends Pick<ReportView, 't' | 'name' | 'report'> {
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The report as a PDF to keep or to hand over: verdict, file with its digest, each signature in full sentences. */
export async function reportPdf(printed: PrintedReport): Promise<Uint8Array<ArrayBuffer>> {
  const { t, name, report, bytes } = printed;
  const about = (index: number | null) => report.statements.filter(({ signature }) => signature === index);
  const sentences = (list: readonly { readonly message: { readonly fr: string; readonly en: string } }[]) =>
    list.map(({ message }) => said(printed, message));
  const file = [
    t.term('reportOf', name, sizeOf(printed, report.size)),
    t.term('reportHash', await sha256(bytes)),
    ...sentences(about(null)),
    ...sentences(report.findings),
  ];
  return recordPdf({
    title: t.term('reportTitle'),
    subtitle: t.term('examinedAt', moment(printed, report.at)),
    note: t.term('reportNote'),
    sections: [
      { name: said(printed, report.verdict.message), texts: file },
      ...report.signatures.map((signature, index) => ({
        name: `${index + 1}. ${nameOfSignature(printed, signature)}`,
        texts: [
          ...sentences(about(index)),
          ...sentences(signature.findings),
          ...sentences(signature.changes.filter(({ verdict }) => verdict !== 'permitted')),
          ...(signature.certificate
            ? [`${signature.certificate.subject} · ${t.term('fingerprint', signature.certificate.sha256)}`]
            : []),
        ],
      })),
    ],
  });
}
