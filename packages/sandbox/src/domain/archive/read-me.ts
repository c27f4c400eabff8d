import type { EvidenceBundle } from '@jse/verify/evidence';
import type { Guided, Step } from './steps.ts';

/** The log as one reads it: a line an entry. */
export function journalOf({ entries }: EvidenceBundle): string {
  return entries
    .map(
      ({ seq, at, type, actor, data, hash }) => `${seq}\t${at}\t${type}\t${actor}\t${JSON.stringify(data)}\t${hash}\n`,
    )
    .join('');
}

/** What a pack holds and how to check it. Lines indented by four spaces are commands, to be copied as they stand. */
export function readMe(guided: Guided, steps: readonly Step[]): string {
  const { evidence, documents, attestations } = guided;
  const { collection, signers } = evidence;
  const lines = [
    'FAISCEAU DE PREUVE',
    '',
    `Collecte « ${plain(collection.title)} », ${plain(collection.firm)}. Identifiant ${collection.id}.`,
    `État : ${states[collection.state ?? ''] ?? ''}.`,
    `Signataires : ${signers.map(({ name, signedAt }) => `${plain(name)} (${signedAt ? 'a signé' : 'n’a pas signé'})`).join(', ')}.`,
    '',
    'CE QUE CONTIENT CE DOSSIER',
    '',
    'evidence.json : le journal complet. Chaque entrée porte le SHA-256 de son contenu et celui de la précédente.',
    'journal.txt : le même journal, à lire.',
    'horodatages/ : réponses RFC 3161 sur le journal, chaque jour, à la fin de la collecte et à la fabrication de ce dossier.',
    attestations.length > 0
      ? 'attestations/ : une attestation scellée par personne qui a signé ; elle ne montre les coordonnées de personne d’autre.'
      : 'Personne n’a signé : il n’y a pas d’attestation.',
    'certificats/ : la racine, l’autorité, et les certificats qui ont signé ou horodaté.',
    'revocation/ : les listes de révocation et les réponses OCSP sur ces certificats.',
    'verifier.py, verifier.sh : de quoi vérifier ce dossier, comme il est dit plus bas.',
    holdsDocuments(guided),
    '',
    'EMPREINTES DES DOCUMENTS (SHA-256)',
    '',
    ...evidence.documents.flatMap(({ name, sha256Original, sha256Final }, index) => [
      plain(name) + (documents[index] ? ` (${documents[index].path})` : ''),
      `  déposé : ${sha256Original}`,
      `  signé :  ${sha256Final ?? '—'}`,
    ]),
    '',
    'VÉRIFIER AVEC DES OUTILS QUI NE SONT PAS LES NÔTRES',
    '',
    'Il faut OpenSSL 3 ou plus récent, poppler (pdfsig) et Python 3.8 ou plus récent. Sur Debian ou Ubuntu : apt install openssl poppler-utils python3. Sur macOS, dont l’openssl est LibreSSL et ne suffit pas : brew install openssl@3 poppler python, puis PATH="$(brew --prefix openssl@3)/bin:$PATH".',
    'Ouvrez un terminal dans ce dossier et copiez les lignes en retrait, une à une ; ou toutes à la suite : sh verifier.sh. Les programmes sont courts et se lisent avant de servir.',
    '',
    ...steps.flatMap(({ words, commands }, index) => [
      `${index + 1}. ${words}`,
      '',
      ...commands.flatMap(({ run, note }) => [...(note === undefined ? [] : [note, '']), `    ${run}`]),
      '',
    ]),
  ];
  return lines.join('\n');
}

const states: Readonly<Record<string, string>> = {
  draft: 'brouillon',
  prepared: 'préparée',
  ongoing: 'en cours',
  completed: 'terminée',
  refused: 'refusée par un signataire',
  expired: 'expirée',
  cancelled: 'annulée',
  purged: 'purgée',
};

/** A text that others chose, on one line: nothing of it may look like a command. */
const plain = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

function holdsDocuments({ documents, purged, evidence }: Guided): string {
  if (documents.length > 0) return 'documents/ : les fichiers signés.';
  const why = purged
    ? 'Les documents ont été purgés à la fin de leur conservation'
    : 'Tous n’ont pas signé : il n’y a pas de fichier signé à remettre';
  const kept = evidence.documents.length > 0 ? ' ; leurs empreintes SHA-256 sont ci-dessous et dans le journal' : '';
  return `${why}${kept}. Qui détient une copie la compare par : openssl dgst -sha256 LE-FICHIER.pdf`;
}
