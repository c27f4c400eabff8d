import { type ContactField, contactFields } from './directory.ts';

/** Headings, folded, as French and English software and address books write them; of two, the one further up is taken. */
const headings: Readonly<Record<ContactField, readonly string[]>> = {
  name: [
    'nom de famille',
    'nom',
    'nom usuel',
    'nom d usage',
    'last name',
    'lastname',
    'surname',
    'family name',
    'name',
  ],
  firstName: ['prenom', 'prenoms', 'first name', 'firstname', 'given name', 'forename'],
  email: [
    'email',
    'e mail',
    'mail',
    'courriel',
    'adresse email',
    'adresse e mail',
    'adresse mail',
    'adresse de messagerie',
    'adresse electronique',
    'email address',
    'e mail address',
    'e mail value',
  ],
  phone: [
    'mobile',
    'portable',
    'telephone mobile',
    'telephone portable',
    'tel mobile',
    'tel portable',
    'numero de mobile',
    'numero de portable',
    'mobile phone',
    'mobile number',
    'cell phone',
    'gsm',
    'telephone',
    'tel',
    'numero de telephone',
    'phone',
    'phone number',
    'phone value',
  ],
  company: [
    'societe',
    'raison sociale',
    'denomination sociale',
    'denomination',
    'entreprise',
    'nom de la societe',
    'nom de l entreprise',
    'company',
    'company name',
    'organization',
    'organisation',
    'organization name',
    'client',
  ],
  externalId: [
    'reference',
    'ref',
    'reference client',
    'code client',
    'numero client',
    'numero de client',
    'n client',
    'code',
    'code tiers',
    'identifiant',
    'external id',
    'externalid',
    'customer id',
    'id',
  ],
};

/** What each heading is taken for: at most one column a field, the one whose heading says it best. */
export function fieldsOf(columns: readonly string[]): (ContactField | null)[] {
  const folded = columns.map(fold);
  const chosen = new Map<number, ContactField>();
  for (const field of contactFields) {
    const best = headings[field].find((heading) => folded.includes(heading));
    if (best !== undefined) chosen.set(folded.indexOf(best), field);
  }
  return columns.map((_, at) => chosen.get(at) ?? null);
}

/** Without accents, case, digits and punctuation: « Tél. mobile 1 » is `tel mobile`. */
const fold = (heading: string): string =>
  heading
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, ' ')
    .trim();
