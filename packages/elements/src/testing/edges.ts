import { expect } from '@open-wc/testing';

/** An edge as a test writes it out once more: from, event, to. */
export type Edge<Step extends string, Happening extends string> = readonly [Step, Happening, Step];

/** Asserts that a table of transitions has just these edges, that each step is reached, and which steps are ends. */
export function expectEdges<Step extends string, Happening extends string>(
  table: Readonly<Record<Step, Partial<Record<Happening, Step>>>>,
  edges: readonly Edge<Step, Happening>[],
  { first, ends }: { readonly first: Step; readonly ends: readonly Step[] },
): void {
  const steps = Object.keys(table) as Step[];
  const found = steps.flatMap((from) =>
    Object.entries(table[from]).map(([event, to]) => `${from} ${event} ${String(to)}`),
  );
  expect(found.sort()).to.deep.equal(edges.map((edge) => edge.join(' ')).sort());
  const reached = new Set<Step>([first]);
  // A set that is walked while it grows is walked to its end.
  for (const step of reached) for (const [from, , to] of edges) if (from === step) reached.add(to);
  expect(
    steps.filter((step) => !reached.has(step)),
    'never reached',
  ).to.deep.equal([]);
  expect(
    steps.filter((step) => Object.keys(table[step]).length === 0),
    'ends',
  ).to.deep.equal(ends);
}
