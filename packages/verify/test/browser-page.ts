// What the page of `src/engines.browsers.test.ts` runs: it fetches its tasks from where it was loaded and posts what came out.
import { verifyPdf } from '../src/index.ts';
import { judgeVectors, type Group } from './wycheproof.ts';

/** A file's verdict, as far as it must be the same in every engine. */
export interface FileVerdict {
  readonly conclusion: string;
  readonly signatures: readonly unknown[];
}

/** What the page found. */
export interface PageOutcome {
  readonly files: Record<string, FileVerdict>;
  readonly vectors: Record<string, { counted: number; wrong: string[] }>;
  readonly fault?: string;
}

/** A report without what depends on the moment. */
export async function verdictOn(bytes: Uint8Array, password: string | null): Promise<FileVerdict> {
  const at = new Date(Date.UTC(2026, 5, 1));
  const given = password === null ? {} : { password };
  const { conclusion, signatures } = await verifyPdf(bytes, { trustAnchors: [], at, ...given });
  return {
    conclusion,
    signatures: signatures.map(({ field, integrity, coverage, laterChanges, changes, findings }) => {
      return { field, integrity, coverage, laterChanges, changes, codes: findings.map(({ code }) => code) };
    }),
  };
}

async function play(): Promise<PageOutcome> {
  const { files, vectors } = (await (await fetch('/tasks')).json()) as {
    files: { name: string; password: string | null }[];
    vectors: string[];
  };
  const outcome: PageOutcome = { files: {}, vectors: {} };
  for (const { name, password } of files) {
    const bytes = new Uint8Array(await (await fetch(`/file/${name}`)).arrayBuffer());
    outcome.files[name] = await verdictOn(bytes, password);
  }
  for (const name of vectors) {
    const { testGroups } = (await (await fetch(`/vectors/${name}`)).json()) as { testGroups: Group[] };
    outcome.vectors[name] = await judgeVectors(testGroups);
  }
  return outcome;
}

if (typeof document !== 'undefined') {
  const outcome = await play().catch((error: unknown) => ({ files: {}, vectors: {}, fault: String(error) }));
  await fetch('/outcome', { method: 'POST', body: JSON.stringify(outcome) });
}
