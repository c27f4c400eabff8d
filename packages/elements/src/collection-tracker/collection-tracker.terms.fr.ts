import type { CollectionState, SignatureLevel } from '@jse/sdk/rules';
import type { FollowUpAct } from './collection-tracker.events.ts';
import type { Happening, Standing } from './tracker-model.ts';

const plural = (count: number, one: string, many: string) => `${count} ${count > 1 ? many : one}`;

/** Words of `<jse-collection-tracker>` in French. */
export const fr = {
  label: 'Suivi de la collecte',
  loading: 'Chargement de la collecte…',
  failed: 'La collecte ne peut pas être affichée.',
  tryAgain: 'Réessayer',
  requestId: (id: string) => `Référence pour l’assistance : ${id}`,
  stateName: (state: CollectionState) =>
    ({
      draft: 'Brouillon',
      prepared: 'Préparée',
      ongoing: 'En cours',
      completed: 'Terminée',
      refused: 'Refusée',
      expired: 'Expirée',
      cancelled: 'Annulée',
      purged: 'Documents supprimés',
    })[state],
  by: (preparer: string, collector: string) =>
    collector === '' || collector === preparer
      ? `Préparée par ${preparer}`
      : `Préparée par ${preparer}, lancée par ${collector}`,
  progress: (signed: number, all: number) => `${signed} sur ${plural(all, 'signature', 'signatures')}`,
  toCome: 'La collecte n’est pas encore lancée : personne n’a été invité.',
  expiry: (date: string) => `Les signataires ont jusqu’au ${date}.`,
  expiryNow: 'La date limite est atteinte.',
  purge: (date: string) => `Les documents sont conservés jusqu’au ${date}.`,
  purgeSoon: 'Archivez-les avant : ils seront ensuite supprimés. Le faisceau de preuve reste conservé 99 ans.',
  purged: 'Les documents ont été supprimés à leur échéance. Le faisceau de preuve reste conservé 99 ans.',
  left: (parts: string) => `Il reste ${parts}`,
  refusal: (name: string) => `${name} a refusé de signer`,
  live: 'Suivi en direct',
  asked: 'Actualisé toutes les 15 secondes',
  offline: 'Hors ligne : les dernières nouvelles viendront au retour de la connexion.',
  signers: 'Signataires',
  sequential: 'Chacun à son tour',
  parallel: 'Tous en même temps',
  levelName: (level: SignatureLevel) =>
    ({ simple: 'Signature simple', advanced: 'Signature avancée', seal: 'Cachet du cabinet' })[level],
  standing: (standing: Standing) =>
    ({
      signed: 'A signé',
      refused: 'A refusé',
      turn: 'C’est son tour',
      identity: 'Pièce d’identité en cours d’examen',
      rejected: 'Pièce d’identité rejetée',
      locked: 'Bloqué après trop de codes erronés',
      waiting: 'En attente de son tour',
      ended: 'N’a pas signé',
    })[standing],
  signedOn: (date: string) => `Signé le ${date}`,
  refusedOn: (date: string) => `Refusé le ${date}`,
  invitedOn: (date: string) => `Invité le ${date}`,
  viewedOn: (date: string) => `Documents ouverts le ${date}`,
  notViewed: 'Documents pas encore ouverts',
  copies: (people: string) => `Destinataires en copie : ${people}`,
  documents: 'Documents',
  document: (name: string) => `Télécharger ${name}`,
  asOfNow: 'En l’état : il manque encore des signatures.',
  remind: 'Relancer',
  remindHint: (date: string) =>
    `Ceux dont c’est le tour reçoivent un nouveau lien, et la date limite passe au ${date}.`,
  reorder: 'Changer l’ordre',
  reorderHint: 'Faites glisser un signataire, ou utilisez les boutons. Qui a signé garde sa place.',
  saveOrder: 'Enregistrer l’ordre',
  up: (name: string) => `Faire passer ${name} avant`,
  down: (name: string) => `Faire passer ${name} après`,
  movedTo: (name: string, place: number, all: number) => `${name} : place ${place} sur ${all}`,
  replace: 'Remplacer',
  replaceName: (name: string) => `Remplacer ${name}`,
  replaceHint: (name: string) =>
    `Une autre personne prend la place de ${name} : même tour, même niveau, même emplacement. ${name} en est averti et son lien ne fonctionne plus.`,
  replaceWho: 'Par qui ?',
  somebody: 'Une personne extérieure au cabinet',
  firstName: 'Prénom',
  lastName: 'Nom',
  email: 'Adresse e-mail',
  phone: 'Mobile',
  phoneHint: 'Il y recevra son code confidentiel.',
  required: 'À compléter',
  emailFault: 'Cette adresse e-mail n’est pas complète.',
  phoneFault: 'Ce numéro de mobile n’est pas valide.',
  unlock: 'Débloquer',
  unlockName: (name: string) => `Débloquer ${name}`,
  attestation: 'Attestation',
  attestationName: (name: string) => `Télécharger l’attestation de ${name}`,
  cancel: 'Annuler la collecte',
  cancelTitle: 'Annuler cette collecte ?',
  cancelHint: (signed: number) =>
    `Les invitations cessent de fonctionner et personne ne reçoit les documents. ${
      signed === 0
        ? 'Rien n’a encore été signé.'
        : `${plural(signed, 'acte déjà fait reste facturé', 'actes déjà faits restent facturés')}.`
    } Une annulation est définitive.`,
  cancelConfirm: 'Oui, annuler la collecte',
  keep: 'Non, la garder',
  back: 'Revenir',
  archive: 'Télécharger l’archive',
  archiveHint: 'Documents signés, attestations, faisceau de preuve et rapport de vérification, en un fichier ZIP.',
  archiveFile: (title: string) => `${title} - archive.zip`,
  evidence: 'Télécharger le faisceau de preuve',
  evidenceHint: 'Qui a fait quoi, quand et comment il s’est authentifié, avec de quoi le vérifier.',
  evidenceFile: (title: string) => `${title} - faisceau de preuve.zip`,
  attestationFile: (name: string) => `Attestation - ${name}.pdf`,
  proof: 'Archive et preuve',
  history: 'Historique',
  happening: (what: Happening['what'], name: string) =>
    ({
      created: 'Collecte créée',
      launched: 'Collecte lancée',
      invited: `${name} a été invité à signer`,
      viewed: `${name} a ouvert les documents`,
      signed: `${name} a signé`,
      refused: `${name} a refusé de signer`,
      reminded: 'Relance envoyée',
      reordered: 'Ordre des signataires changé',
      replaced: name ? `${name} prend la place d’un signataire` : 'Signataire remplacé',
      completed: 'Collecte terminée : tous ont signé',
      cancelled: 'Collecte annulée',
      expired: 'Collecte expirée',
      purged: 'Documents supprimés',
    })[what],
  done: (act: FollowUpAct) =>
    ({
      remind: 'Relance envoyée.',
      reorder: 'Nouvel ordre enregistré.',
      cancel: 'Collecte annulée.',
      replace: 'Signataire remplacé.',
      unlock: 'Signataire débloqué.',
      archive: 'Archive téléchargée.',
      evidence: 'Faisceau de preuve téléchargé.',
      attestation: 'Attestation téléchargée.',
      download: 'Document téléchargé.',
    })[act],
  changed: 'La collecte a changé entre-temps : la voici à jour. Vérifiez, puis recommencez.',
};
/** The terms of `<jse-collection-tracker>`. */
export type CollectionTrackerTerms = typeof fr;
