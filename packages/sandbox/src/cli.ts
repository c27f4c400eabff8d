#!/usr/bin/env node
import { randomBytes } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { parseArgs } from 'node:util';
import { codeEntries, type CodeEntryPlace } from '@jse/sdk/rules';
import { createSmtpMailer, serveSandbox } from './node.ts';

const usage = `jse-sandbox: the jesignexpert.com platform on your machine

  --port N            port (4010)
  --data DIR          keep everything here (in memory when left out)
  --database-url URL  keep the database in this PostgreSQL (15 or later; also JSE_DATABASE_URL), the rest in --data
  --editor NAME       shortcut of your software (demo)
  --secret TEXT       its handshake secret (made up and printed when left out)
  --origin URL        origin of your pages, may be repeated (http://localhost:4000)
  --signing-url URL   your signing page, {collectionId} is filled in (first origin + /signer)
  --code-entry HOW    where its signers enter codes: by-level (in the platform's frame at every level but simple, and in
                      the parapheur), isolated (always there), inline (in its pages, which are trusted with them)
  --allow-private-targets
                      webhooks and other outgoing calls may reach this machine and its network, by http too
  --quiet             no request log

E-mails and SMS stay in the console's inbox. They leave the machine as well with
  JSE_SMTP_URL (smtp://user:password@host:587) and JSE_MAIL_FROM (the address that they come from)
  JSE_SMS_URL (takes { to, text, id } by POST) and JSE_SMS_TOKEN (sent as Authorization: Bearer)`;

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4010' },
    data: { type: 'string' },
    'database-url': { type: 'string' },
    editor: { type: 'string', default: 'demo' },
    secret: { type: 'string' },
    origin: { type: 'string', multiple: true, default: ['http://localhost:4000'] },
    'signing-url': { type: 'string' },
    'code-entry': { type: 'string', default: 'by-level' },
    'allow-private-targets': { type: 'boolean', default: false },
    quiet: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  console.log(usage);
} else {
  const secret = values.secret ?? randomBytes(24).toString('base64url');
  const developerToken = process.env['JSE_DEVELOPER_TOKEN'] ?? randomBytes(24).toString('base64url');
  const databaseUrl = values['database-url'] ?? process.env['JSE_DATABASE_URL'];
  // Holds the largest files within 300 MB, at some cost in time; the embedded database alone takes more than that.
  if (databaseUrl !== undefined) setFlagsFromString('--memory-saver-mode');
  const databaseOwnerUrl = process.env['JSE_DATABASE_OWNER_URL'];
  const server = await serveSandbox({
    port: Number(values.port),
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
    ...(databaseOwnerUrl === undefined ? {} : { databaseOwnerUrl }),
    ...(values.data === undefined ? {} : { dataDir: values.data }),
    editor: {
      shortcut: values.editor,
      name: values.editor,
      secret,
      origins: values.origin,
      signingUrl: values['signing-url'] ?? `${values.origin[0]}/signer`,
      codeEntry: codeEntry(values['code-entry']),
    },
    developerToken,
    allowPrivateTargets: values['allow-private-targets'],
    ...messaging(),
    ...(values.quiet ? {} : { log: (event) => console.log(JSON.stringify(event)) }),
  }).catch(giveUp);
  console.log(`The platform is at ${server.url}`);
  if (values['allow-private-targets'])
    console.log('Outgoing calls may reach private addresses (--allow-private-targets)');
  console.log(`Editor shortcut: ${values.editor}${values.secret === undefined ? `, secret: ${secret}` : ''}`);
  if (process.env['JSE_DEVELOPER_TOKEN'] === undefined) console.log(`Developer token: ${developerToken}`);
  console.log(`Console (the link works once, for a quarter of an hour): ${await server.sandbox.consoleLink()}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void server.close().then(() => process.exit(0), giveUp));
}

/** Where codes are entered, as it was asked for. */
function codeEntry(wanted: string): CodeEntryPlace {
  const place = codeEntries.find((one) => one === wanted);
  if (!place) throw new Error(`--code-entry is ${codeEntries.join(', ')}; not ${wanted}`);
  return place;
}

/** Says why, a line for each cause, and ends. */
function giveUp(error: unknown): never {
  const reason = ({ message, code }: NodeJS.ErrnoException) => message || code || 'unknown';
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    console.error(cause === error ? `jse-sandbox: ${reason(cause)}` : `  because: ${reason(cause)}`);
  process.exit(1);
}

/** What the environment says of how e-mails and SMS leave the machine. */
function messaging() {
  const given = (name: string) => process.env[name] || undefined;
  const [smtp, from, sms, token] = ['JSE_SMTP_URL', 'JSE_MAIL_FROM', 'JSE_SMS_URL', 'JSE_SMS_TOKEN'].map(given);
  if ((smtp === undefined) !== (from === undefined)) throw new Error('JSE_SMTP_URL and JSE_MAIL_FROM go together');
  if ((sms === undefined) !== (token === undefined)) throw new Error('JSE_SMS_URL and JSE_SMS_TOKEN go together');
  return {
    ...(smtp && from ? { mailer: createSmtpMailer({ url: smtp, from }) } : {}),
    ...(sms && token ? { smsGateway: { url: sms, token } } : {}),
  };
}
