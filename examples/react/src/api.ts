/** What our back end says of who is signed in, and where the platform is. */
export interface Me {
  readonly firm: string;
  readonly member: string | null;
  readonly baseUrl: string;
  readonly editor: string;
}

/** Nobody is signed in, or the five days are over. */
export class SignedOut extends Error {}

/** Asks our back end; rejects with its words. */
export async function api<T>(path: string, init: RequestInit = {}): Promise<T> {
  const answer = await fetch(path, init);
  const body: unknown = await answer.json();
  if (answer.ok) return body as T;
  const { message } = body as { message: string };
  throw answer.status === 401 ? new SignedOut(message) : new Error(message);
}
