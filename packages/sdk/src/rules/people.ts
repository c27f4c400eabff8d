/** Rights of a member, set by the expert only. Only `sign` needs a certificate of the member's own. */
export const delegations = ['sign', 'seal', 'prepare', 'launch'] as const;
/** One of {@link delegations}. */
export type Delegation = (typeof delegations)[number];

/** Levels on offer; `seal` is the firm's act, the others a person's. `qualified` is refused with an explanation. */
export const signatureLevels = ['simple', 'advanced', 'seal'] as const;
/** One of {@link signatureLevels}. */
export type SignatureLevel = (typeof signatureLevels)[number];

/** What an embed session may be minted for. */
export const sessionPurposes = ['prepare', 'place', 'sign', 'parapheur', 'follow'] as const;
/** One of {@link sessionPurposes}. */
export type SessionPurpose = (typeof sessionPurposes)[number];

/** Years that a certificate of each kind lives. */
export const certificateYears = { expert: 3, client: 5, seal: 3 } as const;

/** Advanced electronic signature profiles that the platform can make (EN 319 142-1); B-LT is the default. */
export const padesLevels = ['B-B', 'B-T', 'B-LT', 'B-LTA'] as const;
/** One of {@link padesLevels}. */
export type PadesLevel = (typeof padesLevels)[number];
