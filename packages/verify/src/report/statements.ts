import { reasons } from './verdict.ts';
import type { Sentence } from './finding.ts';
import type { SignatureReport, Statement } from './verification-report.ts';

type Said = Omit<Statement, 'signature'>;

/** What each party may conclude from a file: its signatures one by one, or that there is none. */
export function statementsOf(signatures: readonly SignatureReport[], complete: boolean): Statement[] {
  const own = signatures.flatMap((signature, index) => (signature.kind === 'signature' ? [{ signature, index }] : []));
  if (own.length === 0) return complete ? withoutSignature(signatures).map(ofFile) : [ofFile(notExamined)];
  const about = own.flatMap(({ signature, index }) => {
    return statementsOn(signature).map((said) => ({ ...said, signature: index }));
  });
  return complete ? about : [ofFile(notExamined), ...about];
}

const ofFile = (said: Said): Statement => ({ ...said, signature: null });

const notExamined: Said = {
  code: 'NOT_EXAMINED_TO_THE_END',
  party: 'recipient',
  message: {
    fr: "L'examen n'est pas allé à son terme : d'autres signatures ou modifications ont pu échapper.",
    en: 'The examination was not finished: further signatures or changes may have been missed.',
  },
};

function withoutSignature(timestamps: readonly SignatureReport[]): Said[] {
  const statements: Said[] = [
    {
      code: 'UNSIGNED_IDENTIFIES_NOBODY',
      party: 'signer',
      message: {
        fr: "Personne n'est engagé par ce fichier : l'image d'une signature n'identifie personne.",
        en: 'Nobody is bound by this file: an image of a signature identifies nobody.',
      },
    },
    {
      code: 'UNSIGNED_PROVES_NOTHING',
      party: 'recipient',
      message: {
        fr: "Rien dans ce fichier ne prouve qui l'a fait, ni qu'il est resté inchangé.",
        en: 'Nothing in this file proves who made it, or that it stayed unchanged.',
      },
    },
  ];
  const proven = timestamps.find(({ trust }) => trust.indication === 'TOTAL-PASSED')?.timestampTime;
  if (proven) {
    statements.push({
      code: 'TIMESTAMPED_ONLY',
      party: 'recipient',
      message: {
        fr: `Un horodatage prouve que ce contenu existait le ${dayFr(proven)} ; il ne dit pas qui l'a fait.`,
        en: `A timestamp proves that this content existed on ${dayEn(proven)}; it does not tell who made it.`,
      },
    });
  }
  return statements;
}

function statementsOn(signature: SignatureReport): Said[] {
  if (signature.trust.indication === 'TOTAL-FAILED') return [failed(signature)];
  return [authorOf(signature), contentOf(signature), timeOf(signature), reliance(signature)];
}

function failed(signature: SignatureReport): Said {
  const [fr, en] = reasons[signature.trust.subIndication ?? 'FORMAT_FAILURE'];
  const name = signature.name ?? signature.signer?.commonName;
  return {
    code: 'SIGNATURE_NOT_VALID',
    party: 'recipient',
    message: {
      fr: `Cette signature n'engage personne${name ? `, ni « ${name} » dont elle porte le nom` : ''} : ${fr}.`,
      en: `This signature binds nobody${name ? `, nor "${name}" whose name it bears` : ''}: ${en}.`,
    },
  };
}

/** Who signed. At the simple level it is the platform that attests; /Name is what it attests, no name of a certificate. */
function authorOf(signature: SignatureReport): Said {
  const { signatureKind, signer, certificate, name } = signature;
  const subject = signer?.commonName ?? signer?.organization ?? certificate?.subject ?? '';
  const issuer = certificate?.issuer ?? '';
  if (signature.trust.indication !== 'TOTAL-PASSED') {
    const claimed = (signatureKind === 'simple' ? name : subject) || '…';
    return {
      code: 'AUTHOR_NOT_ESTABLISHED',
      party: 'signer',
      message: {
        fr: `La signature se réclame de « ${claimed} », ce qui n'est pas établi.`,
        en: `The signature claims to be from "${claimed}", which is not established.`,
      },
    };
  }
  if (signatureKind === 'simple') {
    return {
      code: 'PLATFORM_ATTESTS',
      party: 'platform',
      message: {
        fr: `La plateforme (${subject}) atteste que ${name ?? 'le signataire'} a confirmé par un code reçu par SMS. C'est le certificat de la plateforme qui a signé : ${name ?? 'le signataire'} n'a pas signé avec un certificat à son nom.`,
        en: `The platform (${subject}) attests that ${name ?? 'the signer'} confirmed by an SMS code. It is the platform's certificate that signed: ${name ?? 'the signer'} did not sign with a certificate of their own.`,
      },
    };
  }
  if (signatureKind === 'seal') {
    return {
      code: 'FIRM_SEALED',
      party: 'signer',
      message: {
        fr: `${signer?.organization ?? subject} a scellé ce document avec son certificat de personne morale, délivré par ${issuer}. Un cachet garantit l'origine et l'intégrité ; il n'est la signature d'aucune personne physique.`,
        en: `${signer?.organization ?? subject} sealed this document with its certificate of a legal person, issued by ${issuer}. A seal warrants origin and integrity; it is no natural person's signature.`,
      },
    };
  }
  return {
    code: 'SIGNER_SIGNED',
    party: 'signer',
    message: {
      fr: `${subject} a signé avec un certificat à son nom, délivré par ${issuer}.`,
      en: `${subject} signed with a certificate in that name, issued by ${issuer}.`,
    },
  };
}

