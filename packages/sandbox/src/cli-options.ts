import { type CodeEntryPlace, codeEntries } from '@jse/sdk/rules';
import { baseUrlOf } from './base-url.ts';
import { newSecret } from './crypto.ts';
import { createSmtpMailer, type ServeOptions } from './node.ts';
import { defaultSettings } from './settings.ts';

/** The command line of `jse-sandbox`, parsed. */
export interface CommandLine {
  readonly port: string;
  readonly host?: string | undefined;
  readonly 'base-url'?: string | undefined;
  readonly data?: string | undefined;
  readonly 'database-url'?: string | undefined;
  readonly editor: string;
  readonly secret?: string | undefined;
  readonly origin: readonly string[];
  readonly 'signing-url'?: string | undefined;
  readonly 'code-entry': string;
  readonly 'allow-private-targets': boolean;
  readonly support?: string | undefined;
  readonly 'no-console': boolean;
}

/** What `jse-sandbox` serves, and whether the developer token was made up for want of a given one: then it is to be told. */
export interface Started {
  readonly serve: ServeOptions & Required<Pick<ServeOptions, 'editor'>>;
  readonly madeToken: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * What the command line and the environment ask for; the command line comes first. What is empty counts as left out: a
 * line `JSE_DEVELOPER_TOKEN=` of an environment file sets nothing.
 */
export function readOptions(line: CommandLine, environment: Environment): Started {
  const variable = (name: string) => environment[name] || undefined;
  const databaseUrl = line['database-url'] || variable('JSE_DATABASE_URL');
  const databaseOwnerUrl = variable('JSE_DATABASE_OWNER_URL');
  const token = variable('JSE_DEVELOPER_TOKEN');
  const madeToken = !line['no-console'] && token === undefined;
  const secret = line.secret || variable('JSE_EDITOR_SECRET');
  const hostname = line.host || variable('JSE_HOST');
  const baseUrl = line['base-url'] || variable('JSE_BASE_URL');
  const support = line.support || variable('JSE_SUPPORT');
  const settings = {
    ...(baseUrl === undefined ? {} : { baseUrl: baseUrlOf(baseUrl) }),
    ...(support === undefined ? {} : { support: { ...defaultSettings.support, email: mailAddress(support) } }),
  };
  const serve = {
    port: portOf(line.port),
    ...(hostname === undefined ? {} : { hostname }),
    settings,
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
    ...(databaseOwnerUrl === undefined ? {} : { databaseOwnerUrl }),
    ...(line.data ? { dataDir: line.data } : {}),
    editor: {
      shortcut: line.editor,
      name: line.editor,
      ...(secret === undefined ? {} : { secret }),
      origins: line.origin,
      signingUrl: line['signing-url'] || `${line.origin[0]}/signer`,
      codeEntry: codeEntry(line['code-entry']),
    },
    // None is the one way to have no console: an empty variable makes a token.
    ...(line['no-console'] ? {} : { developerToken: token ?? newSecret() }),
    allowPrivateTargets: line['allow-private-targets'],
    ...messaging(variable),
  };
  return { serve, madeToken };
}

function portOf(wanted: string): number {
  if (!/^\d{1,5}$/.test(wanted) || Number(wanted) > 65_535)
    throw new Error(`--port is a number up to 65535; not ${wanted}`);
  return Number(wanted);
}

/** An address as a `mailto:` and a line of security.txt take it. */
function mailAddress(given: string): string {
  if (!/^[^\s@<>"?&%]+@[^\s@<>"?&%]+$/.test(given)) throw new Error(`--support is an e-mail address; not ${given}`);
  return given;
}

/** Where codes are entered, as it was asked for. */
function codeEntry(wanted: string): CodeEntryPlace {
  const place = codeEntries.find((one) => one === wanted);
  if (!place) throw new Error(`--code-entry is ${codeEntries.join(', ')}; not ${wanted}`);
  return place;
}

/** What the environment says of how e-mails and SMS leave the machine. */
function messaging(variable: (name: string) => string | undefined): Pick<ServeOptions, 'mailer' | 'smsGateway'> {
  const [smtp, from, sms, token] = ['JSE_SMTP_URL', 'JSE_MAIL_FROM', 'JSE_SMS_URL', 'JSE_SMS_TOKEN'].map(variable);
  if ((smtp === undefined) !== (from === undefined)) throw new Error('JSE_SMTP_URL and JSE_MAIL_FROM go together');
  if ((sms === undefined) !== (token === undefined)) throw new Error('JSE_SMS_URL and JSE_SMS_TOKEN go together');
  return {
    ...(smtp && from ? { mailer: createSmtpMailer({ url: smtp, from }) } : {}),
    ...(sms && token ? { smsGateway: { url: sms, token } } : {}),
  };
}
