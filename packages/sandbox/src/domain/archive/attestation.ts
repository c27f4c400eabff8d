import type { EvidenceEntry } from '@jse/verify/evidence';
import { PDFDocument, type PDFFont, type PDFPage, rgb } from 'pdf-lib';
import type { Dependencies } from '../../dependencies.ts';
import { Refusal } from '../../problem.ts';
import { cartoucheFontBytes, prepareDocument, signField } from '../../signing/index.ts';
import type { Row } from '../../store/tables.ts';
import { type Collection, maskPhone } from '../collection.ts';
import { signerName } from '../letters.ts';
import { providersOf } from '../providers.ts';

const time = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeStyle: 'medium', timeZone: 'Europe/Paris' });
const at = (when: string): string => `${time.format(new Date(when))} (heure de Paris)`;

/** What each level means, in words that a court can hold the platform to. */
const meaning = {
  simple: (name: string) =>
    `Signature électronique simple. La plateforme atteste, par son propre certificat, que ${name} a confirmé par un code reçu par SMS. Ce n'est pas un certificat de ${name} qui a signé.`,
  advanced: (name: string) =>
    `Signature électronique avancée. Elle est faite avec le certificat de ${name}, utilisable seulement pendant la cérémonie et avec un code reçu par SMS.`,
  seal: (name: string) =>
    `Cachet électronique de ${name}, apposé avec le certificat de la personne morale par un membre qui en a la délégation.`,
} as const;

/**
 * The attestation of one signer: who, when, how he was authenticated, what he consented to, what was shown and signed.
 * It shows nobody else's address or phone, and is sealed with the platform's certificate. French, as the interface.
 */
export async function makeAttestation(
  deps: Dependencies,
  collection: Collection,
  signer: Row<'signers'>,
  log: readonly EvidenceEntry[],
  firm: string,
): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const name = signerName(signer);
  pdf.setTitle(`Attestation de signature – ${name}`, { showInWindowTitleBar: true });
  pdf.setLanguage('fr-FR');
  pdf.setProducer('Je Signe Expert (bac à sable)');
  pdf.setCreationDate(deps.clock.now());
  const { default: fontkit } = await import('@cantoo/fontkit');
  pdf.registerFontkit(fontkit as never);
  const { regular, semibold } = await cartoucheFontBytes();
  const sheet = new Sheet(
    pdf,
    await pdf.embedFont(regular, { subset: true }),
    await pdf.embedFont(semibold, { subset: true }),
  );
  sheet.title('Attestation de signature électronique');
  sheet.line(`Collecte « ${collection.row.settings.object} », ${firm}. Identifiant ${collection.row.id}.`);
  sheet.heading('Signataire');
  sheet.line(name);
  if (signer.level !== 'seal') sheet.line(`${signer.email}, mobile ${maskPhone(signer.phone)}`);
  sheet.line(meaning[signer.level](name));
  sheet.heading('Ce qui s’est passé');
  for (const { at: when, type, data } of entriesOf(log, signer.id)) sheet.line(`${at(when)} : ${say(type, data)}`);
  sheet.heading('Documents');
  const signed = entriesOf(log, signer.id).find(({ type }) => type === 'signer.signed');
  for (const { documentId, reviewed, signed: after } of documentsOf(signed)) {
    const document = collection.documents.find(({ id }) => id === documentId);
    sheet.line(document?.name ?? documentId);
    sheet.line(`Lu : SHA-256 ${reviewed}`);
    sheet.line(`Signé : SHA-256 ${after}`);
  }
  sheet.heading('Vérifier');
  sheet.line(
    'Cette attestation est scellée par la plateforme. Le journal complet, chaîné et horodaté, est dans le faisceau de preuve ; il se vérifie avec des outils qui ne sont pas les nôtres.',
  );
  return seal(deps, await pdf.save(), collection.row.settings.object);
}

/** The entries of a log that tell of one signer: his own, and the codes of his ceremonies. */
function entriesOf(log: readonly EvidenceEntry[], signerId: string): EvidenceEntry[] {
  const own = log.filter(({ data }) => data['signerId'] === signerId);
  const ceremonies = new Set(own.map(({ data }) => data['ceremonyId']).filter((id) => typeof id === 'string'));
  return log.filter(
    (entry) =>
      own.includes(entry) || (entry.type.startsWith('code.') && ceremonies.has(String(entry.data['ceremonyId']))),
  );
}

function documentsOf(entry: EvidenceEntry | undefined) {
  return (entry?.data['documents'] ?? []) as { documentId: string; reviewed: string; signed: string }[];
}

function say(type: string, data: Readonly<Record<string, unknown>>): string {
  const via = data['via'] === 'invitation' ? 'par le lien de son invitation' : 'depuis le logiciel du cabinet';
  const consent = data['consent'] as { text?: string; version?: string; language?: string } | undefined;
  const words: Readonly<Record<string, string>> = {
    'signer.invited': data['reminder'] === true ? 'relance envoyée par e-mail' : 'invitation envoyée par e-mail',
    'signer.viewed': `ouverture du document, ${via}`,
    'signer.consented': `consentement « ${consent?.text ?? ''} » (version ${consent?.version ?? ''}, ${consent?.language ?? ''})`,
    'signer.signed': 'signature, après saisie du bon code',
    'signer.refused': 'refus',
    'signer.unlocked': 'déblocage par le cabinet après trop de codes faux',
    'code.sent': `code confidentiel envoyé par SMS au ${String(data['phone'])}, référence ${String(data['reference'])}`,
    'code.wrong': 'code faux',
    'code.locked': 'blocage après trop de codes faux',
  };
  return words[type] ?? type;
}

async function seal(deps: Dependencies, bytes: Uint8Array, reason: string): Promise<Uint8Array> {
  const signer = await deps.pki.signerFor(deps.db, 'simple', { kind: 'platform', owner: '' });
  if (!signer) throw new Refusal('certificate_missing', 'The platform has no certificate');
  const fieldName = 'JSE-attestation';
  const prepared = await prepareDocument(bytes, [
    { name: fieldName, tooltip: 'Sceau de la plateforme', placement: null },
  ]);
  const name = 'Je Signe Expert';
  return signField({
    bytes: prepared,
    fieldName,
    appearance: { kind: 'seal', name, at: deps.clock.now() },
    name,
    reason: `Attestation : ${reason}`,
    at: deps.clock.now(),
    signer,
    level: deps.settings.padesLevel,
    ...providersOf(deps),
  });
}

/** Lines down a page, and on to the next. */
class Sheet {
  #page: PDFPage;
  #y = 780;
  readonly #pdf: PDFDocument;
  readonly #regular: PDFFont;
  readonly #semibold: PDFFont;

  constructor(pdf: PDFDocument, regular: PDFFont, semibold: PDFFont) {
    this.#pdf = pdf;
    this.#regular = regular;
    this.#semibold = semibold;
    this.#page = pdf.addPage([595, 842]);
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
      if (this.#y < 60) {
        this.#page = this.#pdf.addPage([595, 842]);
        this.#y = 780;
      }
      this.#page.drawText(line, { x: 60, y: this.#y, size, font, color: rgb(0.09, 0.14, 0.22) });
      this.#y -= height;
    }
  }
}

/** Breaks a text at spaces, and a word that is wider than the page where it must. */
function wrap(text: string, font: PDFFont, size: number): string[] {
  const fits = (line: string) => font.widthOfTextAtSize(line, size) <= 475;
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
