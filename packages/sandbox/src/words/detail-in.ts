import type { Language } from '../middleware/language.ts';
import { detailPairs, stateWords } from './detail-pairs.ts';

/** A sentence of the platform as a pattern: what `{}` stood for is found again. */
function patternOf(sentence: string): RegExp {
  const parts = sentence
    .split('{}')
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(/['’]/g, "['’]"));
  return new RegExp(`^${parts.join('(.+?)')}$`, 's');
}

// What is said without anything filled in comes first, then the longer sentence: « … externalId » before « … externalId : {} ».
const sentences = detailPairs
  .map(([en, fr]) => ({ en, fr, patterns: { en: patternOf(en), fr: patternOf(fr) } }))
  .sort((a, b) => Number(a.en.includes('{}')) - Number(b.en.includes('{}')) || b.en.length - a.en.length);

const englishStates = Object.fromEntries(Object.entries(stateWords).map(([state, word]) => [word, state]));

/** A refusal's detail in a language; a sentence that the platform has in one language only stays as it is. */
export function detailIn(language: Language, detail: string): string {
  const from = language === 'fr' ? 'en' : 'fr';
  for (const sentence of sentences) {
    const found = sentence.patterns[from].exec(detail);
    if (!found) continue;
    const words: Readonly<Record<string, string>> = language === 'fr' ? stateWords : englishStates;
    const filled = found.slice(1).map((value) => (Object.hasOwn(words, value) ? (words[value] ?? value) : value));
    return sentence[language].split('{}').reduce((text, part, at) => `${text}${filled[at - 1] ?? ''}${part}`);
  }
  return detail;
}
