import { JseError, userMessage } from '@jse/sdk/browser';
import { html, nothing, type TemplateResult } from 'lit';
import type { Localize } from '../i18n/localize.ts';
import type { SignerProblem } from '../signer/signer-machine.ts';
import type { ParapheurFlow } from './parapheur-flow.ts';
import type { Filter, Outcome, Row } from './parapheur-model.ts';
import type { ParapheurTerms } from './parapheur.terms.fr.ts';

/** The document that is looked at: its bytes once they are here. */
export interface Look {
  readonly row: Row;
  readonly documentId: string;
  readonly bytes: Uint8Array<ArrayBuffer> | undefined;
  readonly problem: SignerProblem | undefined;
}

/** What the parts of the tray are drawn from: words, flow, what is typed and open, and the acts of the element. */
export interface ParapheurView {
  readonly t: Localize<ParapheurTerms>;
  readonly flow: ParapheurFlow;
  readonly filter: Filter;
  readonly search: string;
  /** The rows that filter and search leave. */
  readonly visible: readonly Row[];
  /** The row that the Tab key reaches. */
  readonly current: string;
  readonly look: Look | undefined;
  readonly consented: boolean;
  readonly consentMissing: boolean;
  readonly narrow: (changes: { filter?: Filter; search?: string }) => void;
  readonly openLook: (row: Row, documentId?: string) => void;
  readonly closeLook: () => void;
  readonly focusRow: (key: string) => void;
  readonly rowKey: (event: KeyboardEvent, row: Row) => void;
  readonly tick: (consented: boolean) => void;
  readonly giveConsent: () => void;
  readonly beginBatch: () => void;
  readonly saveRecord: () => void;
}

/** Formats by language: of hundreds of rows each has an amount and a day, and a format is dear to make. */
const formats = new Map<string, { readonly euros: Intl.NumberFormat; readonly day: Intl.DateTimeFormat }>();

function formatsIn(lang: string) {
  const known = formats.get(lang) ?? {
    euros: new Intl.NumberFormat(lang, { style: 'currency', currency: 'EUR' }),
    day: new Intl.DateTimeFormat(lang, { dateStyle: 'medium' }),
  };
  formats.set(lang, known);
  return known;
}

/** An amount of cents as the person reads it. */
export const euros = ({ t }: Pick<ParapheurView, 't'>, cents: number): string =>
  formatsIn(t.lang()).euros.format(cents / 100);

/** A day as the person reads it. */
export const dayOf = ({ t }: Pick<ParapheurView, 't'>, at: string): string =>
  formatsIn(t.lang()).day.format(new Date(at));

/** An error's words in the language in force. */
export const wordsOf = ({ t }: Pick<ParapheurView, 't'>, { code }: SignerProblem): string =>
  userMessage(new JseError(code, code), t.language());

/** What went wrong, with the reference for the support; nothing where nothing did. */
export function problemNotice(
  view: Pick<ParapheurView, 't'>,
  problem: SignerProblem | null | undefined,
): TemplateResult | typeof nothing {
  if (!problem) return nothing;
  return html`<div class="notice danger" role="alert">
    <p>${wordsOf(view, problem)}.</p>
    ${problem.requestId ? html`<p class="small">${view.t.term('requestId', problem.requestId)}</p>` : nothing}
  </div>`;
}

/** The title of a screen: the focus goes there when the screen changes. */
export const title = (text: string): TemplateResult =>
  html`<h2 class="title" id="step-title" tabindex="-1">${text}</h2>`;

/** What became of a row, in words. */
export function outcomeWords(
  view: Pick<ParapheurView, 't'>,
  { status, code }: Pick<Outcome, 'status' | 'code'>,
): string {
  const { t } = view;
  if (status === 'signed') return t.term('resultSigned');
  if (code === null) return t.term('resultPending');
  if (code === 'state_conflict') return t.term('resultGone');
  return wordsOf(view, { code: code as SignerProblem['code'], requestId: null, triesLeft: null, retryAfter: null });
}
