import type { OpenSession } from '../codecs/session.ts';
import { sessionLifetime } from '../rules/session-lifetime.ts';

const margin = 60_000;

/** Keeps a page's session: opened when first needed, once for all who wait, and anew before it expires. */
export interface SessionKeeper {
  readonly current: () => Promise<OpenSession>;
  /** Forgets a session that the platform no longer takes, unless it was replaced meanwhile. */
  readonly drop: (token: string) => void;
  /** Resolves when the session that is being opened, if one is, has opened or failed; never rejects. */
  readonly idle: () => Promise<unknown> | undefined;
  /** The session in use, if one is open. */
  readonly held: () => OpenSession | undefined;
}

/** Makes a keeper over a function that opens a session. `now` in milliseconds. */
export function createSessionKeeper(open: () => Promise<OpenSession>, now: () => number = Date.now): SessionKeeper {
  let session: OpenSession | undefined;
  let renewAt = 0;
  let opening: Promise<OpenSession> | undefined;
  const openOnce = () =>
    (opening ??= open()
      .then((opened) => {
        session = opened;
        renewAt = now() + lifetime(opened, now()) - margin;
        return opened;
      })
      .finally(() => (opening = undefined)));
  return {
    async current() {
      if (session === undefined) return openOnce();
      if (now() < renewAt) return session;
      // The old session still works for a minute: a renewal that fails now is no failure yet.
      const old = session;
      renewAt = now() + margin / 4;
      return openOnce().catch(() => old);
    },
    drop(token) {
      if (session?.token === token) session = undefined;
    },
    idle: () => opening?.catch(() => undefined),
    held: () => session,
  };
}

/** Milliseconds a session lives from now; where the device's clock is plainly off, the platform's longest. */
function lifetime({ session }: OpenSession, now: number): number {
  const left = Date.parse(session.expiresAt) - now;
  return left > margin && left <= sessionLifetime ? left : sessionLifetime;
}
