import type { FindingCode } from '../finding-code.ts';
import type { Severity } from './finding.ts';

/** Severity, French and English sentence of each code; a detail follows in parentheses where there is one. */
export const sentences: Readonly<Record<FindingCode, readonly [Severity, string, string]>> = {
  HEADER_NOT_AT_START: [
    'warning',
    "Le fichier ne commence pas par l'en-tête PDF.",
    'The file does not begin with the PDF header.',
  ],
  XREF_UNREADABLE: [
    'error',
    'La table des objets du fichier est illisible ; elle a été reconstituée.',
    'The table of objects is unreadable; it was rebuilt from the bytes.',
  ],
  XREF_CHAIN_BROKEN: [
    'error',
    'Une version antérieure du document est illisible.',
    'An earlier revision of the document is unreadable.',
  ],
  REVISIONS_OUT_OF_ORDER: [
    'error',
    "Les versions du document ne se suivent pas dans l'ordre.",
    'The revisions of the document are out of order.',
  ],
  XREF_CONFLICT: [
    'error',
    "La table des objets place un objet à deux endroits, ou d'une façon que la norme ne connaît pas.",
    'The table of objects places an object twice, or in a way that the standard does not know.',
  ],
  TRAILING_BYTES: [
    'error',
    'Des données ont été ajoutées après la dernière version du document.',
    'Data was appended after the last revision of the document.',
  ],
  UNREFERENCED_OBJECT: [
    'warning',
    "Le fichier contient un objet qu'aucune version du document ne répertorie.",
    'The file holds an object that no revision of the document lists.',
  ],
  DUPLICATE_OBJECT: [
    'warning',
    "Le fichier contient un second exemplaire d'un objet, qu'aucune version du document ne répertorie.",
    'The file holds a second copy of an object, which no revision of the document lists.',
  ],
  HIDDEN_PAGES: [
    'warning',
    "Le document signé contient des pages que rien n'affiche ; une modification ultérieure pourrait les faire apparaître.",
    'The signed document holds pages that nothing shows; a later change could bring them out.',
  ],
  HIDDEN_LAYERS: [
    'warning',
    'Le document signé contient des calques masqués ; un lecteur peut les afficher.',
    'The signed document holds layers that are hidden; a viewer can show them.',
  ],
  FIELD_LOOK_DIFFERS: [
    'warning',
    "Un champ du document signé affiche un autre texte que sa valeur : selon le lecteur, l'un ou l'autre apparaît.",
    'A field of the signed document shows another text than its value: either may appear, depending on the viewer.',
  ],
  ACTIVE_CONTENT: [
    'warning',
    "Le document signé contient des éléments actifs ; ce qui s'affiche peut dépendre de plus que le fichier.",
    'The signed document holds active content; what is shown may depend on more than the file.',
  ],
  USAGE_RIGHTS: [
    'info',
    "Le document accorde des droits d'usage à un lecteur PDF ; ce n'est la signature de personne.",
    "The document grants usage rights to a PDF viewer; that is nobody's signature.",
  ],
  USAGE_RIGHTS_BROKEN: [
    'warning',
    "Les droits d'usage accordés à un lecteur PDF ne tiennent plus : le document a changé depuis.",
    'The usage rights granted to a PDF viewer no longer hold: the document was changed since.',
  ],
  UNLINKED_SIGNATURE: [
    'error',
    "Cette signature n'est plus rattachée à un champ du document affiché.",
    'This signature is no longer tied to a field of the document shown.',
  ],
  ENCRYPTED_NOT_READABLE: [
    'warning',
    'Le document est chiffré : son contenu ne peut pas être lu sans mot de passe.',
    'The document is encrypted: its content is not readable without a password.',
  ],
  LIMIT_REACHED: [
    'error',
    "L'examen a été arrêté : le fichier dépasse une limite de sécurité.",
    'The examination stopped: the file exceeds a safety limit.',
  ],
  SIGNATURE_VALUE_MISSING: [
    'error',
    'Le champ annonce une signature, mais elle est absente.',
    'The field announces a signature, but there is none.',
  ],
  CONTENTS_MISSING: [
    'error',
    'La valeur de la signature est absente ou vide.',
    'The signature value is missing or empty.',
  ],
  CONTENTS_NOT_HEXADECIMAL: [
    'error',
    "La valeur de la signature n'est pas écrite en hexadécimal pur.",
    'The signature value is not written in plain hexadecimal.',
  ],
  CONTENTS_PADDING: [
    'warning',
    'Des données suivent la valeur de la signature dans son emplacement.',
    'Data follows the signature value within its place.',
  ],
  BYTE_RANGE_MISSING: [
    'error',
    "La signature n'indique pas ce qu'elle couvre (ByteRange absent).",
    'The signature does not say what it covers (no ByteRange).',
  ],
  BYTE_RANGE_MALFORMED: [
    'error',
    'Le ByteRange de la signature est malformé.',
    "The signature's ByteRange is malformed.",
  ],
  BYTE_RANGE_NOT_FROM_START: [
    'error',
    'La signature ne couvre pas le début du fichier.',
    'The signature does not cover the start of the file.',
  ],
  BYTE_RANGE_OUT_OF_FILE: [
    'error',
    'La signature prétend couvrir plus que le fichier.',
    'The signature claims to cover more than the file.',
  ],
  BYTE_RANGE_GAP: [
    'error',
    "La partie non signée n'est pas exactement la valeur de cette signature.",
    'The part left unsigned is not exactly the value of this signature.',
  ],
  BYTE_RANGE_OVERLAP: [
    'error',
    'Les deux parties signées se chevauchent ou sont vides.',
    'The two signed parts overlap or are empty.',
  ],
  DICTIONARY_DUPLICATE_KEYS: [
    'error',
    'Le dictionnaire de signature contient deux fois la même clé.',
    'The signature dictionary holds a key twice.',
  ],
  DICTIONARY_IN_OBJECT_STREAM: [
    'error',
    'Le dictionnaire de signature est dans un flux compressé.',
    'The signature dictionary is inside a compressed stream.',
  ],
  DICTIONARY_REPLACED: [
    'error',
    'Le dictionnaire de signature a été remplacé après la signature.',
    'The signature dictionary was replaced after signing.',
  ],
  FIELDS_SHARE_SIGNATURE: [
    'warning',
    'Plusieurs champs montrent la même signature.',
    'Several fields show the same signature.',
  ],
  SUBFILTER_UNKNOWN: ['warning', 'Le format de la signature est inconnu.', 'The format of the signature is unknown.'],
  COVERAGE_PARTIAL: [
    'error',
    'La signature ne couvre pas une version entière du document.',
    'The signature does not cover a whole revision of the document.',
  ],
  COVERAGE_UNCLEAR: [
    'error',
    'Ce que la signature couvre ne peut pas être établi.',
    'What the signature covers cannot be established.',
  ],
  CMS_MALFORMED: [
    'error',
    'La structure de la signature est malformée.',
    'The structure of the signature is malformed.',
  ],
  CMS_SIGNER_COUNT: [
    'error',
    "La signature n'a pas exactement un signataire.",
    'The signature does not have exactly one signer.',
  ],
  CMS_CONTENT_NOT_DETACHED: [
    'error',
    'La signature contient aussi les données signées, ce que la norme exclut.',
    'The signature also encloses signed data, which the standard excludes.',
  ],
  CMS_CONTENT_MISSING: [
    'error',
    "La signature ne contient pas l'empreinte signée.",
    'The signature lacks the digest that it signs.',
  ],
  CMS_CONTENT_TYPE: [
    'error',
    "L'attribut content-type est absent ou faux.",
    'The content-type attribute is missing or wrong.',
  ],
  CMS_MESSAGE_DIGEST_MISSING: [
    'error',
    "L'attribut message-digest est absent.",
    'The message-digest attribute is missing.',
  ],
  CMS_ATTRIBUTE_REPEATED: ['error', 'Un attribut signé est répété.', 'A signed attribute is repeated.'],
  CMS_ALGORITHMS_DIFFER: [
    'error',
    "Les algorithmes d'empreinte et de signature se contredisent.",
    'The digest and signature algorithms contradict each other.',
  ],
  DIGEST_MISMATCH: [
    'error',
    "L'empreinte ne correspond pas : le contenu signé a été modifié.",
    'The digest does not match: the signed content was changed.',
  ],
  SIGNATURE_VALUE_INVALID: ['error', 'La valeur de la signature est fausse.', 'The signature value is wrong.'],
  SIGNER_CERTIFICATE_MISSING: [
    'error',
    'Le certificat du signataire est introuvable.',
    "The signer's certificate is not to be found.",
  ],
  SIGNER_CERTIFICATE_MISMATCH: [
    'error',
    "Le certificat joint n'est pas celui que la signature désigne.",
    'The certificate is not the one that the signature names.',
  ],
  SIGNING_CERTIFICATE_ATTRIBUTE_MISSING: [
    'info',
    'La signature ne désigne pas son certificat par une empreinte signée.',
    'The signature does not name its certificate by a signed hash.',
  ],
  ALGORITHM_UNSUPPORTED: [
    'error',
    "Un algorithme de la signature n'est pas pris en charge.",
    'An algorithm of the signature is not supported.',
  ],
  ALGORITHM_WEAK: [
    'warning',
    'La signature repose sur un algorithme affaibli.',
    'The signature rests on a weakened algorithm.',
  ],
  KEY_SHORT: [
    'warning',
    'La clé du signataire est trop courte pour être sûre.',
    "The signer's key is too short to be safe.",
  ],
  TIMESTAMP_INVALID: [
    'warning',
    "L'horodatage de la signature ne tient pas.",
    "The signature's timestamp does not hold.",
  ],
  TIMESTAMP_UNTRUSTED: [
    'info',
    "L'autorité d'horodatage n'est pas reconnue.",
    'The time-stamping authority is not trusted.',
  ],
  ARCHIVE_EVIDENCE_NOT_COUNTED: [
    'warning',
    "La signature porte des preuves d'archivage internes, qui ne sont pas comptées comme preuves d'existence.",
    'The signature carries archive evidence of its own, which is not counted as proof of existence.',
  ],
  CHANGES_FORBIDDEN: [
    'error',
    'Le document a été modifié après la signature au-delà de ce qui est permis.',
    'The document was changed after signing beyond what is permitted.',
  ],
  CHANGES_PERMITTED: [
    'info',
    'Le document a été complété après la signature, dans les limites permises.',
    'The document was completed after signing, within what is permitted.',
  ],
  CHANGES_UNDETERMINED: [
    'warning',
    "Ce qui a été ajouté après la signature n'a pas pu être jugé.",
    'What was added after signing could not be judged.',
  ],
  TRUST_NO_PATH: [
    'warning',
    'Aucun chemin ne mène du certificat à une autorité de confiance donnée.',
    'No path leads from the certificate to a given trust anchor.',
  ],
  TRUST_PATH_INVALID: ['error', 'Le chemin de certification est refusé.', 'The certification path is refused.'],
  TRUST_OUT_OF_VALIDITY: [
    'warning',
    "Un certificat du chemin n'est pas valide à la date de l'examen.",
    'A certificate of the path is not valid at the time of validation.',
  ],
  TRUST_ALGORITHM_WEAK: [
    'warning',
    "Un algorithme n'est plus sûr depuis cette date, et rien ne prouve que la signature est antérieure.",
    'An algorithm is no longer safe since that date, and nothing proves that the signature is older.',
  ],
  TIMESTAMP_ORDER: [
    'error',
    "Un horodatage d'avant la signature est plus récent qu'un horodatage d'après.",
    'A timestamp from before the signature is later than one from after it.',
  ],
  TRUST_REVOKED: ['error', 'Un certificat du chemin a été révoqué.', 'A certificate of the path was revoked.'],
  TRUST_REVOCATION_UNKNOWN: [
    'warning',
    "L'absence de révocation du certificat n'a pas été établie.",
    'That the certificate was not revoked is not established.',
  ],
  TRUST_REVOCATION_OFF: [
    'info',
    "La révocation n'a pas été examinée, à la demande de l'appelant.",
    'Revocation was not examined, at the request of the caller.',
  ],
};
