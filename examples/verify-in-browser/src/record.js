import { html } from 'lit';

const moment = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeStyle: 'long', timeZone: 'Europe/Paris' });
const say = (time) => (time ? moment.format(new Date(time)) : 'non établie');
const integrity = { intact: 'intacte', broken: 'rompue', undetermined: 'indéterminée' };
const coverage = {
  'whole-file': 'tout le fichier',
  'whole-revision': 'toute la révision signée',
  partial: 'une partie seulement',
  unclear: 'indéterminée',
};
const later = { none: 'aucune', permitted: 'permises', forbidden: 'interdites', undetermined: 'indéterminées' };

const row = (name, value) =>
  value
    ? html`<dt>${name}</dt>
        <dd>${value}</dd>`
    : '';

/** What a lawyer files: what was examined, by what, against whom; each signature with its reasons; what was not examined. */
export function record(name, sha256, report) {
  const about = (index) => report.statements.filter(({ signature }) => signature === index);
  return html`
    <h1>Procès-verbal de vérification de signatures électroniques</h1>
    <p class="verdict">${report.verdict.message.fr}</p>
    <section>
      <h2>1. Fichier examiné</h2>
      <dl>
        ${row('Nom', name)} ${row('Taille', `${report.size.toLocaleString('fr-FR')} octets`)}
        ${row('Empreinte SHA-256', html`<code>${sha256}</code>`)} ${row('Examiné au', say(report.at))}
        ${row('Révisions', String(report.revisions.length))}
        ${row('Certificats de confiance', report.trustAnchors.count === 0 ? 'aucun' : String(report.trustAnchors.count))}
      </dl>
      ${sentences([...about(null), ...report.findings])}
    </section>
    ${report.signatures.map((signature, index) => {
      const { certificate } = signature;
      return html`<section>
        <h2>
          ${index + 2}. ${signature.kind === 'signature' ? 'Signature' : 'Horodatage du document'}
          ${signature.field ?? ''}
        </h2>
        <dl>
          ${row('Intégrité', integrity[signature.integrity])} ${row('Couvre', coverage[signature.coverage])}
          ${row('Modifications après', later[signature.laterChanges])}
          ${row('Confiance', [signature.trust.indication, signature.trust.subIndication].filter(Boolean).join(' / '))}
          ${row('Nom déclaré', signature.name)}
          ${row('Heure déclarée', signature.claimedTime && say(signature.claimedTime))}
          ${row('Heure établie', say(signature.bestSignatureTime?.time))}
          ${row('Titulaire du certificat', certificate?.subject)} ${row('Émetteur', certificate?.issuer)}
          ${row('Numéro de série', certificate && html`<code>${certificate.serialNumber}</code>`)}
          ${row('Empreinte du certificat', certificate && html`<code>${certificate.sha256}</code>`)}
          ${row('Algorithmes', [signature.signatureAlgorithm, signature.digestAlgorithm].filter(Boolean).join(', '))}
        </dl>
        ${sentences([...about(index), ...signature.findings, ...signature.changes])}
      </section>`;
    })}
    <section>
      <h2>${report.signatures.length + 2}. Méthode et limites</h2>
      <p>
        Examen par @jse/verify, sans réseau, selon ISO 32000-2, ETSI EN 319 142-1, EN 319 102-1, RFC 5652 et RFC 5280.
        Les preuves de non-révocation sont celles que le fichier contient. Une identité n’est confirmée que jusqu’aux
        certificats de confiance choisis par la personne qui examine. La qualification au sens du règlement eIDAS n’est
        pas examinée. L’heure de l’examen est celle de l’appareil.
      </p>
      <div class="hand">
        <p>Fait à, le</p>
        <p>Nom, qualité et signature</p>
      </div>
    </section>
  `;
}

const sentences = (list) => {
  const said = [...new Set(list.map(({ message }) => message.fr))];
  return said.length > 0
    ? html`<ul>
        ${said.map((one) => html`<li>${one}</li>`)}
      </ul>`
    : '';
};
