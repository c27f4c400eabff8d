import { type Collection, type Document, JseError, type Signer, userMessage } from '@jse/sdk/browser';
import { html, nothing, type TemplateResult } from 'lit';
import type { PersonFaults, PersonForm } from '../collection-builder/person-form.ts';
import type { Localize } from '../i18n/localize.ts';
import type { SignerProblem } from '../signer/signer-machine.ts';
import type { CollectionTrackerTerms } from './collection-tracker.terms.fr.ts';
import { overtaken, type TrackerFlow } from './tracker-flow.ts';
import type { CollectionAct } from './tracker-model.ts';

/** The replacement that is being typed in; `memberId` empty means somebody outside the firm. */
export interface Replacement {
  readonly signerId: string;
  readonly memberId: string;
  readonly person: PersonForm;
  readonly faults: PersonFaults;
}

/** What the parts of the tracker are drawn from: words, flow, what is open, and the acts of the element. */
export interface TrackerView {
  readonly t: Localize<CollectionTrackerTerms>;
  readonly flow: TrackerFlow;
  readonly collection: Collection;
  readonly acts: ReadonlySet<CollectionAct>;
  /** Epoch milliseconds by the platform's clock. */
  readonly now: number;
  /** The signers as they stand, or as they are being put in order. */
  readonly signers: readonly Signer[];
  readonly ordering: boolean;
  readonly replacement: Replacement | undefined;
  readonly remind: () => void;
  readonly startOrder: () => void;
  readonly endOrder: () => void;
  readonly saveOrder: () => void;
  readonly move: (id: string, by: number) => void;
  readonly drag: (event: PointerEvent, id: string) => void;
  readonly openReplacement: (signerId: string) => void;
  readonly changeReplacement: (changes: Partial<Replacement>) => void;
  readonly closeReplacement: () => void;
  readonly replace: () => void;
  readonly unlock: (signer: Signer) => void;
  readonly attestation: (signer: Signer) => void;
  readonly askCancel: () => void;
  readonly download: (document: Document) => void;
  readonly archive: () => void;
  readonly evidence: () => void;
}

/** A person's name, or the firm's where its seal is meant. */
export function nameOf({ signers, firm }: Collection, id: string | null): string {
  const signer = signers.find((one) => one.id === id);
  return signer ? signerName(signer, firm.name) : '';
}

/** The same of a signer. */
export const signerName = ({ level, firstName, lastName }: Signer, firm: string): string =>
  level === 'seal' ? firm : `${firstName} ${lastName}`.trim();

/** A moment, as long as it has to be. */
export const moment = ({ t }: Pick<TrackerView, 't'>, at: string | number): string =>
  t.date(new Date(at), { dateStyle: 'long', timeStyle: 'short' });

/** A button that is off while something is under way, and says so where it is the one. */
export function actButton(
  { flow }: Pick<TrackerView, 'flow'>,
  act: {
    readonly name: string;
    readonly words: string | TemplateResult;
    readonly label?: string;
    readonly look?: string;
  },
  onClick: () => void,
): TemplateResult {
  const { name, words, label, look = '' } = act;
  return html`<button
    class="button ${look}"
    id=${name}
    type="button"
    aria-label=${label ?? nothing}
    aria-busy=${flow.busy === name ? 'true' : 'false'}
    ?disabled=${flow.busy !== undefined}
    @click=${onClick}
  >
    ${words}
  </button>`;
}

/** Why something could not be done, with the reference for the support. */
export function problemNotice(
  { t }: Pick<TrackerView, 't'>,
  problem: SignerProblem | undefined,
): TemplateResult | typeof nothing {
  if (!problem) return nothing;
  const words = overtaken.has(problem.code)
    ? t.term('changed')
    : `${userMessage(new JseError(problem.code, problem.code), t.language())}.`;
  return html`<div class="notice danger" role="alert">
    <p>${words}</p>
    ${problem.requestId ? html`<p class="small">${t.term('requestId', problem.requestId)}</p>` : nothing}
  </div>`;
}
