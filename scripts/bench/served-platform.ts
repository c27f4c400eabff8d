import { type SandboxServer, serveSandbox } from '@jse/sandbox/node';
import { type Client, createClient } from '@jse/sdk/server';

/** A platform served for pages of one origin, which take codes themselves; its expert, and a client that acts for him. */
export async function servePlatform(
  origin: string,
): Promise<{ readonly platform: SandboxServer; readonly client: Client; readonly expert: string }> {
  const editor = {
    shortcut: 'bench',
    name: 'Bench',
    secret: 'bench',
    origins: [origin],
    signingUrl: `${origin}/`,
    codeEntry: 'inline',
  } as const;
  const platform = await serveSandbox({ port: 0, editor });
  const { seed } = platform.sandbox;
  const expert = await seed.memberByEmail('expert@cabinet.example');
  const client = createClient({ baseUrl: platform.url, editor: 'bench', ...(await seed.tokens('bench', expert)) });
  return { platform, client, expert };
}
