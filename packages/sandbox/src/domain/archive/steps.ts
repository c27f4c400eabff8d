import type { EvidenceBundle } from '@jse/verify/evidence';
import { momentOf } from './attestation-words.ts';
import type { PackCertificate, PackCertificates } from './certificates.ts';
import type { PackSignature } from './signatures.ts';
import { extractedName } from './verifier.ts';

/** What a pack holds, as its guide must know it; `at` is when it was made. */
export interface Guided {
  readonly evidence: EvidenceBundle;
  readonly documents: readonly { readonly path: string; readonly name: string }[];
  readonly attestations: readonly string[];
  readonly signatures: readonly PackSignature[];
  /** How many signatures came with an uploaded file, under another authority. */
  readonly foreign: number;
  readonly certificates: PackCertificates;
  /** Names of the certificates about which there is an answer of the OCSP responder. */
  readonly ocsp: readonly string[];
  /** When certificates were revoked, by name. */
  readonly revoked: ReadonlyMap<string, Date>;
  readonly purged: boolean;
  readonly at: Date;
}

/** A command, one line that any shell takes, with what is to be known before it where there is something. */
export interface Command {
  readonly run: string;
  readonly note?: string;
}

/** A step of the check: what it shows, and how. Only names that the platform has made are in the commands. */
export interface Step {
  readonly words: string;
  readonly commands: readonly Command[];
}

const under = '-CAfile certificats/racine.pem -untrusted certificats/autorite.pem';

/** How to check a pack with tools that are not ours; steps for which it holds nothing are left out. */
export function stepsOf(guided: Guided): Step[] {
  const { evidence, documents, attestations, foreign } = guided;
  const signed = [...documents.map(({ path }) => path), ...attestations];
  const others =
    foreign > 0
      ? ` ${foreign} signature(s) d’une autre autorité étaient déjà dans un document déposé : l’étape précédente les montre, celle-ci les laisse.`
      : '';
  const steps: Step[] = [
    {
      words: 'Rien n’a été modifié dans ce dossier depuis sa fabrication.',
      commands: [{ run: 'python3 verifier.py sommes' }],
    },
    {
      words:
        'La racine. Tout ce qui suit se vérifie sous elle ; un dossier ne peut pas la prouver lui-même. Comparez son empreinte à celle que l’autorité publie ailleurs.',
      commands: [{ run: 'openssl x509 -in certificats/racine.pem -noout -subject -fingerprint -sha256' }],
    },
    {
      words:
        'Les certificats viennent de l’autorité et n’étaient pas révoqués quand ils ont servi. Les réponses OCSP sont du jour où ce dossier a été fabriqué (« This Update ») : c’est ce jour qui compte, et non celui de la vérification.',
      commands: guided.certificates.ends.flatMap((end) => certificateCommands(guided, end)),
    },
    {
      words:
        'Les signatures des fichiers et le sceau des attestations (poppler ; « Signature is Valid » pour chacune).',
      commands: signed.map((path) => ({ run: `pdfsig -nocert ${path}` })),
    },
    {
      words: `Les mêmes signatures par un autre outil : le programme sort de chaque fichier les octets signés et les signatures, openssl les vérifie sous la racine, chacune au moment où elle a été faite (-attime, en secondes depuis 1970).${others}`,
      commands: signatureCommands(guided),
    },
    {
      words:
        'Les horodatages du journal. Chacun prouve que le journal existait tel quel, jusqu’à l’entrée dont il porte le numéro.',
      commands: (evidence.timestamps ?? []).map(({ seq, hash, at }) => ({
        run: `openssl ts -verify -in horodatages/${seq}.tsr -digest ${hash} -attime ${seconds(new Date(at))} ${under}`,
      })),
    },
    {
      words:
        'Le journal : le programme recalcule la chaîne de la première entrée à la dernière, compare les horodatages à leurs entrées, les noms des signataires et les fichiers signés à ce que le journal raconte. Il s’arrête sur ce qui ne tient pas.',
      commands: [{ run: 'python3 verifier.py journal' }],
    },
  ];
  return steps.filter(({ commands }) => commands.length > 0);
}

const seconds = (time: Date): number => Math.floor(time.getTime() / 1000);

/** Document timestamps are no signatures over the file's bytes that `openssl cms` knows: poppler shows them. */
function signatureCommands({ signatures }: Guided): Command[] {
  const own = signatures.filter(({ kind }) => kind === 'signature');
  if (own.length === 0) return [];
  const checks = own.map((signature) => {
    const name = extractedName(signature);
    const files = `-in ${name}.p7s -content ${name}.signe`;
    const authorities = '-CAfile certificats/racine.pem -certfile certificats/autorite.pem';
    const run = `openssl cms -verify -binary -inform DER ${files} ${authorities} -purpose any -attime ${seconds(signature.at)} -out /dev/null`;
    return { run };
  });
  return [{ run: 'python3 verifier.py extraire' }, ...checks];
}

/**
 * A certificate that is over or revoked by now is checked when it was used last: lists of today say nothing of the one, and
 * of the other, to openssl, that it never was good. One that was revoked before it was used fails, by the lists.
 */
function certificateCommands({ ocsp, revoked, at }: Guided, { name, notAfter, lastUse }: PackCertificate): Command[] {
  const file = `certificats/titulaires/${name}.pem`;
  const end = revoked.get(name);
  const late = end !== undefined && end <= lastUse;
  const current = late || (end === undefined && notAfter > at);
  const lists = '-crl_check_all -CRLfile revocation/racine.crl.pem -CRLfile revocation/autorite.crl.pem';
  const checks = current ? `${lists} -attime ${seconds(at)}` : `-attime ${seconds(lastUse)}`;
  const check = { run: `openssl verify ${checks} ${under} ${file}` };
  const used = `sa dernière signature de ce dossier est du ${moment(lastUse)}`;
  const first = end
    ? {
        ...check,
        note: `${name} a été révoqué le ${moment(end)} ; ${used}${late ? ', après : elle ne tient pas.' : then}`,
      }
    : current
      ? check
      : { ...check, note: `${name} a pris fin le ${moment(notAfter)} ; ${used}${then}` };
  if (!ocsp.includes(name)) return [first];
  const asked = `openssl ocsp -respin revocation/${name}.ocsp -issuer certificats/autorite.pem -cert ${file}`;
  const by = '-CAfile certificats/racine.pem -verify_other certificats/autorite.pem';
  return [first, { run: `${asked} ${by} -attime ${seconds(at)} -validity_period ${lifetime}` }];
}

const then = ', avant : il est vérifié à ce moment-là.';

const moment = (time: Date): string => momentOf(time.toISOString());

/** How old an answer may be for `openssl ocsp`, in seconds: some sixty years. It is of the day of the pack, for good. */
const lifetime = 2_000_000_000;
