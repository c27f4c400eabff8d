import { consent, type ConsentLanguage } from '@jse/sdk/rules';
import { html, nothing, type TemplateResult } from 'lit';

/** The consent as it stands: in which language, whether it is ticked, and what is said where it is missing. */
export interface ConsentBox {
  readonly language: ConsentLanguage;
  readonly given: boolean;
  /** Why there is no way on without it; empty while nobody tried. */
  readonly fault: string;
  readonly disabled: boolean;
  /** Told of each click before the tick stands; `preventDefault()` keeps it from standing. */
  readonly onTick: (event: MouseEvent, given: boolean) => void;
}

/** The consent in exactly the platform's words, to be ticked. The same wherever a signature is asked for. */
export function consentBox({ language, given, fault, disabled, onTick }: ConsentBox): TemplateResult {
  return html`<div class="consent">
    <label>
      <input
        id="consent"
        type="checkbox"
        .checked=${given}
        ?disabled=${disabled}
        aria-describedby="consent-fault"
        aria-invalid=${fault ? 'true' : 'false'}
        @click=${(event: MouseEvent) => {
          onTick(event, (event.target as HTMLInputElement).checked);
        }}
      />
      <span>${consent[language]}</span>
    </label>
    <p id="consent-fault" class="error" role="alert">${fault || nothing}</p>
  </div>`;
}
