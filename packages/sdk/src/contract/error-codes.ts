/**
 * Every refusal of the platform by its stable code: HTTP status, and the same request may succeed later unchanged
 * (`retryable`). The titles are the platform's own words in both languages (RFC 9457 `title`).
 */
export const errorCodes = {
  validation_failed: { status: 400, en: 'The request is not valid', fr: "La demande n'est pas valide" },
  hmac_invalid: { status: 400, en: 'The HMAC is wrong', fr: 'La signature HMAC est fausse' },
  timestamp_out_of_window: {
    status: 400,
    en: 'The timestamp is more than five minutes off',
    fr: "L'horodatage s'écarte de plus de cinq minutes",
  },
  redirect_not_registered: {
    status: 400,
    en: 'The address is on no registered origin',
    fr: "L'adresse n'appartient à aucune origine enregistrée",
  },
  cursor_invalid: {
    status: 400,
    en: 'The cursor is not of this list and these filters',
    fr: "Le curseur n'est pas celui de cette liste et de ces filtres",
  },
  unauthenticated: {
    status: 401,
    en: 'Credentials are missing or unknown',
    fr: "Les jetons d'accès manquent ou sont inconnus",
  },
  use_dpop_nonce: {
    status: 401,
    en: 'The clock of this device is off, or the proof was used before: the next one must carry the nonce sent along',
    fr: "L'horloge de cet appareil n'est pas à l'heure, ou la preuve a déjà servi : la suivante doit porter le nonce joint",
  },
  dpop_invalid: { status: 401, en: 'The proof of possession is not valid', fr: 'La preuve de possession est invalide' },
  session_expired: { status: 401, en: 'The session has expired', fr: 'La session a expiré' },
  embed_code_invalid: {
    status: 401,
    en: 'The embed code is unknown, used or expired',
    fr: "Le code d'intégration est inconnu, utilisé ou expiré",
  },
  invitation_invalid: {
    status: 401,
    en: 'The invitation link is no longer valid',
    fr: "Le lien d'invitation n'est plus valable",
  },
  credit_insufficient: {
    status: 402,
    en: 'The credit does not cover this act',
    fr: 'Le crédit ne couvre pas cet acte',
  },
  token_revoked: { status: 403, en: 'The token is revoked or expired', fr: 'Le jeton est révoqué ou expiré' },
  delegation_missing: {
    status: 403,
    en: 'The member lacks the delegation',
    fr: "Le membre n'a pas la délégation requise",
  },
  origin_not_allowed: {
    status: 403,
    en: 'The session belongs to another origin',
    fr: 'La session appartient à une autre origine',
  },
  scope_missing: {
    status: 403,
    en: 'The session was not made for this',
    fr: "La session n'a pas été ouverte pour cela",
  },
  isolation_required: {
    status: 403,
    en: 'Consent and code are taken in the platform’s own frame here',
    fr: 'Le consentement et le code se donnent ici dans le cadre de la plateforme',
  },
  not_found: { status: 404, en: 'Not found', fr: 'Introuvable' },
  request_expired: { status: 404, en: 'The sign-in request has expired', fr: 'La demande de connexion a expiré' },
  method_not_allowed: {
    status: 405,
    en: 'This address does not take this method',
    fr: "Cette adresse n'accepte pas cette méthode",
  },
  handshake_pending: {
    status: 409,
    en: 'The member has not signed in yet',
    fr: "Le membre ne s'est pas encore connecté",
    retryable: true,
  },
  state_conflict: { status: 409, en: 'The state does not allow this', fr: "L'état actuel ne le permet pas" },
  isolation_unavailable: {
    status: 409,
    en: 'This platform has no frame of an origin of its own',
    fr: "Cette plateforme n'a pas de cadre d'une origine à elle",
  },
  terms_not_accepted: {
    status: 409,
    en: 'An expert must accept the terms first',
    fr: "Un expert-comptable doit d'abord accepter les CGU",
  },
  last_expert: {
    status: 409,
    en: 'The last expert of a firm keeps his rights',
    fr: 'Le dernier expert-comptable du cabinet garde ses droits',
  },
  pinned_by_template: {
    status: 409,
    en: 'The template pins this',
    fr: 'Le modèle fixe ce point',
  },
  not_your_turn: { status: 409, en: 'It is not this signer’s turn', fr: "Ce n'est pas encore votre tour" },
  already_signed: { status: 409, en: 'This signer has already signed', fr: 'Vous avez déjà signé' },
  reviewed_other_bytes: {
    status: 409,
    en: 'The reviewed document is not the current one',
    fr: "Le document relu n'est pas celui à signer",
  },
  revision_changed: {
    status: 409,
    en: 'The document changed meanwhile',
    fr: 'Le document a changé entre-temps',
    retryable: true,
  },
  idempotency_in_flight: {
    status: 409,
    en: 'The first call with this key is still running',
    fr: 'Le premier appel avec cette clé est en cours',
    retryable: true,
  },
  cursor_expired: {
    status: 410,
    en: 'What followed the cursor is no longer kept',
    fr: "La suite de ce curseur n'est plus conservée",
  },
  precondition_failed: {
    status: 412,
    en: 'Somebody else changed it meanwhile',
    fr: "Quelqu'un l'a modifié entre-temps",
  },
  pdf_too_large: { status: 413, en: 'The document is larger than 10 MB', fr: 'Le document dépasse 10 Mo' },
  body_too_large: { status: 413, en: 'The body is too large', fr: 'Le corps de la demande est trop volumineux' },
  unsupported_media_type: {
    status: 415,
    en: 'This type of content is not taken here',
    fr: "Ce type de contenu n'est pas accepté ici",
  },
  pdf_invalid: { status: 422, en: 'The file is not a PDF', fr: "Le fichier n'est pas un PDF" },
  pdf_encrypted: { status: 422, en: 'The PDF is encrypted', fr: 'Le PDF est chiffré' },
  pdf_damaged: { status: 422, en: 'The PDF is damaged', fr: 'Le PDF est endommagé' },
  pdf_ambiguous: {
    status: 422,
    en: 'The PDF can be read in two ways',
    fr: 'Le PDF peut être lu de deux façons',
  },
  pdf_too_complex: {
    status: 422,
    en: 'The PDF is too complex to be examined',
    fr: 'Le PDF est trop complexe pour être examiné',
  },
  pdf_has_xfa: { status: 422, en: 'The PDF carries an XFA form', fr: 'Le PDF contient un formulaire XFA' },
  pdf_has_javascript: { status: 422, en: 'The PDF carries JavaScript', fr: 'Le PDF contient du JavaScript' },
  pdf_certified: {
    status: 422,
    en: 'The PDF is certified against further signatures',
    fr: 'Le PDF est certifié et interdit toute nouvelle signature',
  },
  placement_out_of_page: {
    status: 422,
    en: 'The visible signature leaves the page',
    fr: 'La signature visible sort de la page',
  },
  target_refused: {
    status: 422,
    en: 'This address may not be called',
    fr: 'Cette adresse ne peut pas être appelée',
  },
  signature_field_missing: {
    status: 422,
    en: 'The PDF has no such empty signature field',
    fr: "Le PDF n'a pas ce champ de signature vide",
  },
  signature_field_taken: {
    status: 422,
    en: 'The signature field is signed or given to another signer',
    fr: 'Le champ de signature est déjà signé ou attribué',
  },
  signature_field_restricted: {
    status: 422,
    en: 'The signature field sets conditions that cannot be met',
    fr: 'Le champ de signature impose des conditions qui ne peuvent être remplies',
  },
  level_unsupported: {
    status: 422,
    en: 'This level of signature is not offered',
    fr: "Ce niveau de signature n'est pas proposé",
  },
  collection_incomplete: { status: 422, en: 'The collection is not complete', fr: "La collecte n'est pas complète" },
  certificate_missing: { status: 422, en: 'The signer has no certificate', fr: "Le signataire n'a pas de certificat" },
  identity_missing: {
    status: 422,
    en: 'An accepted identity document is needed first',
    fr: "Une pièce d'identité acceptée est d'abord nécessaire",
  },
  identity_image_invalid: {
    status: 422,
    en: 'The image of the identity document cannot be taken',
    fr: "L'image de la pièce d'identité ne convient pas",
  },
  consent_missing: { status: 422, en: 'The consent is missing', fr: 'Le consentement manque' },
  code_wrong: { status: 422, en: 'The code is wrong', fr: 'Le code est erroné' },
  code_expired: { status: 422, en: 'The code has expired', fr: 'Le code a expiré' },
  code_tries_exceeded: {
    status: 422,
    en: 'Too many wrong codes: ask for a new one',
    fr: 'Trop de codes erronés : demandez-en un nouveau',
  },
  idempotency_key_reused: {
    status: 422,
    en: 'The key was used for another request',
    fr: 'La clé a servi à une autre demande',
  },
  signer_locked: {
    status: 423,
    en: 'The signer is locked after too many wrong codes',
    fr: 'Le signataire est bloqué après trop de codes erronés',
  },
  rate_limited: { status: 429, en: 'Too many requests', fr: 'Trop de demandes', retryable: true },
  code_resend_too_soon: {
    status: 429,
    en: 'A code was sent a moment ago',
    fr: "Un code vient d'être envoyé",
    retryable: true,
  },
  internal: { status: 500, en: 'The platform failed', fr: 'La plateforme a échoué' },
  unavailable: {
    status: 503,
    en: 'The platform is not available',
    fr: "La plateforme n'est pas disponible",
    retryable: true,
  },
} as const satisfies Record<string, { status: number; en: string; fr: string; retryable?: boolean }>;

/** A stable code of a refusal by the platform. */
export type ErrorCode = keyof typeof errorCodes;
