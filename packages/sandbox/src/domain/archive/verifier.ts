import type { PackSignature } from './signatures.ts';
import type { Step } from './steps.ts';

/** Where `verifier.py extraire` puts the signed bytes (`.signe`) and the CMS (`.p7s`) of a signature. */
export const extractedName = ({ path, end }: Pick<PackSignature, 'path' | 'end'>): string =>
  `extrait/${path.replaceAll('/', '-')}.${end}`;

/**
 * The program of a pack, for Python alone: sums, the signed bytes and CMS of each PDF by its ByteRange, and the chain of the
 * log (RFC 8785 as far as the log's values go: no floating point, members sorted).
 */
export const verifierPy = String.raw`#!/usr/bin/env python3
# Vérifie un faisceau de preuve, dans son dossier. LISEZMOI.txt dit à quelle étape sert chaque commande :
#   python3 verifier.py sommes | extraire | journal
# Python 3.8 ou plus récent ; rien d'autre n'est nécessaire, et rien n'est envoyé.
import glob
import hashlib
import json
import os
import re
import sys


def empreinte(chemin):
    with open(chemin, 'rb') as fichier:
        return hashlib.sha256(fichier.read()).hexdigest()


def exiger(tient, quoi):
    if not tient:
        sys.exit('NE TIENT PAS : %s' % quoi)


def sommes():
    with open('SHA256SUMS', encoding='utf-8') as fichier:
        lignes = fichier.read().splitlines()
    exiger(lignes, 'SHA256SUMS est vide')
    for ligne in lignes:
        somme, chemin = ligne.split('  ', 1)
        exiger(os.path.isfile(chemin), '%s manque (SHA256SUMS)' % chemin)
        exiger(empreinte(chemin) == somme, '%s a été modifié (SHA256SUMS)' % chemin)
    print(len(lignes), 'fichiers tels quels')


def extraire():
    os.makedirs('extrait', exist_ok=True)
    plage = re.compile(rb'/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]')
    for chemin in sorted(glob.glob('documents/*.pdf') + glob.glob('attestations/*.pdf')):
        with open(chemin, 'rb') as fichier:
            pdf = fichier.read()
        for trouve in plage.finditer(pdf):
            a, b, c, d = map(int, trouve.groups())
            try:
                cms = bytes.fromhex(pdf[a + b + 1:c - 1].decode('ascii'))
            except ValueError:
                continue
            nom = 'extrait/%s.%d' % (chemin.replace('/', '-'), c + d)
            with open(nom + '.signe', 'wb') as fichier:
                fichier.write(pdf[a:a + b] + pdf[c:c + d])
            with open(nom + '.p7s', 'wb') as fichier:
                fichier.write(cms)
            print(nom)


def journal():
    with open('evidence.json', encoding='utf-8') as fichier:
        preuve = json.load(fichier)
    avant, empreintes, noms = None, {}, {}
    for numero, entree in enumerate(preuve['entries'], 1):
        gardee = entree.pop('hash')
        texte = json.dumps(entree, sort_keys=True, separators=(',', ':'), ensure_ascii=False)
        faite = hashlib.sha256(texte.encode('utf-8')).hexdigest()
        exiger(faite == gardee, 'entrée %d du journal, modifiée' % numero)
        exiger(entree['previousHash'] == avant and entree['seq'] == numero, 'entrée %d du journal, rang' % numero)
        avant = empreintes[numero] = gardee
        if entree['type'] == 'signer.invited':
            noms[entree['data']['signerId']] = entree['data'].get('name')
    for horodatage in preuve['timestamps']:
        exiger(empreintes.get(horodatage['seq']) == horodatage['hash'], 'horodatage %d' % horodatage['seq'])
    for signataire in preuve['signers']:
        exiger(noms.get(signataire['id']) in (None, signataire['name']), 'signataire %s' % signataire['name'])
    raconte = json.dumps([entree['data'] for entree in preuve['entries']])
    for chemin in sorted(glob.glob('documents/*.pdf')):
        exiger(empreinte(chemin) in raconte, '%s n’est pas dans le journal' % chemin)
    print('chaîne entière', len(empreintes))


if __name__ == '__main__':
    sys.stdout.reconfigure(encoding='utf-8', errors='replace')
    sys.stderr.reconfigure(encoding='utf-8', errors='replace')
    commandes = {'sommes': sommes, 'extraire': extraire, 'journal': journal}
    if len(sys.argv) != 2 or sys.argv[1] not in commandes:
        sys.exit('python3 verifier.py ' + ' | '.join(commandes))
    commandes[sys.argv[1]]()
`;

/** All steps one after the other, for any POSIX shell; ends at the first that fails. */
export function verifierSh(steps: readonly Step[]): string {
  const lines = steps.flatMap(({ words, commands }, index) => [
    '',
    say(`${index + 1}. ${words}`),
    ...commands.flatMap(({ run, note }) => [...(note === undefined ? [] : [say(note)]), run]),
  ]);
  return `#!/bin/sh
# Toutes les commandes de LISEZMOI.txt, dans l'ordre : sh verifier.sh
# S'arrête à la première qui échoue ; ce que disent pdfsig et openssl ocsp est à lire.
set -eu
cd "$(dirname "$0")"
case "$(openssl version)" in
  'OpenSSL '[3-9].* | 'OpenSSL '[1-9][0-9]*.*) ;;
  *)
    echo 'Il faut OpenSSL 3 ou plus récent. Ici : '"$(openssl version)" >&2
    exit 1
    ;;
esac
${lines.join('\n')}

echo 'Toutes les commandes ont abouti.'
`;
}

const say = (words: string): string => `printf '\\n%s\\n' '${words.replaceAll("'", String.raw`'\''`)}'`;
