import { en as consoleEnglish } from '../../packages/sandbox/src/console/client/words-en.ts';
import { fr as consoleFrench, type Words as ConsoleWords } from '../../packages/sandbox/src/console/client/words-fr.ts';

const french = {
  calls: 'Appels',
  platform: 'Plateforme',
  snippets: 'Code',
  starting: 'La plateforme démarre…',
  alone: 'Cet état se montre seul : aucune plateforme derrière lui.',
  read: 'Lire le message',
  openHere: 'Ouvrir la page du signataire ici',
  noPlace: 'Cette adresse est celle d’un logiciel imaginaire : elle ne mène nulle part.',
  deadline: 'À l’échéance',
  noDeadline: 'La collecte n’est pas lancée : elle n’a pas encore d’échéance.',
  minutes: '10 minutes',
  reset: 'Reprendre depuis le début',
  resetHint: 'Rejoue le scénario : horloge, crédit et pannes reviennent à ce qu’il prévoit.',
  movedBy: 'Avancée par vous de',
  empty: 'Vider le crédit',
  line: 'Ligne entre la page et la plateforme',
  lines: {
    whole: 'en service',
    before: 'coupée avant la plateforme',
    after: 'coupée au retour : la plateforme agit, sa réponse se perd',
    story: 'coupée par le scénario',
  },
  none: 'aucune',
  half: 'une sur deux',
  every: 'tous',
  document: 'Votre PDF',
  documentHint: 'Il remplace le document du scénario. Le fichier reste dans cet onglet : rien n’est envoyé.',
  noDocument: 'Ce scénario n’a pas de document.',
  choose: 'Choisir un PDF',
  takeBack: 'Revenir au document du scénario',
  inPlace: 'À la place du document du scénario :',
  callsLead: 'page : ce que la page appelle. client : ce que votre serveur appelle.',
  noElement: 'Aucun élément à montrer.',
  address: 'L’adresse de cette page contient la langue, le thème, l’écran, l’horloge, le crédit et les pannes.',
  failed: 'Le scénario n’a pas abouti',
  noPdf: 'Ce fichier n’est pas un PDF.',
  seconds: 's',
};

type OwnWords = typeof french;
const english: OwnWords = {
  calls: 'Calls',
  platform: 'Platform',
  snippets: 'Code',
  starting: 'The platform is starting…',
  alone: 'This state stands alone: there is no platform behind it.',
  read: 'Read the message',
  openHere: 'Open the signer’s page here',
  noPlace: 'This address is that of an imaginary software: it leads nowhere.',
  deadline: 'To the deadline',
  noDeadline: 'The collection is not launched: it has no deadline yet.',
  minutes: '10 minutes',
  reset: 'Start over',
  resetHint: 'Plays the scenario again: clock, credit and faults are what it says.',
  movedBy: 'Moved on by you by',
  empty: 'Empty the credit',
  line: 'Line between page and platform',
  lines: {
    whole: 'in service',
    before: 'cut before the platform',
    after: 'cut on the way back: the platform acts, its answer is lost',
    story: 'cut by the scenario',
  },
  none: 'none',
  half: 'every other one',
  every: 'all',
  document: 'Your PDF',
  documentHint: 'It takes the place of the scenario’s document. The file stays in this tab: nothing is uploaded.',
  noDocument: 'This scenario has no document.',
  choose: 'Choose a PDF',
  takeBack: 'Back to the scenario’s document',
  inPlace: 'In the place of the scenario’s document:',
  callsLead: 'page: what the page calls. client: what your server calls.',
  noElement: 'There is no element to show.',
  address: 'The address of this page holds language, theme, screen, clock, credit and faults.',
  failed: 'The scenario did not succeed',
  noPdf: 'This file is no PDF.',
  seconds: 's',
};

/** The words of the panels: the console's of the sandbox, and those that only the playground has. */
export type Words = ConsoleWords & { readonly own: OwnWords };

const all: Readonly<Record<string, Words>> = {
  fr: { ...consoleFrench, own: french },
  en: { ...consoleEnglish, own: english },
};

/** The words in a language of the toolbar. */
export const wordsIn = (locale: unknown): Words => all[String(locale)] ?? (all.fr as Words);

/** How the panels write instants, amounts and durations in a language; the time zone is that of the letters. */
export function writing(locale: unknown) {
  const timeZone = 'Europe/Paris';
  const language = locale === 'en' ? 'en' : 'fr';
  const time = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(language, { ...options, timeZone });
    return (iso: string) => format.format(new Date(iso));
  };
  return {
    long: time({ dateStyle: 'long', timeStyle: 'medium' }),
    short: time({ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }),
    timeOfDay: time({ hour: '2-digit', minute: '2-digit', second: '2-digit' }),
    euros: (cents: number) =>
      new Intl.NumberFormat(language, { style: 'currency', currency: 'EUR' }).format(cents / 100),
    duration(milliseconds: number): string {
      const units = { day: 86_400_000, hour: 3_600_000, minute: 60_000, second: 1000 } as const;
      let rest = milliseconds;
      const parts = Object.entries(units).flatMap(([unit, size]) => {
        const count = Math.floor(rest / size);
        rest -= count * size;
        const style = { style: 'unit', unit, unitDisplay: 'long' } as const;
        return count > 0 ? [new Intl.NumberFormat(language, style).format(count)] : [];
      });
      return parts.slice(0, 2).join(' ');
    },
  };
}
