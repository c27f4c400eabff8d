/** States of the check of a client's identity document, which a signature at advanced level needs first. */
export const identityCheckStates = ['pending', 'accepted', 'rejected'] as const;
/** One of {@link identityCheckStates}. */
export type IdentityCheckState = (typeof identityCheckStates)[number];
