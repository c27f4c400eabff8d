/** The repository's root folder. */
export const root: string;
/** The Node that the lockfile pins, or the running one. */
export const node: string;
/** The command that runs the pinned pnpm. */
export function pnpm(): string[];
/** Runs a command to its end or to `seconds`; never rejects. `code` is null when it was killed or not started. */
export function run(
  command: readonly string[],
  options?: {
    readonly cwd?: string;
    readonly seconds?: number;
    readonly variables?: Readonly<Record<string, string>>;
  },
): Promise<{
  readonly code: number | null;
  readonly output: string;
  readonly overtime: boolean;
  readonly seconds: number;
}>;
/** Prints rows of strings as a table; the first row is its head. */
export function table(rows: readonly (readonly string[])[]): void;
