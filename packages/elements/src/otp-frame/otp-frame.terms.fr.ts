/** Words of `<jse-otp-frame>` in French. */
export const fr = {
  label: 'Consentement et code confidentiel, sur la plateforme Je Signe Expert',
  opening: 'Ouverture de l’espace sécurisé…',
  unavailable:
    'Le consentement et le code se donnent ici dans un cadre servi par la plateforme, depuis une origine à elle. Cette plateforme-ci n’en a pas : elle tourne dans la page même.',
  blocked:
    'L’espace sécurisé de la plateforme ne s’ouvre pas. Vérifiez votre connexion ; si cela persiste, contactez l’éditeur de ce logiciel.',
  retry: 'Réessayer',
};
/** The terms of `<jse-otp-frame>`. */
export type OtpFrameTerms = typeof fr;
