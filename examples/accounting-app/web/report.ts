import type { SignatureReport, VerificationReport } from '@jse/verify';
import { html, type TemplateResult } from 'lit';
import { moment } from './format.ts';

const conclusions: Record<VerificationReport['conclusion'], string> = {
  intact: 'Le document est intact : rien n’a changé hors des signatures attendues.',
  modified: 'Le document a été modifié après une signature.',
  broken: 'Une signature ne correspond plus au document.',
  undetermined: 'Le contrôle ne permet pas de conclure.',
  unsigned: 'Le document ne porte pas encore de signature.',
};

/** The policies by which the sandbox's certificates tell their kinds; the platform attests, or the signer's own key signed. */
const kinds: readonly { readonly end: string; readonly words: string; readonly attested?: boolean }[] = [
  { end: '.1.1', words: 'La plateforme atteste que cette personne a confirmé par un code SMS.', attested: true },
  { end: '.1.2', words: 'Signé avec le certificat de cette personne.' },
  { end: '.1.3', words: 'Scellé avec le certificat du cabinet.' },
];

/** What a verification on this device found, in plain French. */
export function reportView(report: VerificationReport): TemplateResult {
  const good = report.conclusion === 'intact';
  return html`<div class="report" role="status">
    <p class="notice ${good ? 'good' : 'bad'}"><strong>${conclusions[report.conclusion]}</strong></p>
    <ul>
      ${report.signatures.map((signature) => html`<li>${oneSignature(signature)}</li>`)}
    </ul>
    <p class="soft">
      Contrôlé sur cet ordinateur, sans envoyer le fichier. La révocation des certificats n'est pas contrôlée ici.
    </p>
  </div>`;
}

function oneSignature(signature: SignatureReport): TemplateResult {
  if (signature.kind === 'document-timestamp') {
    return html`<strong>Horodatage</strong><br />${signature.timestampTime ? moment(signature.timestampTime) : ''}`;
  }
  const policies = signature.certificate?.policies ?? [];
  const kind = kinds.find(({ end }) => policies.some((policy) => policy.endsWith(end)));
  const trusted = signature.trust.indication === 'TOTAL-PASSED';
  const intact = signature.integrity === 'intact';
  return html`<strong
      >${(kind?.attested ? signature.name : signature.signer?.commonName) ?? 'Signataire inconnu'}</strong
    >
    ${signature.timestampTime ? html`, le ${moment(signature.timestampTime)}` : ''}<br />
    <span class=${intact ? '' : 'bad'}>${intact ? 'Signature intacte' : 'Signature invalide'}</span>,
    ${trusted ? 'certificat reconnu' : 'certificat non reconnu'}. ${kind?.words ?? ''}`;
}
