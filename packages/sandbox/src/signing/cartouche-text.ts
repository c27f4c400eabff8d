import type { Cartouche } from './types.ts';

/** One line of a cartouche, in its 200 × 50 layout. */
export interface CartoucheLine {
  text: string;
  strong: boolean;
  size: number;
  baseline: number;
}

const WORDS = {
  fr: {
    signed: 'Signé électroniquement par',
    sealed: 'Cachet électronique de',
    simple: 'Signature simple',
    advanced: 'Signature avancée',
    seal: 'Cachet',
    on: (day: string, time: string) => `le ${day} à ${time}`,
  },
  en: {
    signed: 'Electronically signed by',
    sealed: 'Electronically sealed by',
    simple: 'Simple signature',
    advanced: 'Advanced signature',
    seal: 'Seal',
    on: (day: string, time: string) => `on ${day} at ${time}`,
  },
} as const;

/** The lines of a cartouche: who, when (Europe/Paris), at which level; in composed characters (NFC). */
export function cartoucheLines(cartouche: Cartouche): CartoucheLine[] {
  const language = cartouche.language ?? 'fr';
  const words = WORDS[language];
  const caption = cartouche.kind === 'seal' ? words.sealed : words.signed;
  const when = `${words.on(...parisTime(cartouche.at))} · ${words[cartouche.kind]}`;
  const rows: [string, boolean, number][] = [
    [caption, false, 6.5],
    [cartouche.name, true, 11],
    ...(cartouche.detail ? [[cartouche.detail, false, 6.5] as [string, boolean, number]] : []),
    [when, false, 6.5],
  ];
  const baselines = cartouche.detail ? [38.5, 26.5, 17, 8] : [36.5, 22.5, 10.5];
  return rows.map(([text, strong, size], i) => ({
    text: text.normalize('NFC').replaceAll(/\s+/gu, ' ').trim(),
    strong,
    size,
    baseline: baselines[i] as number,
  }));
}

/**
 * The same lines with the name on two, where it would otherwise be small: broken at the space or hyphen nearest its
 * middle. Unchanged when there is no such place or a detail takes the room.
 */
export function breakName(lines: readonly CartoucheLine[]): CartoucheLine[] {
  const [caption, name, when] = lines;
  if (lines.length !== 3 || !caption || !name || !when) return [...lines];
  const breaks = [...name.text.matchAll(/[ -]/gu)].map(({ index }) => index + 1);
  if (breaks.length === 0) return [...lines];
  const middle = name.text.length / 2;
  const at = breaks.reduce((best, one) => (Math.abs(one - middle) < Math.abs(best - middle) ? one : best));
  return [
    { ...caption, baseline: 39 },
    { ...name, text: name.text.slice(0, at).trim(), size: 8.5, baseline: 28.5 },
    { ...name, text: name.text.slice(at), size: 8.5, baseline: 18.5 },
    { ...when, baseline: 7.5 },
  ];
}

/** Day and minute on the wall clock of Paris; the same digits in both languages, so that nobody swaps day and month. */
function parisTime(at: Date): [string, string] {
  const parts = new Intl.DateTimeFormat('fr-FR', {
    timeZone: 'Europe/Paris',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.find((one) => one.type === type)?.value ?? '';
  return [`${part('day')}/${part('month')}/${part('year')}`, `${part('hour')}:${part('minute')}`];
}
