#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8';
import { parseArgs } from 'node:util';
import { isSecureBase } from './base-url.ts';
import { readOptions } from './cli-options.ts';
import { serveSandbox } from './node.ts';
import { defaultSettings } from './settings.ts';

const usage = `jse-sandbox: the jesignexpert.com platform on your machine

  --port N            port (4010)
  --host ADDRESS      interface to listen on (127.0.0.1, also JSE_HOST)
  --base-url URL      where the platform is reached, behind a reverse proxy (http://localhost:port, also JSE_BASE_URL):
                      what certificates, links and proofs of possession name; no header says it
  --data DIR          keep everything here (in memory when left out)
  --database-url URL  keep the database in this PostgreSQL (15 or later; also JSE_DATABASE_URL), the rest in --data
  --editor NAME       shortcut of your software (demo)
  --secret TEXT       its handshake secret; better as JSE_EDITOR_SECRET, which no list of processes shows (left out, the
                      software keeps the one it has; where it has none, one is made and shown)
  --origin URL        origin of your pages, may be repeated (http://localhost:4000)
  --signing-url URL   your signing page, {collectionId} is filled in (first origin + /signer)
  --code-entry HOW    where its signers enter codes: by-level (in the platform's frame at every level but simple, and in
                      the parapheur), isolated (always there), inline (in its pages, which are trusted with them)
  --allow-private-targets
                      webhooks and other outgoing calls may reach this machine and its network, by http too
  --support EMAIL     whom security.txt and final errors name (${defaultSettings.support.email}, also JSE_SUPPORT)
  --no-console        no /sandbox, whatever JSE_DEVELOPER_TOKEN says: e-mails and SMS are read where they are sent to only
  --quiet             no log of requests and failures, which else goes to stdout, a JSON object a line

JSE_DEVELOPER_TOKEN opens the console (at least 8 characters; made and shown at each start where it is not set).
JSE_MASTER_KEY encrypts keys and secrets at rest (64 hexadecimal digits; in --data where it is not set).
JSE_DATABASE_OWNER_URL is the owner of the database, where JSE_DATABASE_URL is not.
A variable that is empty counts as not set.

E-mails and SMS stay in the console's inbox. They leave the machine as well with
  JSE_SMTP_URL (smtp://user:password@host:587) and JSE_MAIL_FROM (the address that they come from)
  JSE_SMS_URL (takes { to, text, id } by POST) and JSE_SMS_TOKEN (sent as Authorization: Bearer)`;

await main().catch(giveUp);

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '4010' },
      host: { type: 'string' },
      'base-url': { type: 'string' },
      data: { type: 'string' },
      'database-url': { type: 'string' },
      editor: { type: 'string', default: 'demo' },
      secret: { type: 'string' },
      origin: { type: 'string', multiple: true, default: ['http://localhost:4000'] },
      'signing-url': { type: 'string' },
      'code-entry': { type: 'string', default: 'by-level' },
      'allow-private-targets': { type: 'boolean', default: false },
      support: { type: 'string' },
      'no-console': { type: 'boolean', default: false },
      quiet: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    return;
  }
  const { serve, madeToken } = readOptions(values, process.env);
  // Holds the largest files within 300 MB, at some cost in time; the embedded database alone takes more than that.
  if (serve.databaseUrl !== undefined) setFlagsFromString('--memory-saver-mode');
  const server = await serveSandbox({
    ...serve,
    ...(values.quiet ? {} : { log: (event) => console.log(JSON.stringify(event)) }),
  });
  // For people, and apart from the log, which programs collect: secrets that were made now are among it.
  const tell = (line: string) => console.error(line);
  const { url, listening, madeSecret } = server;
  tell(`The platform is at ${url}, and listens on ${listening}`);
  if (!isSecureBase(url)) tell(`Browsers sign on pages of https, or of their own machine: ${url} is neither`);
  if (serve.allowPrivateTargets) tell('Outgoing calls may reach private addresses (--allow-private-targets)');
  const kept = serve.dataDir === undefined ? '' : ' (kept, and not shown again)';
  tell(`Editor shortcut: ${serve.editor.shortcut}${madeSecret === null ? '' : `, secret: ${madeSecret}${kept}`}`);
  if (madeToken) tell(`Developer token: ${serve.developerToken}`);
  const link = await server.sandbox.consoleLink();
  if (link === null && !(serve.mailer && serve.smsGateway))
    tell('Without console nobody reads the messages that stay here: send them (JSE_SMTP_URL, JSE_SMS_URL)');
  // The link is a secret for a quarter of an hour: not for the journal of a service.
  if (link !== null && (madeToken || process.stderr.isTTY))
    tell(`Console (the link works once, for a quarter of an hour): ${link}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void server.close().then(() => process.exit(0), giveUp));
}

/** Says why, a line for each cause, and ends. */
function giveUp(error: unknown): never {
  const reason = ({ message, code }: NodeJS.ErrnoException) => message || code || 'unknown';
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    console.error(cause === error ? `jse-sandbox: ${reason(cause)}` : `  because: ${reason(cause)}`);
  process.exit(1);
}
