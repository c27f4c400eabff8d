import type { LevelReason } from '../checks/level-facts.ts';
import type { LevelCheck } from '../checks/signature-level.ts';
import { nameToString } from '../x509/name.ts';
import { readable } from './certificate-report.ts';
import type { MissedLevel } from './trust-report.ts';

/** Why a level is missed, in French and in English; a certificate's name follows in parentheses where one is meant. */
const sentences: Readonly<Record<LevelReason, readonly [string, string]>> = {
  SUBFILTER_NOT_PADES: [
    "Le format annoncé n'est pas ETSI.CAdES.detached.",
    'The format announced is not ETSI.CAdES.detached.',
  ],
  CMS_NOT_READABLE: ['La signature CMS est illisible.', 'The CMS signature is unreadable.'],
  SIGNER_COUNT: ["La signature CMS n'a pas un signataire et un seul.", 'The CMS signature has not just one signer.'],
  CONTENT_ENCAPSULATED: ['La signature CMS contient un contenu.', 'The CMS signature encloses a content.'],
  CONTENT_TYPE_NOT_DATA: ["Le type de contenu signé n'est pas « data ».", 'The signed content type is not "data".'],
  MESSAGE_DIGEST_MISSING: ["L'empreinte du document n'est pas signée.", "The document's digest is not signed."],
  SIGNING_CERTIFICATE_ATTRIBUTE_MISSING: [
    'La signature ne désigne pas son certificat par son empreinte.',
    'The signature does not name its certificate by its hash.',
  ],
  SIGNING_CERTIFICATE_V1_NOT_SHA1: [
    'Le certificat est désigné par un attribut qui ne convient pas à son empreinte.',
    'The certificate is named by an attribute that does not fit its hash.',
  ],
  SIGNING_TIME_IN_CMS: [
    'La date est dans la signature CMS, et non dans son dictionnaire seulement.',
    'The time is in the CMS signature, and not in its dictionary alone.',
  ],
  CLAIMED_TIME_MISSING: [
    'Le dictionnaire de signature ne porte pas de date.',
    'The signature dictionary bears no time.',
  ],
  CERTIFICATES_MISSING: [
    'La signature CMS ne contient pas le certificat du signataire.',
    "The CMS signature does not hold the signer's certificate.",
  ],
  CERT_ENTRY_PRESENT: [
    'Le dictionnaire de signature porte une entrée Cert, que PAdES exclut.',
    'The signature dictionary has a Cert entry, which PAdES excludes.',
  ],
  REASON_WITH_COMMITMENT_TYPE: [
    "Un motif et un type d'engagement s'excluent.",
    'A reason and a commitment type exclude each other.',
  ],
  REASON_WITH_POLICY: [
    "Un motif et une politique de signature s'excluent.",
    'A reason and a signature policy exclude each other.',
  ],
  COVERAGE_NOT_WHOLE: [
    'La signature ne couvre pas toute sa version du document.',
    'The signature does not cover its whole revision.',
  ],
  TIMESTAMP_MISSING: [
    'Aucun horodatage ne prouve quand la signature existait.',
    'No timestamp proves when the signature existed.',
  ],
  TIMESTAMP_NOT_INTACT: ["L'horodatage ne tient pas.", 'The timestamp does not hold.'],
  SECURITY_STORE_MISSING: [
    'Le fichier ne contient pas de quoi vérifier les certificats plus tard.',
    'The file does not hold what is needed to validate the certificates later.',
  ],
  CHAIN_NOT_COMPLETE: [
    "La chaîne d'un certificat n'est pas complète dans le fichier.",
    "A certificate's chain is not complete in the file.",
  ],
  REVOCATION_DATA_MISSING: [
    "La preuve de non-révocation d'un certificat n'est pas dans le fichier.",
    'Evidence that a certificate was not revoked is not in the file.',
  ],
  DOCUMENT_TIMESTAMP_MISSING: [
    'Aucun horodatage du document ne couvre ces preuves.',
    'No document timestamp covers this evidence.',
  ],
};

/** The level that is missed with its reasons as the report shows them. */
export function reportMissedLevel(check: LevelCheck | null): MissedLevel | null {
  if (!check?.missed) return null;
  const reasons = check.missed.reasons.map(({ code, certificate }) => {
    const [fr, en] = sentences[code];
    const name = certificate ? readable(() => ` (${nameToString(certificate.subject)})`, '') : '';
    return { code, message: { fr: fr + name, en: en + name } };
  });
  return { level: check.missed.level, reasons };
}
