import type { SignatureReport } from '@jse/verify';
import { html, nothing, type TemplateResult } from 'lit';
import { chain } from './render-chain.ts';
import { signerOf, toneOf } from './report-model.ts';
import { day, moment, nameOfSignature, type ReportView, said } from './report-view.ts';
import { badge, findings, statements } from './render-verdict.ts';

/** One signature: the answer in words first, then its facts, then what stands behind it. */
export function signatureCard(view: ReportView, signature: SignatureReport, index: number): TemplateResult {
  const { t, report } = view;
  const id = `signature-${index}`;
  const errors = signature.findings.filter(({ severity }) => severity !== 'info');
  const notes = signature.findings.filter(({ severity }) => severity === 'info');
  const own = report.statements.filter((one) => one.signature === index);
  const whole = signature.coverage === 'whole-file' || signature.coverage === 'whole-revision';
  return html`<li>
    <article class="card signature" part="signature" aria-labelledby=${id}>
      <header>
        <h3 id=${id}>${nameOfSignature(view, signature)}</h3>
        ${badge(view, toneOf(signature.trust.indication))}
      </header>
      ${statements(view, own)} ${findings(view, errors)}
      <dl class="facts">${facts(view, signature)}</dl>
      <details>
        <summary>${t.term('details')}</summary>
        <div class="inside">
          ${chain(view, signature)} ${findings(view, notes, t.term('findings'))} ${technical(view, signature)}
        </div>
      </details>
      ${
        whole && signature.integrity === 'intact'
          ? html`<button class="button quiet" type="button" @click=${() => view.saveRevision(signature)}>
              ${t.term('saveRevision')}
            </button>`
          : nothing
      }
    </article>
  </li>`;
}

const fact = (label: string, value: unknown): TemplateResult =>
  html`<div>
    <dt>${label}</dt>
    <dd>${value}</dd>
  </div>`;

function facts(view: ReportView, signature: SignatureReport): unknown[] {
  const { t } = view;
  const { certificate, signatureKind, level, reason, timestamps } = signature;
  const simple = signatureKind === 'simple';
  const isTimestamp = signature.kind === 'document-timestamp';
  return [
    isTimestamp ? nothing : fact(t.term('who'), signerOf(signature) ?? t.term('unknown')),
    simple && signature.signer ? fact(t.term('attestedBy'), signature.signer.commonName ?? '') : nothing,
    fact(t.term('signedAt'), time(view, signature)),
    signatureKind ? fact(t.term('kind'), t.term(signatureKind)) : nothing,
    level ? fact(t.term('level'), levelOf(view, signature)) : nothing,
    reason ? fact(t.term('reason'), reason) : nothing,
    certificate && !simple ? fact(t.term('certificate'), t.term('issuedBy', certificate.issuer)) : nothing,
    isTimestamp ? nothing : fact(t.term('timestamp'), timestampsOf(view, timestamps)),
    fact(t.term('covers'), t.term(signature.coverage)),
    // Of what is not what was signed nothing was "completed within what is permitted".
    signature.integrity === 'intact' ? fact(t.term('since'), t.term(signature.laterChanges)) : nothing,
  ];
}

function time(view: ReportView, { bestSignatureTime, claimedTime, timestampTime, kind }: SignatureReport): string {
  const { t } = view;
  if (kind === 'document-timestamp') return timestampTime ? moment(view, timestampTime) : t.term('noTime');
  if (bestSignatureTime && bestSignatureTime.source !== 'validation-time')
    return t.term('provenTime', moment(view, bestSignatureTime.time));
  return claimedTime ? t.term('claimedTime', moment(view, claimedTime)) : t.term('noTime');
}

function levelOf(view: ReportView, { level, missedLevel }: SignatureReport): TemplateResult {
  return html`${name(level ?? '')}
  ${
    missedLevel
      ? html`<span class="muted small"
          >${view.t.term('missedLevel', name(missedLevel.level))}
          ${missedLevel.reasons.map(({ message }) => said(view, message)).join(' ')}</span
        >`
      : nothing
  }`;
}

const name = (level: string): string => level.replace('_BASELINE_', ' B-').replaceAll('_', ' ');

function timestampsOf(view: ReportView, timestamps: SignatureReport['timestamps']): TemplateResult | string {
  if (timestamps.length === 0) return view.t.term('timestampNone');
  return html`<ul>
    ${timestamps.map(
      ({ time: at, authority, trust }) =>
        html`<li>
          ${at ? moment(view, at) : view.t.term('noTime')}, ${authority?.commonName ?? view.t.term('unknown')}
          ${badge(view, toneOf(trust.indication))}
        </li>`,
    )}
  </ul>`;
}

function technical(view: ReportView, signature: SignatureReport): TemplateResult {
  const { t } = view;
  const { field, subFilter, byteRange, digestAlgorithm, signatureAlgorithm, certificate } = signature;
  return html`<h4>${t.term('technical')}</h4>
    <dl class="facts small">
      ${field ? fact(t.term('field'), field) : nothing} ${subFilter ? fact(t.term('format'), subFilter) : nothing}
      ${fact(t.term('algorithms'), [digestAlgorithm, signatureAlgorithm].filter(Boolean).join(' · ') || '–')}
      ${byteRange ? fact(t.term('byteRange'), byteRange.join(' ')) : nothing}
      ${
        certificate
          ? fact(
              t.term('certificate'),
              html`${certificate.subject}.
              ${t.term('validity', day(view, certificate.notBefore), day(view, certificate.notAfter))}.`,
            )
          : nothing
      }
    </dl>`;
}
