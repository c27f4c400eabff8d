import { deadlines, otpRules } from '@jse/sdk/rules';

const day = 86_400_000;
const hour = 3_600_000;

/** What somebody who guesses gets out of the counters. */
export interface Odds {
  /** Guesses at one signer's codes that are compared before he is locked. */
  readonly guesses: number;
  /** Odds that one of them is right. */
  readonly perSigner: number;
}

/**
 * The odds by count. A signer is locked at his 20th wrong code, whatever the ceremony and the session; a code stands for
 * five tries, and within one code nobody guesses the same twice. So the best there is: 20 guesses, five to a code.
 */
export function countOdds(values = 10 ** otpRules.digits): Odds {
  const { wrongInAllBeforeLock: guesses, triesPerCode } = otpRules;
  let missed = 1;
  for (let left: number = guesses; left > 0; left -= triesPerCode) missed *= 1 - Math.min(left, triesPerCode) / values;
  return { guesses, perSigner: 1 - missed };
}

/** What a simulation saw. */
export interface Simulated {
  readonly guesses: number;
  readonly signers: number;
  readonly broken: number;
  readonly mostForOne: number;
}

interface Code {
  secret: number;
  tries: number;
  readonly guessed: Set<number>;
}

/**
 * Somebody who knows the rules spends this many guesses on one signer after another: by sessions and ceremonies of which
 * several run at once, at once or over days, with as many codes as are sent. `values` is the number of codes there are.
 */
export function simulateGuesses(total: number, values: number, random: () => number): Simulated {
  let [guesses, signers, broken, mostForOne] = [0, 0, 0, 0];
  while (guesses < total) {
    const { made, found } = besiege(values, random);
    signers += 1;
    guesses += made;
    broken += found ? 1 : 0;
    mostForOne = Math.max(mostForOne, made);
  }
  return { guesses, signers, broken, mostForOne };
}

/** One signer, until his code is found or he is locked. The counters are the signer's; codes are the ceremonies'. */
function besiege(values: number, random: () => number): { made: number; found: boolean } {
  const pick = (count: number) => Math.floor(random() * count);
  const ceremonies = 1 + pick(4);
  const patience = [0, 60_000, hour, 7 * hour, day][pick(5)] ?? 0;
  const codes = new Map<number, Code>();
  const wrong: number[] = [];
  const sent: number[] = [];
  let made = 0;
  for (let now = 0; ; now += 1000 + patience * random()) {
    const lately = wrong.filter((at) => at > now - day).length;
    if (lately >= otpRules.wrongPerDayBeforeLock || wrong.length >= otpRules.wrongInAllBeforeLock) {
      return { made, found: false };
    }
    const ceremony = pick(ceremonies);
    const code = codes.get(ceremony);
    if (!code || code.tries >= otpRules.triesPerCode || random() < 0.05) {
      const withinTheHour = sent.filter((at) => at > now - hour).length;
      const tooSoon = now - (sent.at(-1) ?? Number.NEGATIVE_INFINITY) < deadlines.otpResendAfter;
      if (withinTheHour >= otpRules.sendsPerHour || tooSoon) {
        now += deadlines.otpResendAfter;
        continue;
      }
      sent.push(now);
      codes.set(ceremony, { secret: pick(values), tries: 0, guessed: new Set() });
      continue;
    }
    let guess = pick(values);
    while (code.guessed.has(guess)) guess = pick(values);
    code.guessed.add(guess);
    made += 1;
    if (guess === code.secret) return { made, found: true };
    code.tries += 1;
    wrong.push(now);
  }
}

/** A small generator of numbers in [0, 1) that a seed repeats (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
