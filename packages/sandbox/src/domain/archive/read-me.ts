import type { EvidenceBundle } from '@jse/verify/evidence';

/** The log as one reads it: a line an entry. */
export function journalOf({ entries }: EvidenceBundle): string {
  return entries
    .map(
      ({ seq, at, type, actor, data, hash }) => `${seq}\t${at}\t${type}\t${actor}\t${JSON.stringify(data)}\t${hash}\n`,
    )
    .join('');
}

/** How to check a pack with tools that are not ours, step by step; each command is run by the tests. */
export function readMe({ collection, documents, signers, timestamps = [] }: EvidenceBundle, files: string[]): string {
  const last = timestamps.at(-1);
  const signed = files.filter((path) => path.startsWith('documents/'));
  const attestations = files.filter((path) => path.startsWith('attestations/'));
  const lines = [
    'FAISCEAU DE PREUVE',
    '',
    `Collecte « ${collection.title} », ${collection.firm}. Identifiant ${collection.id}.`,
    `Signataires : ${signers.map(({ name }) => name).join(', ')}.`,
    '',
    'CE QUE CONTIENT CE DOSSIER',
    '',
    'evidence.json : le journal complet. Chaque entrée porte le SHA-256 de son contenu et celui de la précédente.',
    'journal.txt : le même journal, à lire.',
    'horodatages/ : jetons RFC 3161 sur le journal, à la fin de la collecte et chaque jour avant elle.',
    'attestations/ : une attestation scellée par signataire ; elle ne montre les coordonnées de personne d’autre.',
    'certificats/ : les certificats de l’autorité qui a signé et horodaté.',
    signed.length > 0
      ? 'documents/ : les fichiers signés.'
      : 'Les documents ont été purgés ou n’ont pas été signés par tous ; leurs empreintes SHA-256 sont ci-dessous.',
    '',
    'EMPREINTES DES DOCUMENTS',
    '',
    ...documents.flatMap(({ name, sha256Original, sha256Final }) => [
      `${name}`,
      `  déposé : ${sha256Original}`,
      `  signé :  ${sha256Final ?? '—'}`,
    ]),
    '',
    'VÉRIFIER AVEC DES OUTILS QUI NE SONT PAS LES NÔTRES',
    '',
    '1. Rien n’a été modifié dans ce dossier :',
    '',
    '    sha256sum -c SHA256SUMS',
    '',
    '2. L’autorité est bien celle de la racine :',
    '',
    '    openssl verify -CAfile certificats/racine.pem certificats/autorite.pem',
    '',
    '3. Les signatures des fichiers et le sceau des attestations (poppler) :',
    '',
    ...[...signed, ...attestations].map((path) => `    pdfsig -nocert "${path}"`),
    '',
    ...(last
      ? [
          '4. L’horodatage du journal, sur l’empreinte de sa dernière entrée :',
          '',
          `    openssl ts -verify -token_in -in horodatages/${last.seq}.tst -digest ${last.hash} -CAfile certificats/racine.pem -untrusted certificats/autorite.pem`,
          '',
        ]
      : []),
    '5. La chaîne du journal, de la première entrée à la dernière (Python 3) :',
    '',
    ...chain.map((line) => `    ${line}`),
    '',
    'Le programme affiche « chaîne entière » et le nombre d’entrées ; il s’arrête sur la première qui ne tient pas.',
    '',
  ];
  return `${lines.join('\n')}`;
}

/** Recomputes the chain (RFC 8785 as far as the log's values go: no floating point, members sorted). */
const chain = [
  "python3 - <<'FIN'",
  'import hashlib, json',
  "log = json.load(open('evidence.json', encoding='utf-8'))['entries']",
  'before = None',
  'for entry in log:',
  "    kept = entry.pop('hash')",
  "    text = json.dumps(entry, sort_keys=True, separators=(',', ':'), ensure_ascii=False)",
  '    made = hashlib.sha256(text.encode()).hexdigest()',
  "    assert made == kept and entry['previousHash'] == before, entry['seq']",
  '    before = kept',
  "print('chaîne entière', len(log))",
  'FIN',
];
