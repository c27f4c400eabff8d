import type { Language } from './catalogue.ts';

/** A text as its language sets it: in French no line ends before a high mark of punctuation or inside a guillemet. */
export const typeset = (text: string, language: Language): string =>
  language === 'fr' ? text.replace(/(«) | (?=[:;!?»])/g, '$1\u00a0') : text;
