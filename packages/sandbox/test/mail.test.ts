import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, test } from 'node:test';
import { type AddressObject, type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { createNodeOutgoing } from '../src/adapters/node-outgoing.ts';
import { createSmtpMailer } from '../src/adapters/node-mail.ts';
import { createHttpSmsGateway } from '../src/outbox/http-sms-gateway.ts';
import { GiveUp } from '../src/outbox/job.ts';
import type { Mail } from '../src/outbox/transports.ts';
import { createOutgoing } from '../src/outgoing.ts';
import { clients, draft, startPlatform } from './platform.ts';

interface Arrived {
  readonly raw: string;
  readonly mail: ParsedMail;
  readonly envelope: { readonly from: string; readonly to: readonly string[] };
}

let arrived: Arrived[] = [];
let refuse: (() => number) | undefined;
let passwords = 0;
const post = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  allowInsecureAuth: true,
  onAuth(_auth, _session, done) {
    passwords += 1;
    done(null, { user: 'x' });
  },
  onRcptTo(_address, _session, done) {
    const responseCode = refuse?.();
    done(responseCode ? Object.assign(new Error('secret words of the server'), { responseCode }) : null);
  },
  onData(stream, session, done) {
    const parts: Buffer[] = [];
    stream.on('data', (part: Buffer) => parts.push(part));
    stream.on('end', () => {
      const raw = Buffer.concat(parts);
      const { mailFrom, rcptTo } = session.envelope;
      const envelope = { from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address) };
      void simpleParser(raw).then((mail) => {
        arrived.push({ raw: raw.toString('latin1'), mail, envelope });
        done();
      });
    });
  },
});
let port: number;
before(async () => {
  await new Promise<void>((done) => post.listen(0, '127.0.0.1', done));
  port = (post.server.address() as AddressInfo).port;
});
beforeEach(() => {
  [arrived, refuse] = [[], undefined];
});
after(() => post.close(() => undefined));

const mailer = () => createSmtpMailer({ url: `smtp://127.0.0.1:${port}`, from: 'ne-pas-repondre@signature.example' });
const mail = (change: Partial<Mail> = {}): Mail => ({
  id: 'job_abc-123',
  to: 'camille@client.example',
  subject: 'Lettre de mission à signer',
  text: 'Bonjour',
  ...change,
});
const only = (): Arrived => {
  assert.equal(arrived.length, 1);
  return arrived[0] as Arrived;
};
const addresses = (field: AddressObject | AddressObject[] | undefined) =>
  [field].flat().flatMap((one) => one?.value.map(({ name, address }) => [name, address]) ?? []);

test('a mail is plain text in UTF-8, from the platform in the name of the firm, answered to the collector', async () => {
  const link = `https://vendor.example/signer/${'c'.repeat(90)}#invitation=${'t'.repeat(43)}`;
  const text = `Bonjour Hélène Œuvrard,\n\n« Cabinet Łukasz » vous invite à signer.\n.\nFrom ici :\n${link}\n\n= fin — 東京 🖊`;
  await mailer().send(
    mail({ text, sender: 'Cabinet Exemple, "Associés" <x@y.example>', replyTo: 'expert@cabinet.example' }),
  );
  const { mail: got, envelope, raw } = only();
  assert.equal(got.text?.trimEnd(), text);
  assert.equal(got.html, false);
  assert.equal(got.attachments.length, 0);
  assert.match(raw, /^Content-Type: text\/plain; charset=utf-8/im);
  assert.ok(raw.split('\r\n').every((line) => line.length <= 998 && /^[\x20-\x7e\t]*$/.test(line)));
  assert.deepEqual(addresses(got.from), [
    ['Cabinet Exemple, "Associés" <x@y.example> via jesignexpert', 'ne-pas-repondre@signature.example'],
  ]);
  assert.deepEqual(addresses(got.replyTo), [['', 'expert@cabinet.example']]);
  assert.deepEqual(addresses(got.to), [['', 'camille@client.example']]);
  assert.deepEqual(envelope, { from: 'ne-pas-repondre@signature.example', to: ['camille@client.example'] });
  assert.equal(got.subject, 'Lettre de mission à signer');
  assert.equal(got.headers.get('auto-submitted'), 'auto-generated');
});

test('a mail that is sent again has the same Message-ID', async () => {
  await mailer().send(mail());
  await mailer().send(mail());
  assert.deepEqual(
    arrived.map((one) => one.mail.messageId),
    Array(2).fill('<job_abc-123@signature.example>'),
  );
});

