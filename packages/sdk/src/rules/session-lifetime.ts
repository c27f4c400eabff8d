/** The longest life of a page's session, in milliseconds; apart from the other deadlines, so that a page does not carry those. */
export const sessionLifetime = 3_600_000;
