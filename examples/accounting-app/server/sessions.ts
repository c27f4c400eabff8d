import { createHash, randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { Store, UserSession } from './store.ts';

const cookie = 'balance';
const weeks2 = 14 * 24 * 3600;

/** A user's session as a request finds it; the cookie holds a random id, the store its hash. */
export interface SessionDoor {
  readonly session: UserSession;
  save(session: UserSession): Promise<void>;
}

/** The session of the request's cookie, or a new empty one whose cookie goes out with the answer. */
export function sessionOf(context: Context, store: Store, secure: boolean): SessionDoor {
  const known = getCookie(context, cookie);
  const id = known && /^[\w-]{43}$/.test(known) ? known : randomBytes(32).toString('base64url');
  const key = createHash('sha256').update(id).digest('hex');
  return {
    session: store.read().sessions[key] ?? {},
    async save(session) {
      await store.change((data) => {
        data.sessions[key] = session;
      });
      // Lax: the cookie must come along when the member returns from the platform's sign-in page.
      setCookie(context, cookie, id, { httpOnly: true, sameSite: 'Lax', secure, path: '/', maxAge: weeks2 });
    },
  };
}
