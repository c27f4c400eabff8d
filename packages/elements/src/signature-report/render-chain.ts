import type { SignatureReport } from '@jse/verify';
import { html, type TemplateResult } from 'lit';
import { day, type ReportView } from './report-view.ts';

type Revocation = SignatureReport['trust']['revocation'][number];

/** The certificates from the signer's to the anchor, each with what is known of its revocation. */
export function chain(view: ReportView, { trust }: SignatureReport): TemplateResult {
  const { t } = view;
  const last = trust.path.length - 1;
  const known = new Map(trust.revocation.map((one) => [one.certificate, one]));
  return html`<h4>${t.term('chain')}</h4>
    ${
      trust.path.length === 0
        ? html`<p class="muted">${t.term('chainNone')}</p>`
        : html`<ol class="chain">
            ${trust.path.map(
              ({ subject, notBefore, notAfter, serialNumber, sha256 }, at) =>
                html`<li>
                  <p class="subject">${subject}</p>
                  <p class="muted small">
                    ${t.term('validity', day(view, notBefore), day(view, notAfter))} ·
                    ${t.term('serial', serialNumber)}${at < last ? ` · ${revocation(view, known.get(at))}` : ''}
                  </p>
                  <p class="muted small"><code>${t.term('fingerprint', sha256)}</code></p>
                </li>`,
            )}
          </ol>`
    }`;
}

function revocation(view: ReportView, found: Revocation | undefined): string {
  const { t } = view;
  if (found?.status === 'good' && found.source && found.thisUpdate)
    return t.term('revocationGood', found.source, day(view, found.thisUpdate));
  if (found?.status === 'revoked' && found.revokedAt) return t.term('revocationRevoked', day(view, found.revokedAt));
  return t.term('revocationUnknown');
}
