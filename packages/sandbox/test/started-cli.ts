// `jse-sandbox` from its sources, in a process of its own.
import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** The command, started: what it has said so far, the interface it listens on, and its end. */
export interface StartedCli {
  readonly listening: string;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Has it end as an operator does; resolves with its exit code. */
  stop(): Promise<number | null>;
}

/** The platform's variables that this very process may have are not handed on. */
const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('JSE_')));

/** Starts the command on a free port; rejects with what it said where it ends before it listens. */
export async function startCli(
  args: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): Promise<StartedCli> {
  const cli = join(import.meta.dirname, '../src/cli.ts');
  const child = spawn(process.execPath, ['--conditions=@jse/source', cli, '--port', '0', ...args], {
    env: { ...environment, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  const ended = new Promise<number | null>((done) => child.once('close', done));
  const listening = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (data: Buffer) => (said.stdout += data.toString()));
    child.stderr.on('data', (data: Buffer) => {
      said.stderr += data.toString();
      const found = /listens on (\S+)\n[^]*^Editor shortcut.*\n/m.exec(said.stderr)?.[1];
      if (found !== undefined) resolve(found);
    });
    void ended.then((code) => reject(new Error(`It ended with ${code}\n${said.stdout}${said.stderr}`)));
  });
  return {
    listening,
    stdout: () => said.stdout,
    stderr: () => said.stderr,
    async stop() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}
