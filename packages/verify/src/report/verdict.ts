import type { Indication, SubIndication } from './trust-report.ts';
import type { SignatureReport, Verdict } from './verification-report.ts';

const order: readonly Indication[] = ['TOTAL-PASSED', 'INDETERMINATE', 'TOTAL-FAILED'];

/** The file's verdict: the worst of its signatures; of its document timestamps only where nothing else signs it. */
export function verdictOf(signatures: readonly SignatureReport[], complete: boolean): Verdict {
  const own = signatures.filter(({ kind }) => kind === 'signature');
  const judged = own.length ? own : signatures;
  const [first, ...others] = judged;
  if (!first) {
    if (!complete) return { indication: 'INDETERMINATE', message: incomplete };
    return { indication: 'NO_SIGNATURE_FOUND', message: unsigned };
  }
  const rank = ({ trust }: SignatureReport) => order.indexOf(trust.indication);
  const worst = others.reduce((a, b) => (rank(b) > rank(a) ? b : a), first).trust;
  if (!complete && worst.indication === 'TOTAL-PASSED') return { indication: 'INDETERMINATE', message: incomplete };
  const { indication, subIndication } = worst;
  if (!subIndication) return { indication, message: passed };
  const [fr, en] = reasons[subIndication];
  const head = indication === 'TOTAL-FAILED' ? failed : undetermined;
  return { indication, subIndication, message: { fr: `${head.fr} ${fr}.`, en: `${head.en} ${en}.` } };
}

const unsigned = {
  fr: "Ce fichier ne porte aucune signature électronique ; l'image d'une signature n'identifie personne.",
  en: 'This file bears no electronic signature; an image of a signature identifies nobody.',
};
const incomplete = {
  fr: "L'examen a été arrêté avant la fin : rien ne peut être conclu.",
  en: 'The examination stopped before its end: nothing may be concluded.',
};
const passed = {
  fr: 'La signature est valide : le document est celui qui a été signé, et le certificat est reconnu.',
  en: 'The signature is valid: the document is the one that was signed, and the certificate is trusted.',
};
const failed = { fr: "La signature n'est pas valide :", en: 'The signature is not valid:' };
const undetermined = { fr: 'La signature ne peut pas être confirmée :', en: 'The signature can not be confirmed:' };

/** What each sub-indication of EN 319 102-1 says, in French and in English, to follow a colon. */
export const reasons: Readonly<Record<SubIndication, readonly [string, string]>> = {
  FORMAT_FAILURE: ["son format n'est pas celui d'une signature", 'its format is not that of a signature'],
  HASH_FAILURE: [
    'le document a changé depuis (son empreinte est une autre)',
    'the document has changed since (its digest is another)',
  ],
  SIG_CRYPTO_FAILURE: ['la valeur de signature est fausse', 'the signature value is wrong'],
  REVOKED: ['le certificat était révoqué lors de la signature', 'the certificate was revoked when it signed'],
  EXPIRED: ['le certificat avait expiré lors de la signature', 'the certificate had expired when it signed'],
  NOT_YET_VALID: [
    "la signature existait avant que le certificat n'ait été délivré",
    'the signature existed before the certificate was issued',
  ],
  SIG_CONSTRAINTS_FAILURE: [
    "le document a été modifié après la signature, ou ce qui a suivi n'a pas pu être jugé",
    'the document was changed after signing, or what came after could not be judged',
  ],
  CHAIN_CONSTRAINTS_FAILURE: ['le certificat ne permet pas cet usage', 'the certificate may not be used in this way'],
  CERTIFICATE_CHAIN_GENERAL_FAILURE: [
    'la chaîne de certificats enfreint une règle',
    'the chain of certificates breaks a rule',
  ],
  CRYPTO_CONSTRAINTS_FAILURE: [
    "un algorithme n'est pas pris en charge, ou n'est plus sûr",
    'an algorithm is not supported, or no longer safe',
  ],
  CRYPTO_CONSTRAINTS_FAILURE_NO_POE: [
    "un algorithme n'est plus sûr, et rien ne prouve que la signature date d'avant",
    'an algorithm is no longer safe, and nothing proves that the signature is older',
  ],
  TIMESTAMP_ORDER_FAILURE: ['les horodatages se contredisent', 'the timestamps contradict each other'],
  NO_SIGNING_CERTIFICATE_FOUND: [
    'le certificat du signataire manque, ou en est un autre',
    "the signer's certificate is missing, or is another",
  ],
  NO_CERTIFICATE_CHAIN_FOUND: [
    'aucune chaîne de certificats ne mène à une autorité de confiance donnée',
    'no chain of certificates leads to a given trust anchor',
  ],
  REVOKED_NO_POE: [
    "le certificat a été révoqué, et rien ne prouve que la signature date d'avant",
    'the certificate was revoked, and nothing proves that the signature is older',
  ],
  REVOKED_CA_NO_POE: [
    "le certificat d'une autorité a été révoqué, et rien ne prouve que la signature date d'avant",
    'the certificate of an authority was revoked, and nothing proves that the signature is older',
  ],
  OUT_OF_BOUNDS_NOT_REVOKED: [
    "le certificat a expiré sans être révoqué, et rien ne prouve que la signature date d'avant",
    'the certificate expired without being revoked, and nothing proves that the signature is older',
  ],
  OUT_OF_BOUNDS_NO_POE: [
    "un certificat n'est pas valide à la date de l'examen, et rien ne prouve que la signature date d'avant",
    'a certificate is not valid at the time of validation, and nothing proves that the signature is older',
  ],
  TRY_LATER: [
    "l'absence de révocation du certificat n'est pas établie",
    'that the certificate was not revoked is not established',
  ],
};
