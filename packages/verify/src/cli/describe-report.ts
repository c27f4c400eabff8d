import type { SignatureReport, VerificationReport } from '../index.ts';

/** How a report is shown: `colour` on a terminal, the sentences in one language. */
export interface Style {
  readonly colour: boolean;
  readonly language: 'fr' | 'en';
}

const width = 80;
const columns = [3, 29, 17, 9, 18] as const;
const codes = { green: 32, yellow: 33, red: 31, bold: 1, dim: 2 } as const;

const words = {
  fr: { head: ['n°', 'signataire', 'existait le (UTC)', 'niveau', 'verdict'], none: 'inconnu', stamp: 'horodatage' },
  en: { head: ['no', 'signer', 'existed on (UTC)', 'level', 'verdict'], none: 'unknown', stamp: 'timestamp' },
} as const;

/**
 * A report for a person, in lines of at most 80 columns: the verdict, a table of the signatures, what each party may
 * conclude, what was found. Nothing that the file says reaches the terminal but as visible text.
 */
export function describeReport(file: string, report: VerificationReport, style: Style): string {
  const { language } = style;
  const { verdict, conclusion, statements, findings, signatures, trustAnchors } = report;
  const lines = [
    paint(style, 'bold', visible(file)),
    ...paragraph(style, toneOf(verdict.indication), verdict.message[language]),
  ];
  const code = [verdict.indication, verdict.subIndication].filter(Boolean).join(' / ');
  lines.push(paint(style, 'dim', `  ${code} · ${conclusion}`));
  for (const { name, ageDays, issuedAt } of trustAnchors.bundles) {
    lines.push(paint(style, 'dim', cut(`  ${visible(name)} · ${issuedAt.slice(0, 10)} · ${ageDays} d`, width)));
  }
  if (signatures.length) {
    lines.push('', row(words[language].head.map((word) => word)), '-'.repeat(width));
    signatures.forEach((signature, index) => lines.push(...signatureRows(signature, index, style)));
  }
  if (statements.length) lines.push('');
  for (const { message, signature } of statements) {
    lines.push(...wrap(`${signature === null ? '' : `${signature + 1}. `}${visible(message[language])}`, '- ', '  '));
  }
  const own = signatures.flatMap((signature) => signature.findings);
  const told = [...findings, ...own].filter(({ severity }) => severity !== 'info');
  const worth = [...new Map(told.map((finding) => [finding.message.en, finding])).values()];
  if (worth.length) lines.push('');
  for (const { severity, code: name, message } of worth) {
    const tone = severity === 'error' ? 'red' : 'yellow';
    lines.push(...wrap(`${visible(message[language])} [${name}]`, '! ', '  ').map((line) => paint(style, tone, line)));
  }
  return lines.join('\n');
}

function signatureRows(signature: SignatureReport, index: number, style: Style): string[] {
  const { trust, level, bestSignatureTime, timestampTime, signatureKind, name, signer, kind } = signature;
  const attested = signatureKind === 'simple' ? name : null;
  const who = attested ?? signer?.commonName ?? signer?.organization ?? words[style.language].none;
  const isTimestamp = kind === 'document-timestamp';
  const proven =
    bestSignatureTime && bestSignatureTime.source !== 'validation-time' ? bestSignatureTime.time : timestampTime;
  const short = isTimestamp
    ? words[style.language].stamp
    : (level ?? '').replace(/^PAdES_BASELINE_/, 'B-').replace(/^PAdES_/, '');
  const when = proven ? proven.slice(0, 16).replace('T', ' ') : '-';
  const cells = [String(index + 1), visible(who), when, short.replaceAll('_', '-'), trust.indication];
  const lines = [paint(style, toneOf(trust.indication), row(cells))];
  if (trust.subIndication) lines.push(paint(style, 'dim', `${' '.repeat(columns[0] + 1)}${trust.subIndication}`));
  return lines;
}

const row = (cells: readonly string[]): string =>
  cells
    .map((cell, index) => cut(cell, columns[index] ?? 10).padEnd(columns[index] ?? 10))
    .join(' ')
    .trimEnd();

const cut = (text: string, length: number): string => (text.length > length ? `${text.slice(0, length - 1)}…` : text);

function paragraph(style: Style, tone: keyof typeof codes, text: string): string[] {
  return wrap(visible(text), '  ', '  ').map((line) => paint(style, tone, line));
}

function wrap(text: string, first: string, next: string): string[] {
  const lines: string[] = [];
  let line = first;
  for (const word of text.split(/\s+/)) {
    const longer = line === first || line === next ? line + word : `${line} ${word}`;
    if (longer.length <= width || line === first || line === next) line = longer;
    else {
      lines.push(line);
      line = next + word;
    }
    while (line.length > width) {
      lines.push(line.slice(0, width));
      line = next + line.slice(width);
    }
  }
  return [...lines, line];
}

const toneOf = (indication: string): 'green' | 'yellow' | 'red' =>
  indication === 'TOTAL-PASSED' ? 'green' : indication === 'TOTAL-FAILED' ? 'red' : 'yellow';

const paint = ({ colour }: Style, tone: keyof typeof codes, text: string): string =>
  colour ? `\u001b[${codes[tone]}m${text}\u001b[0m` : text;

/** Control characters, and those that turn the direction of text, could make a terminal show what is not there. */
const visible = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\ufffd');
