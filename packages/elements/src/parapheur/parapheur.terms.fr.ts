import type { Exception, Filter, Row } from './parapheur-model.ts';

const plural = (count: number, one: string, many: string) => `${count} ${count > 1 ? many : one}`;

/** Words of `<jse-parapheur>` in French. The consent itself stands in `@jse/sdk/rules`. */
export const fr = {
  label: 'Parapheur',
  loading: 'Ouverture du parapheur…',
  waiting: (count: number) =>
    count === 0
      ? 'Rien n’attend votre signature.'
      : `${plural(count, 'acte attend', 'actes attendent')} votre décision`,
  emptyText: 'Les collectes à lancer, à signer et à sceller apparaîtront ici.',
  refresh: 'Actualiser',
  filter: 'Afficher',
  filterName: (filter: Filter) =>
    ({
      all: 'Tout',
      sign: 'À signer',
      seal: 'À sceller',
      launch: 'À lancer',
      exceptions: 'À vérifier',
    })[filter],
  search: 'Rechercher une collecte, un document, un signataire',
  selectAll: (count: number) => `Tout sélectionner (${count})`,
  none: 'Aucune collecte ne correspond à cette recherche.',
  actName: (act: Row['act']) => ({ sign: 'Signature', seal: 'Cachet', launch: 'Lancement' })[act],
  exceptionName: (exception: Exception) =>
    ({
      changed: 'Modifiée depuis votre dernier passage',
      findings: 'Remarques sur les documents',
      credit: 'Crédit insuffisant',
    })[exception],
  documents: (count: number) => plural(count, 'document', 'documents'),
  from: (name: string) => `Préparée par ${name}`,
  until: (date: string) => `jusqu’au ${date}`,
  look: 'Aperçu',
  lookAt: (title: string) => `Aperçu de ${title}`,
  closeLook: 'Fermer l’aperçu',
  openingDocument: 'Ouverture du document…',
  keys: 'Flèches : changer de ligne. Espace : sélectionner. Entrée : aperçu.',
  selected: (count: number) =>
    count === 0
      ? 'Sélectionnez les collectes à signer.'
      : plural(count, 'collecte sélectionnée', 'collectes sélectionnées'),
  cost: (amount: string) => `${amount} HT`,
  credit: (amount: string) => `Crédit du cabinet : ${amount}`,
  missing: (amount: string) => `Il manque ${amount} de crédit pour cette sélection.`,
  twice: 'Une collecte demande deux actes : le second restera dans le parapheur.',
  sign: (count: number) => (count === 0 ? 'Signer' : `Signer ${plural(count, 'collecte', 'collectes')}`),
  launch: (count: number) => `Lancer ${plural(count, 'collecte', 'collectes')}`,
  launched: (count: number) => `${plural(count, 'collecte lancée', 'collectes lancées')}.`,
  launchFailed: (title: string, reason: string) => `${title} : ${reason}.`,
  fetching: (done: number, all: number) => `Lecture des documents : ${done} sur ${all}`,
  cancel: 'Annuler',
  consentTitle: 'Votre consentement',
  consentIntro: (collections: number, documents: number) =>
    `Vous allez signer ${plural(collections, 'collecte', 'collectes')}, ${plural(documents, 'document', 'documents')}, avec un seul code :`,
  consentNeeded: 'Cochez cette case pour recevoir votre code confidentiel.',
  irrevocable: 'Une fois donnée, une signature ne peut plus être retirée.',
  sendCode: 'Recevoir le code par SMS',
  sendingCode: 'Envoi du code…',
  back: 'Revenir au parapheur',
  isolatedTitle: (count: number) => `Consentez et signez ${plural(count, 'collecte', 'collectes')}`,
  codeTitle: 'Saisissez votre code',
  submit: (count: number) => `Signer ${plural(count, 'collecte', 'collectes')}`,
  progress: (done: number, all: number) => `${done} sur ${all} signées`,
  interrupted: 'La connexion a été perdue pendant la signature. Rien n’est perdu et rien ne sera signé deux fois.',
  check: 'Vérifier où en est la signature',
  doneTitle: (signed: number, all: number) =>
    signed === all ? `${plural(signed, 'collecte signée', 'collectes signées')}` : `${signed} sur ${all} signées`,
  doneSome: 'Les autres n’ont pas été signées. Celles qui attendent encore sont toujours dans votre parapheur.',
  resultSigned: 'Signée',
  resultGone: 'Cette collecte n’attend plus votre signature',
  resultPending: 'Non signée',
  retry: (count: number) => `Réessayer ${plural(count, 'collecte', 'collectes')}`,
  record: 'Télécharger le compte rendu',
  recordTitle: 'Compte rendu de signature',
  recordAt: (date: string, reference: string) => `${date} · référence du SMS ${reference}`,
  recordNote:
    'Ce compte rendu récapitule ce qui a été signé avec un seul code. La preuve de chaque signature est dans le fichier signé et dans son faisceau de preuve.',
  recordFile: 'compte-rendu-parapheur.pdf',
  failed: 'Le parapheur ne peut pas être ouvert.',
  tryAgain: 'Réessayer',
  requestId: (id: string) => `Référence pour l’assistance : ${id}`,
};
/** The terms of `<jse-parapheur>`. */
export type ParapheurTerms = typeof fr;
