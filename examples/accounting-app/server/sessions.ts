import { createHash, randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Store, UserSession } from './store.ts';

const cookie = 'balance';
const weeks2 = 14 * 24 * 3600;

/** A user's session as a request finds it; the cookie holds a random id, the store its hash. */
export interface SessionDoor {
  readonly session: Omit<UserSession, 'at'>;
  /** Puts another session in its place, under a new id: one known before the sign-in is worth nothing after it. */
  renew(session: Omit<UserSession, 'at'>): Promise<void>;
  /** Forgets it, here and in the browser. */
  end(): Promise<void>;
}

/** The session of the request's cookie, or an empty one. */
export function sessionOf(context: Context, store: Store, secure: boolean): SessionDoor {
  const known = getCookie(context, cookie) ?? '';
  const key = keyOf(known);
  // Lax: the cookie must come along when the member returns from the platform's sign-in page.
  const attributes = { httpOnly: true, sameSite: 'Lax', secure, path: '/' } as const;
  return {
    session: store.read().sessions[key] ?? {},
    async renew(session) {
      const id = randomBytes(32).toString('base64url');
      const now = new Date();
      await store.change(({ sessions }) => {
        Reflect.deleteProperty(sessions, key);
        for (const [old, { at }] of Object.entries(sessions))
          if (now.getTime() - Date.parse(at) > weeks2 * 1000) Reflect.deleteProperty(sessions, old);
        sessions[keyOf(id)] = { ...session, at: now.toISOString() };
      });
      setCookie(context, cookie, id, { ...attributes, maxAge: weeks2 });
    },
    async end() {
      await store.change(({ sessions }) => Reflect.deleteProperty(sessions, key));
      deleteCookie(context, cookie, attributes);
    },
  };
}

const keyOf = (id: string): string => createHash('sha256').update(id).digest('hex');
