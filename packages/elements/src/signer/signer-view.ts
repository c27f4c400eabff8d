import type { JseErrorCode } from '@jse/sdk/browser';
import { html, nothing, type TemplateResult } from 'lit';
import type { Localize } from '../i18n/localize.ts';
import { icons } from '../theme/index.ts';
import type { SignerFlow } from './signer-flow.ts';
import type { SignerStep } from './signer-machine.ts';
import type { SignerTerms } from './signer.terms.fr.ts';

/** Whom to ask for help: shown with every final error. */
export interface Support {
  readonly phone?: string;
  readonly email?: string;
  readonly hours?: string;
}

/** What was typed and ticked, and whether something was missing when the person wanted to go on. */
export interface SignerForm {
  readonly consented: boolean;
  readonly consentMissing: boolean;
  readonly reason: string;
  readonly refusalConfirmed: boolean;
  readonly refusalIncomplete: boolean;
  /** The sides of an identity document. */
  readonly front: File | undefined;
  readonly back: File | undefined;
  readonly identityIncomplete: boolean;
  /** The platform's frame is in the midst of signing. */
  readonly busy: boolean;
}

/** An untouched form. */
export const emptyForm: SignerForm = {
  consented: false,
  consentMissing: false,
  reason: '',
  refusalConfirmed: false,
  refusalIncomplete: false,
  front: undefined,
  back: undefined,
  identityIncomplete: false,
  busy: false,
};

/** What the parts of the signer are drawn from: words, flow, form, and the acts of the element. */
export interface SignerView {
  readonly t: Localize<SignerTerms>;
  readonly flow: SignerFlow;
  readonly form: SignerForm;
  readonly support: Support | undefined;
  /** Whether the host wants every document opened before the consent. */
  readonly everyDocument: boolean;
  /** What a refusal means in the platform's words, once they are loaded. */
  readonly wordsOf: ((code: JseErrorCode, language: 'fr' | 'en') => string) | undefined;
  readonly change: (form: Partial<SignerForm>) => void;
  readonly giveConsent: () => void;
  readonly sendRefusal: () => void;
  readonly sendIdentity: () => void;
  readonly showPlace: (page: number) => void;
  readonly save: (documentId: string, signed: boolean) => void;
  readonly saveCalendar: () => void;
  /** The open document is drawn, or cannot be: there is time for what follows. */
  readonly drawn: () => void;
}

/** A screen: steps that share one do not move the focus between them. */
export type SignerScreen =
  'loading' | 'reading' | 'identity' | 'isolated' | 'consent' | 'code' | 'progress' | 'refusal' | 'outcome';

const screens: Partial<Record<SignerStep, SignerScreen>> = {
  loading: 'loading',
  reading: 'reading',
  identity: 'identity',
  'sending-identity': 'identity',
  isolated: 'isolated',
  consenting: 'consent',
  'sending-code': 'consent',
  code: 'code',
  'resending-code': 'code',
  signing: 'code',
  interrupted: 'progress',
  checking: 'progress',
  proving: 'progress',
  refusing: 'refusal',
  'sending-refusal': 'refusal',
};

/** The screen of a step. */
export const screenOf = (step: SignerStep): SignerScreen => screens[step] ?? 'outcome';

/** A moment (RFC 3339) as the person reads it, in the device's time zone. */
export function momentText({ t }: SignerView, moment: string | null): string {
  return moment === null ? '' : t.date(moment, { dateStyle: 'long', timeStyle: 'short' });
}

/** Whether the firm's seal is affixed rather than a person's signature given. */
export const isSeal = ({ flow }: SignerView): boolean => flow.signer?.level === 'seal';

/** The title of a screen: the focus goes there when the screen changes. */
export function title(text: string, icon?: TemplateResult, looks = 'title'): TemplateResult {
  return html`<h3 class=${looks} id="step-title" tabindex="-1">${icon ?? nothing}${text}</h3>`;
}

/** A moving circle for what is under way; still under reduced motion. */
export const spinner = html`<span class="spinner" aria-hidden="true"></span>`;

/** What went wrong, in the platform's words, with the reference for the support; nothing where nothing did. */
export function problemNotice(view: SignerView): TemplateResult | typeof nothing {
  const { problem } = view.flow.state;
  if (!problem || !view.wordsOf) return nothing;
  const message = view.wordsOf?.(problem.code, view.t.language());
  return html`<div class="notice danger" role="alert">
    <p>${message}. ${problem.retryAfter ? view.t.term('tryIn', Math.ceil(problem.retryAfter / 60)) : nothing}</p>
    ${problem.requestId ? html`<p class="small">${view.t.term('requestId', problem.requestId)}</p>` : nothing}
  </div>`;
}

/** Where to get help, if the host said so. */
export function supportLine({ support, t }: SignerView): TemplateResult | typeof nothing {
  if (!support) return nothing;
  const { phone, email, hours } = support;
  const tel = phone?.replaceAll(/[^\d+]/g, '');
  return html`<p class="support small">
    <strong>${t.term('support')}</strong>
    ${phone ? html`<a href="tel:${tel}">${phone}</a>` : nothing}
    ${email ? html`<a href="mailto:${email}">${email}</a>` : nothing} ${hours ? html`<span>${hours}</span>` : nothing}
  </p>`;
}

/** A line with a tick. */
export function tick(text: string): TemplateResult {
  return html`<li class="tick">${icons.check}<span>${text}</span></li>`;
}

/** While the request is fetched. */
export function loadingPanel({ t }: SignerView): TemplateResult {
  return html`<div class="progress" role="status">
    ${spinner}
    <p>${t.term('loading')}</p>
  </div>`;
}
