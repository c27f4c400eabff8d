import { createTransport } from 'nodemailer';
import { GiveUp } from '../outbox/job.ts';
import type { Mail, Mailer } from '../outbox/transports.ts';

/** The provider (`smtp://user:password@host:587`, `smtps://…:465`) and the address that e-mails come from. */
export interface SmtpOptions {
  readonly url: string;
  readonly from: string;
}

const brand = 'jesignexpert';
const address = /^[^\s@,;:<>()[\]\\"]+@[^\s@,;:<>()[\]\\"]+$/;

/**
 * E-mails by SMTP, plain text in UTF-8. Passwords and other people's servers are spoken to under TLS only; without it
 * just a relay on this machine is. Rejects with the server's code, never its text, which may name people.
 */
export function createSmtpMailer({ url, from }: SmtpOptions): Mailer {
  const { protocol, hostname, username, port, password } = new URL(url);
  if (protocol !== 'smtp:' && protocol !== 'smtps:')
    throw new Error('The address of the SMTP server begins with smtp:');
  const sender = requireAddress(from);
  const local = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
  const secure = protocol === 'smtps:';
  const transport = createTransport({
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    requireTLS: !secure && (username !== '' || !local),
    ignoreTLS: !secure && username === '' && local,
    ...(username === '' ? {} : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send(mail) {
      try {
        await transport.sendMail(toMessage(mail, sender));
      } catch (error) {
        throw translate(error);
      }
    },
  };
}

/** The message: names and subject on one line each, addresses as addresses and never as lists. */
function toMessage(mail: Mail, from: string) {
  const name = mail.sender === undefined ? brand : `${oneLine(mail.sender)} via ${brand}`;
  return {
    from: { name, address: from },
    to: { name: '', address: requireAddress(mail.to) },
    ...(mail.replyTo === undefined ? {} : { replyTo: { name: '', address: requireAddress(mail.replyTo) } }),
    subject: oneLine(mail.subject),
    text: mail.text,
    textEncoding: 'quoted-printable' as const,
    // The same at each try: a provider or mailbox that got it already can tell.
    messageId: `<${mail.id}@${from.slice(from.indexOf('@') + 1)}>`,
    // RFC 3834: no out-of-office answers to a machine.
    headers: { 'Auto-Submitted': 'auto-generated' },
  };
}

/** Without control and line characters: a header ends where a line does. */
const oneLine = (text: string): string => text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();

function requireAddress(text: string): string {
  if (!address.test(text)) throw new GiveUp('This is no e-mail address');
  return text;
}

/** The server's refusal of this message or recipient for good ends the tries; anything else may pass. */
function translate(error: unknown): Error {
  if (error instanceof GiveUp) return error;
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
  const answer = typeof responseCode === 'number' ? responseCode : null;
  const words = `SMTP ${typeof code === 'string' ? code : 'failed'}${answer === null ? '' : ` (${answer})`}`;
  const final = (code === 'EENVELOPE' || code === 'EMESSAGE') && answer !== null && answer >= 500;
  return final ? new GiveUp(words, { cause: error }) : new Error(words, { cause: error });
}
