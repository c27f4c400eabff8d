import type { OwnCollection } from './api.ts';

const long = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long' });
const short = new Intl.DateTimeFormat('fr-FR', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
const money = new Intl.NumberFormat('fr-FR', { style: 'currency', currency: 'EUR' });

/** « 8 décembre 2026 », or a dash. */
export const day = (time: string | null): string => (time ? long.format(new Date(time)) : '–');
/** « 23 nov., 10:12 ». */
export const moment = (time: string): string => short.format(new Date(time));
/** Cents as euros. */
export const euros = (cents: number): string => money.format(cents / 100);

/** The platform's states in the words of its interface. */
export const stateWords: Record<OwnCollection['state'], string> = {
  draft: 'Brouillon',
  prepared: 'Prêt à lancer',
  ongoing: 'En cours',
  completed: 'Signé',
  refused: 'Refusé',
  expired: 'Expiré',
  cancelled: 'Annulé',
  purged: 'Purgé',
};
/** How far a collection is: « 1 sur 3 ». */
export function progress({ signers }: OwnCollection): string {
  return `${signers.filter(({ state }) => state === 'signed').length} sur ${signers.length}`;
}
