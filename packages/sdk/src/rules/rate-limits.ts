/**
 * Calls that one caller may make within a window, in seconds: with a back end's tokens, with a page's session, and without
 * either (handshakes, session openings, secure links, sign-in pages, refused credentials), counted for a vendor's software
 * as a whole, since no address is kept.
 */
export const rateLimits = {
  window: 60,
  token: 3000,
  session: 1200,
  anonymous: 600,
} as const;
