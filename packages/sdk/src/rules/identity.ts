/** States of the check of a client's identity document, which a signature at advanced level needs first. */
export const identityCheckStates = ['pending', 'accepted', 'rejected'] as const;
/** One of {@link identityCheckStates}. */
export type IdentityCheckState = (typeof identityCheckStates)[number];

/** The two images of an identity document: sizes in bytes, sides in pixels, the reason's length in characters. */
export const identityRules = {
  imageBytes: 4_000_000,
  minSide: 300,
  maxSide: 12_000,
  types: ['image/jpeg', 'image/png'],
  reasonLength: 500,
} as const;
