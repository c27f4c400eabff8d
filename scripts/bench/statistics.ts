/** The value below which this share of a sample lies (linear interpolation). */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  const high = sorted[Math.ceil(at)] ?? Number.NaN;
  return low + (high - low) * (at - Math.floor(at));
}

/** The middle of a sample. */
export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** A test of “these samples come from one distribution”: its statistic and the odds of one as large by chance. */
export interface TestResult {
  readonly statistic: number;
  readonly p: number;
}

/** Kruskal and Wallis' test over any number of samples, ties corrected; p from the χ² distribution. */
export function kruskalWallis(samples: readonly (readonly number[])[]): TestResult {
  const pooled = samples.flatMap((sample, group) => sample.map((value) => ({ value, group })));
  pooled.sort((a, b) => a.value - b.value);
  const count = pooled.length;
  const sums = samples.map(() => 0);
  let ties = 0;
  for (let from = 0; from < count;) {
    let to = from;
    while (to < count && pooled[to]?.value === pooled[from]?.value) to += 1;
    const size = to - from;
    ties += size ** 3 - size;
    for (const { group } of pooled.slice(from, to)) sums[group] = (sums[group] ?? 0) + (from + 1 + to) / 2;
    from = to;
  }
  const between = samples.reduce((sum, { length }, group) => sum + (sums[group] ?? 0) ** 2 / length, 0);
  const raw = (12 / (count * (count + 1))) * between - 3 * (count + 1);
  const statistic = raw / (1 - ties / (count ** 3 - count));
  return { statistic, p: chiSquareTail(statistic, samples.length - 1) };
}

/** Odds that a χ² variable of this many degrees of freedom exceeds a value: the regularised upper gamma function. */
export function chiSquareTail(value: number, degrees: number): number {
  if (value <= 0) return 1;
  const [a, x] = [degrees / 2, value / 2];
  const scale = Math.exp(-x + a * Math.log(x) - logGamma(a));
  if (x < a + 1) {
    let [term, sum] = [1 / a, 1 / a];
    for (let n = 1; n < 1000 && term > sum * 1e-15; n++) {
      term *= x / (a + n);
      sum += term;
    }
    return 1 - sum * scale;
  }
  // Lentz's continued fraction.
  let b = x + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let h = d;
  for (let n = 1; n < 1000; n++) {
    const step = -n * (n - a);
    b += 2;
    d = 1 / (step * d + b);
    c = b + step / c;
    const change = c * d;
    h *= change;
    if (Math.abs(change - 1) < 1e-15) break;
  }
  return scale * h;
}

/** ln Γ(x) for x > 0, by Stirling's series after shifting x above 8. */
function logGamma(x: number): number {
  let shift = 0;
  let at = x;
  for (; at < 8; at += 1) shift -= Math.log(at);
  const inverse = 1 / at;
  const series = inverse / 12 - inverse ** 3 / 360 + inverse ** 5 / 1260 - inverse ** 7 / 1680;
  return shift + (at - 0.5) * Math.log(at) - at + Math.log(2 * Math.PI) / 2 + series;
}

/** The interval that holds the mean of a Poisson count with 95 % (square-root approximation, wide for small counts). */
export function poissonInterval(count: number): readonly [number, number] {
  return [Math.max(0, Math.sqrt(count) - 0.98) ** 2, (Math.sqrt(count + 1) + 0.98) ** 2];
}
