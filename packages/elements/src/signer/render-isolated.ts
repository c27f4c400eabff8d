import { html, type TemplateResult } from 'lit';
import type { FrameBusyEvent, FrameSettledEvent, FrameStoppedEvent } from '../otp-frame/otp-frame.events.ts';
import { wayBack } from './render-consent.ts';
import { isSeal, problemNotice, type SignerView, title } from './signer-view.ts';

/** Consent and code in the platform's own frame, which this page can neither read nor drive. */
export function isolatedPanel(view: SignerView): TemplateResult {
  const { t, flow } = view;
  return html`${title(t.term(isSeal(view) ? 'isolatedSealTitle' : 'isolatedTitle'), undefined, 'visually-hidden')}
    ${problemNotice(view)}
    <jse-otp-frame
      lang=${t.lang()}
      .client=${flow.client}
      .acts=${flow.acts}
      @jse-frame-settled=${({ ceremonyId }: FrameSettledEvent) => void flow.settled(ceremonyId)}
      @jse-frame-stopped=${({ code }: FrameStoppedEvent) => {
        flow.stopped({ code, requestId: null, triesLeft: null, retryAfter: null });
      }}
      @jse-frame-busy=${({ busy }: FrameBusyEvent) => view.change({ busy })}
    ></jse-otp-frame>`;
}

/** Going back, unless the signature is under way. */
export const isolatedActions = (view: SignerView): TemplateResult => wayBack(view, view.form.busy);
