/** An e-mail as it is to leave: plain text. `sender` is the name that it comes from, `id` stays the same at each try. */
export interface Mail {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly sender?: string;
  readonly replyTo?: string;
}

/** How e-mails leave; rejects when they do not, with an error that may be shown. */
export interface Mailer {
  send(mail: Mail): Promise<void>;
}

/** An SMS; `id` stays the same at each try. */
export interface Sms {
  readonly id: string;
  readonly to: string;
  readonly text: string;
}

/** How SMS leave; rejects when they do not, with an error that may be shown. */
export interface SmsGateway {
  send(sms: Sms): Promise<void>;
}
