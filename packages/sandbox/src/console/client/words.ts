import { en } from './words-en.ts';
import { fr, type Words } from './words-fr.ts';

/** A language of the console. */
export type Language = 'fr' | 'en';

const kept = 'jse-console-language';
let language: Language = sessionStorage.getItem(kept) === 'en' ? 'en' : 'fr';

/** The language in use. */
export const currentLanguage = (): Language => language;
/** The words in use. */
export const words = (): Words => (language === 'en' ? en : fr);

/** Changes the language for this tab. */
export function speak(next: Language): void {
  language = next;
  sessionStorage.setItem(kept, next);
}

/** A number of euros from cents. */
export const euros = (cents: number): string =>
  new Intl.NumberFormat(language, { style: 'currency', currency: 'EUR' }).format(cents / 100);
/** The letters' time, so that both say the same. */
const timeZone = 'Europe/Paris';
/** A date with its time to the second. */
export const dateTime = (iso: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'medium', timeZone }).format(new Date(iso));
/** A short date with its time. */
export const shortDateTime = (iso: string): string =>
  new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  }).format(new Date(iso));
/** The time of a day. */
export const timeOfDay = (iso: string): string =>
  new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', second: '2-digit', timeZone }).format(
    new Date(iso),
  );
