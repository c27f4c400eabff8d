// What guessing at codes is good for: node --conditions=@jse/source scripts/bench/guesses.ts [rounds]
import { countOdds, seeded, simulateGuesses } from './guess-odds.ts';
import { guessesUntilLocked, timeRefusals } from './guess-timing.ts';
import { kruskalWallis, poissonInterval, quantile } from './statistics.ts';

const million = 1_000_000;
const rounds = Number(process.argv[2] ?? 40);
const bound = 2e-5;
const exponent = (value: number) => value.toExponential(3);

const counted = countOdds();
console.log(
  `By count: ${counted.guesses} guesses a signer, odds ${exponent(counted.perSigner)} (bound ${exponent(bound)})`,
);
const real = await guessesUntilLocked();
console.log(`The platform compared ${real} guesses at one signer's codes before it locked him`);

const random = seeded(20_261_123);
// A million guesses find about one code of a million; thirty millions, and codes of three digits, show the odds themselves.
for (const [total, values] of [
  [million, million],
  [30 * million, million],
  [million, 1000],
] as const) {
  const { guesses, signers, broken, mostForOne } = simulateGuesses(total, values, random);
  const [low, high] = poissonInterval(broken).map((found) => found / signers);
  console.log(
    `By simulation, ${values} codes: ${guesses} guesses at ${signers} signers, at most ${mostForOne} at one; ${broken} found: ` +
      `odds per signer ${exponent(broken / signers)} (95 %: ${exponent(low ?? 0)} – ${exponent(high ?? 0)}), at most ${exponent(countOdds(values).perSigner)} by count`,
  );
}

const refused = await timeRefusals(rounds);
const kinds = [...new Set(refused.map(({ kind }) => kind))].sort();
const samples = kinds.map((kind) => refused.filter((one) => one.kind === kind).map(({ milliseconds }) => milliseconds));
console.log('\nTime to a refusal on the platform, interleaved, in milliseconds');
for (const [at, kind] of kinds.entries()) {
  const sample = samples[at] ?? [];
  const codes = [...new Set(refused.filter((one) => one.kind === kind).map(({ code }) => code))].join(', ');
  const [low, median, high] = [0.25, 0.5, 0.75].map((share) => quantile(sample, share).toFixed(2));
  console.log(
    `  ${kind.padEnd(24)} n ${String(sample.length).padStart(3)}  median ${median}  quartiles ${low} – ${high}  (${codes})`,
  );
}
const digits = kruskalWallis(samples.filter((_, at) => kinds[at] !== 'unknown ceremony'));
const existence = kruskalWallis([
  samples[kinds.indexOf('unknown ceremony')] ?? [],
  samples.filter((_, at) => kinds[at] !== 'unknown ceremony').flat(),
]);
console.log(`  by digits wrong: Kruskal–Wallis H = ${digits.statistic.toFixed(2)}, p = ${digits.p.toFixed(3)}`);
console.log(`  unknown against known: H = ${existence.statistic.toFixed(2)}, p = ${existence.p.toFixed(3)}`);

if (counted.perSigner > bound || real > counted.guesses) {
  console.error('The odds are above the bound');
  process.exitCode = 1;
}
