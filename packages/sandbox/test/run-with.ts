import { spawn } from 'node:child_process';

/** Runs a command with variables of the environment more, its streams ours; this process ends as it ends. */
export async function runWith(variables: Readonly<Record<string, string>>, words: readonly string[]): Promise<void> {
  const [command, ...args] = words;
  if (command === undefined) throw new Error('Which command?');
  const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, ...variables } });
  process.exitCode = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