test('neither subject nor name nor address can add a header, a recipient or a part', async () => {
  for (const line of ['\r\n', '\n', '\r', '\u2028', '\u0085', '\0']) {
    arrived = [];
    const injected = `Bonjour${line}Bcc: victim@elsewhere.example${line}${line}<b>corps</b>`;
    await mailer().send(mail({ subject: injected, sender: injected }));
    const { mail: got, envelope, raw } = only();
    assert.deepEqual(envelope.to, ['camille@client.example']);
    assert.equal(got.bcc, undefined);
    assert.equal(got.text?.trimEnd(), 'Bonjour');
    assert.doesNotMatch(raw, /^(bcc|<b>)/im);
  }
  for (const to of [
    'a@b.example\r\nBcc: c@d.example',
    'a@b.example, c@d.example',
    'a@b.example;c@d.example',
    '<a@b.example>',
    '"a b"@b.example',
    'a@b@c.example',
    'nobody',
    '',
  ]) {
    arrived = [];
    await assert.rejects(mailer().send(mail({ to })), GiveUp, to);
    await assert.rejects(mailer().send(mail({ replyTo: to })), GiveUp, to);
    assert.equal(arrived.length, 0);
  }
});

test('a refusal for good ends the tries, one for now does not; neither tells the words of the server', async () => {
  for (const [code, last] of [
    [550, true],
    [553, true],
    [451, false],
    [421, false],
  ] as const) {
    refuse = () => code;
    await assert.rejects(mailer().send(mail()), (error) => {
      assert.ok(error instanceof Error);
      assert.equal(error instanceof GiveUp, last, String(code));
      assert.match(error.message, new RegExp(`^SMTP \\w+ \\(${code}\\)$`));
      return true;
    });
  }
  await assert.rejects(createSmtpMailer({ url: 'smtp://127.0.0.1:9', from: 'a@b.example' }).send(mail()), (error) => {
    assert.ok(error instanceof Error && !(error instanceof GiveUp));
    return true;
  });
});

test('no password is sent without TLS', async () => {
  const url = `smtp://user:password@127.0.0.1:${port}`;
  await assert.rejects(createSmtpMailer({ url, from: 'a@b.example' }).send(mail()));
  assert.equal(passwords, 0);
  assert.equal(arrived.length, 0);
  assert.throws(() => createSmtpMailer({ url: 'http://127.0.0.1', from: 'a@b.example' }));
  assert.throws(() => createSmtpMailer({ url: 'smtp://127.0.0.1', from: 'Somebody <a@b.example>' }));
});

test('an SMS goes out as JSON with its id; wrong messages are given up, an overloaded gateway is tried again', async () => {
  const seen: unknown[] = [];
  let status = 202;
  const gateway = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      seen.push([request.method, request.url, request.headers.authorization, JSON.parse(body)]);
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((done) => gateway.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/sms`;
  const { callOut } = createOutgoing(createNodeOutgoing(), true);
  const { send } = createHttpSmsGateway({ url, token: 'token-of-the-gateway' }, callOut);
  const sms = { id: 'job_1', to: '+33639980011', text: '123456 est votre code' };
  await send(sms);
  await send(sms);
  assert.deepEqual(seen, Array(2).fill(['POST', '/sms', 'Bearer token-of-the-gateway', sms]));
  for (const [answer, last] of [
    [422, true],
    [400, true],
    [401, false],
    [429, false],
    [503, false],
  ] as const) {
    status = answer;
    await assert.rejects(send(sms), (error) => {
      assert.ok(error instanceof Error);
      assert.equal(error instanceof GiveUp, last, String(answer));
      assert.doesNotMatch(error.message, /33639980011|123456|token-of/);
      return true;
    });
  }
  gateway.close();
  const strict = createHttpSmsGateway({ url, token: 't' }, createOutgoing(createNodeOutgoing()).callOut);
  await assert.rejects(strict.send(sms), /https/);
});

test('an invitation leaves by SMTP and stands in the inbox of the sandbox as well', async () => {
  const platform = await startPlatform({ mailer: mailer() });
  const id = await draft(platform, ['first']);
  await platform.expert.collections.launch(id);
  const [letter] = await platform.sandbox.outbox.messages({ to: clients.first.email });
  const { mail: got } = only();
  assert.equal(got.text?.trimEnd(), letter?.text.trimEnd());
  assert.equal(got.subject, letter?.subject);
  assert.equal(got.messageId, `<${letter?.id}@signature.example>`);
  assert.deepEqual(addresses(got.replyTo), [['', platform.firm.members[0]?.email]]);
  assert.deepEqual(addresses(got.from)[0]?.[0], 'Cabinet Exemple via jesignexpert');
  await platform.sandbox.close();
});
