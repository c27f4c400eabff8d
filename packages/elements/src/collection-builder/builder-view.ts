import { type JseError, userMessage } from '@jse/sdk/browser';
import { html, nothing, type TemplateResult } from 'lit';
import type { Localize } from '../i18n/localize.ts';
import { icons } from '../theme/index.ts';
import type { BuilderDraft } from './builder-draft.ts';
import type { CollectionBuilderTerms } from './collection-builder.terms.fr.ts';
import type { CopyEntry } from './copies.ts';
import type { ContactSource } from './contact-search.ts';
import type { EntryKind, SignerEntry } from './signer-entry.ts';
import type { SignerImport } from './signer-import.ts';
import type { TemplateSource, TemplateStart } from './template-start.ts';

/** What typing a signer in takes, loaded with the first draft that can be changed. */
export type EntryTools = typeof import('./signer-entry.ts');

/** What importing a list takes, loaded when one is. */
export type ImportTools = typeof import('./signer-import.ts');

/** What starting from a template takes, loaded when it is asked for. */
export type TemplateTools = typeof import('./template-start.ts');

/** What the parts of the builder are drawn from: words, draft, what is being typed, and the acts of the element. */
export interface BuilderView {
  readonly t: Localize<CollectionBuilderTerms>;
  readonly draft: BuilderDraft;
  readonly form: { readonly entry: SignerEntry; readonly tools: EntryTools } | undefined;
  readonly placingOn: string;
  /** Where the host looks for contacts, if it does. */
  readonly contacts: ContactSource | undefined;
  /** A list of signers that is being imported. */
  readonly importing: { readonly list: SignerImport; readonly tools: ImportTools } | undefined;
  /** Where the host gets templates, if it does. */
  readonly templates: TemplateSource | undefined;
  /** The way from a template to a draft, while it is open. */
  readonly starting: { readonly start: TemplateStart; readonly tools: TemplateTools } | undefined;
  /** Somebody who is to get a copy, while he is typed in. */
  readonly copy: CopyEntry;
  readonly finishing: 'launch' | 'prepare' | undefined;
  readonly act: BuilderActs;
}

/** What the person can do. */
export interface BuilderActs {
  openForm(kind: EntryKind, signerId?: string): void;
  closeForm(): void;
  submitForm(): void;
  addSeal(): void;
  openImport(): void;
  closeImport(): void;
  addImported(): void;
  openTemplates(): void;
  closeTemplates(): void;
  makeFromTemplate(): void;
  removeSigner(signerId: string, name: string): void;
  moveSigner(from: number, to: number): void;
  addFiles(files: Iterable<File>): void;
  removeDocument(documentId: string, name: string): void;
  addCopy(): void;
  removeCopy(email: string, who: string): void;
  placeOn(documentId: string): void;
  finish(how: 'launch' | 'prepare'): void;
}

/** Integer cents as euros in the language in force. */
export function euros({ t }: BuilderView, cents: number): string {
  return t.number(cents / 100, { style: 'currency', currency: 'EUR' });
}

/** Bytes as the file managers of the language write them (decimal units). */
export function fileSize({ t }: BuilderView, bytes: number): string {
  const small = bytes < 1_000_000;
  return t.number(bytes / (small ? 1000 : 1_000_000), {
    style: 'unit',
    unit: small ? 'kilobyte' : 'megabyte',
    maximumFractionDigits: small ? 0 : 1,
  });
}

/** A failure in the platform's words, with the reference for the support. */
export function failure({ t, draft }: BuilderView, error: JseError): TemplateResult {
  if (error.code === 'precondition_failed')
    return html`<p>${t.term(draft.arrived ? 'conflictArrived' : 'conflictEntry')}</p>`;
  return html`<p>${userMessage(error, t.language())}.</p>
    ${error.fieldErrors.map(({ detail }) => html`<p class="small">${detail}</p>`)}
    ${error.requestId ? html`<p class="small">${t.term('requestId', error.requestId)}</p>` : nothing}`;
}

/** A numbered card of the page. */
export function card(number: number, title: string, id: string, content: unknown): TemplateResult {
  return html`<section class="card" part="card" aria-labelledby=${id}>
    <h3 id=${id}><span class="number" aria-hidden="true">${number}</span>${title}</h3>
    ${content}
  </section>`;
}

/** A button that shows an icon and bears its words for those who do not see it. */
export function iconButton(
  label: string,
  icon: TemplateResult,
  onClick: () => void,
  disabled = false,
  id?: string,
): TemplateResult {
  return html`<button
    class="button quiet icon"
    type="button"
    id=${id ?? nothing}
    aria-label=${label}
    title=${label}
    ?disabled=${disabled}
    @click=${onClick}
  >
    ${icon}
  </button>`;
}

const drawn = (path: string): TemplateResult =>
  html`<svg
    viewBox="0 0 20 20"
    fill="none"
    stroke="currentColor"
    stroke-width="1.75"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    <path d=${path} />
  </svg>`;

/** Further icons of the builder. */
export const signs = {
  ...icons,
  file: drawn('M5 3h7l4 4v10H5zM12 3v4h4'),
  retry: drawn('M15.5 8A6 6 0 1 0 16 11M16 4v4h-4'),
} as const;
