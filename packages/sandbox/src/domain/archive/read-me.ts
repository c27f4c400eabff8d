import type { EvidenceBundle } from '@jse/verify/evidence';
import type { PackCertificates } from './certificates.ts';
import { chainRecipe, extractRecipe } from './recipes.ts';

/** The log as one reads it: a line an entry. */
export function journalOf({ entries }: EvidenceBundle): string {
  return entries
    .map(
      ({ seq, at, type, actor, data, hash }) => `${seq}\t${at}\t${type}\t${actor}\t${JSON.stringify(data)}\t${hash}\n`,
    )
    .join('');
}

/** What a pack holds, as its guide must know it; `at` is when it was made. */
export interface Guided {
  readonly evidence: EvidenceBundle;
  readonly documents: readonly { readonly path: string; readonly name: string }[];
  readonly attestations: readonly string[];
  readonly certificates: PackCertificates;
  /** Names of the certificates about which there is an answer of the OCSP responder. */
  readonly ocsp: readonly string[];
  readonly purged: boolean;
  readonly at: Date;
}

const under = '-CAfile certificats/racine.pem -untrusted certificats/autorite.pem';

/**
 * How to check a pack with tools that are not ours, step by step. Lines indented by four spaces are commands (the tests run
 * them all); only names that the platform has made are in them.
 */
export function readMe(guided: Guided): string {
  const { evidence, documents, attestations } = guided;
  const { collection, signers, timestamps = [] } = evidence;
  const signed = [...documents.map(({ path }) => path), ...attestations];
  const steps: [string, ...string[]][] = [
    ['Rien n’a été modifié dans ce dossier depuis sa fabrication.', '    sha256sum -c --quiet SHA256SUMS'],
    [
      'La racine. Tout ce qui suit se vérifie sous elle ; un dossier ne peut pas la prouver lui-même. Comparez son empreinte à celle que l’autorité publie ailleurs.',
      '    openssl x509 -in certificats/racine.pem -noout -subject -fingerprint -sha256',
    ],
    ['Les certificats viennent de l’autorité et n’étaient pas révoqués.', ...certificateCommands(guided)],
    [
      'Les signatures des fichiers et le sceau des attestations (poppler ; « Signature is Valid » pour chacune).',
      ...signed.map((path) => `    pdfsig -nocert ${path}`),
    ],
    [
      'Les mêmes signatures par un autre outil : ce programme en extrait les octets signés et les signatures, openssl les vérifie sous la racine.',
      ...extractRecipe(Math.floor(guided.at.getTime() / 1000)),
    ],
    [
      'Les horodatages du journal. Chacun prouve que le journal existait tel quel, jusqu’à l’entrée dont il porte le numéro.',
      ...timestamps.map(
        ({ seq, hash, at }) =>
          `    openssl ts -verify -in horodatages/${seq}.tsr -digest ${hash} -attime ${seconds(Date.parse(at))} ${under}`,
      ),
    ],
    [
      'Le journal : son programme recalcule la chaîne de la première entrée à la dernière, compare les horodatages à leurs entrées, les noms des signataires et les fichiers signés à ce que le journal raconte. Il s’arrête sur ce qui ne tient pas.',
      ...chainRecipe,
    ],
  ];
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
    'Il faut openssl (3), poppler-utils et Python 3, sur Linux ou macOS. Ouvrez un terminal dans ce dossier et copiez les lignes en retrait.',
    '',
    ...steps
      .filter(([, ...commands]) => commands.length > 0)
      .flatMap(([words, ...commands], index) => [`${index + 1}. ${words}`, '', ...commands, '']),
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

const seconds = (time: number): number => Math.floor(time / 1000);

function holdsDocuments({ documents, purged, evidence }: Guided): string {
  if (documents.length > 0) return 'documents/ : les fichiers signés.';
  const why = purged
    ? 'Les documents ont été purgés à la fin de leur conservation'
    : 'Tous n’ont pas signé : il n’y a pas de fichier signé à remettre';
  const kept = evidence.documents.length > 0 ? ' ; leurs empreintes SHA-256 sont ci-dessous et dans le journal' : '';
  return `${why}${kept}. Qui détient une copie la compare par : sha256sum LE-FICHIER.pdf`;
}

/** A certificate that is over by now is checked at its last minute; lists of today say nothing about it any more. */
function certificateCommands({ certificates, ocsp, at }: Guided): string[] {
  const lists = '-crl_check_all -CRLfile revocation/racine.crl.pem -CRLfile revocation/autorite.crl.pem';
  return certificates.ends.flatMap(({ name, notAfter }) => {
    const current = notAfter > at;
    const time = current ? at.getTime() : notAfter.getTime() - 60_000;
    const checks = `${current ? `${lists} ` : ''}-attime ${seconds(time)}`;
    const file = `certificats/titulaires/${name}.pem`;
    const asked = `openssl ocsp -respin revocation/${name}.ocsp -issuer certificats/autorite.pem -cert ${file}`;
    return [
      `    openssl verify ${checks} ${under} ${file}`,
      ...(ocsp.includes(name)
        ? [
            `    ${asked} -CAfile certificats/racine.pem -verify_other certificats/autorite.pem -attime ${seconds(at.getTime())}`,
          ]
        : []),
    ];
  });
}