function contentOf({ integrity, laterChanges, coverage }: SignatureReport): Said {
  const said = (code: string, fr: string, en: string): Said => ({ code, party: 'recipient', message: { fr, en } });
  const covers = coverage === 'whole-file' || coverage === 'whole-revision';
  if (integrity !== 'intact' || !covers || laterChanges === 'undetermined') {
    return said(
      'CONTENT_NOT_ESTABLISHED',
      "Il n'est pas établi que ce qui s'affiche est ce qui a été signé.",
      'It is not established that what is shown is what was signed.',
    );
  }
  if (laterChanges === 'forbidden') {
    return said(
      'CONTENT_CHANGED',
      "Ce qui s'affiche n'est plus ce qui a été signé ; seule la version signée engage le signataire.",
      'What is shown is no longer what was signed; only the signed revision binds the signer.',
    );
  }
  if (laterChanges === 'permitted') {
    return said(
      'CONTENT_COMPLETED',
      'Ce qui a été signé est intact ; le document a ensuite été complété dans les limites permises.',
      'What was signed is intact; the document was completed afterwards within what is permitted.',
    );
  }
  return said(
    'CONTENT_UNCHANGED',
    "Ce qui s'affiche est exactement ce qui a été signé.",
    'What is shown is exactly what was signed.',
  );
}

function timeOf({ bestSignatureTime, claimedTime }: SignatureReport): Said {
  if (bestSignatureTime && bestSignatureTime.source !== 'validation-time') {
    return {
      code: 'TIME_PROVEN',
      party: 'recipient',
      message: {
        fr: `Un horodatage prouve que la signature existait le ${dayFr(bestSignatureTime.time)}.`,
        en: `A timestamp proves that the signature existed on ${dayEn(bestSignatureTime.time)}.`,
      },
    };
  }
  const message: Sentence = claimedTime
    ? {
        fr: `La date du ${dayFr(claimedTime)} est une déclaration du signataire ; aucun horodatage ne la prouve.`,
        en: `The date of ${dayEn(claimedTime)} is the signer's statement; no timestamp proves it.`,
      }
    : { fr: 'La date de la signature est inconnue.', en: 'The time of signing is unknown.' };
  return { code: claimedTime ? 'TIME_CLAIMED' : 'TIME_UNKNOWN', party: 'recipient', message };
}

function reliance({ trust }: SignatureReport): Said {
  if (trust.indication === 'TOTAL-PASSED') {
    return {
      code: 'MAY_RELY',
      party: 'recipient',
      message: {
        fr: "Le destinataire peut s'appuyer sur cette signature, autant qu'il fait confiance à l'autorité qu'il a donnée.",
        en: 'The recipient may rely on this signature, as far as he trusts the anchor that he gave.',
      },
    };
  }
  const [fr, en] = reasons[trust.subIndication ?? 'NO_CERTIFICATE_CHAIN_FOUND'];
  return {
    code: 'MAY_NOT_CONCLUDE',
    party: 'recipient',
    message: {
      fr: `Le destinataire ne peut conclure ni que la signature est bonne, ni qu'elle est fausse : ${fr}.`,
      en: `The recipient may conclude neither that the signature is good nor that it is false: ${en}.`,
    },
  };
}

/** Made when first needed: a formatter takes longer to make than a file to verify. */
const dateOf = (locale: string) => {
  let format: Intl.DateTimeFormat | undefined;
  return (time: string): string => {
    format ??= new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
    const date = new Date(time);
    return Number.isNaN(date.getTime()) ? time : `${format.format(date)} UTC`;
  };
};
const dayFr = dateOf('fr-FR');
const dayEn = dateOf('en-GB');
