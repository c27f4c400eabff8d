const kept = 'jse-developer-token';

/** A refusal by the sandbox, or its silence (status 0). */
export class ApiError extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Whether a token is at hand. */
export const hasToken = (): boolean => sessionStorage.getItem(kept) !== null;
/** Keeps the token for this tab. */
export const keepToken = (token: string): void => sessionStorage.setItem(kept, token);
/** Forgets the token. */
export const forgetToken = (): void => sessionStorage.removeItem(kept);

/** Calls the console's API; the token travels in the header only. */
export async function call<T>(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<T> {
  const headers: Record<string, string> = { authorization: `Bearer ${sessionStorage.getItem(kept) ?? ''}` };
  if (body !== undefined) headers['content-type'] = 'application/json';
  let response: Response;
  try {
    const init = {
      method,
      headers,
      body: body === undefined ? null : JSON.stringify(body),
      cache: 'no-store',
    } as const;
    response = await fetch(`/sandbox/${path}`, init);
  } catch (cause) {
    throw new ApiError(0, cause instanceof Error ? cause.message : '');
  }
  const answer: unknown = await response.json().catch(() => ({}));
  if (response.ok) return answer as T;
  throw new ApiError(response.status, (answer as { detail?: string }).detail ?? response.statusText);
}

/** Trades the ticket of a one-time link for the token. */
export async function redeem(ticket: string): Promise<void> {
  const { token } = await call<{ token: string }>('POST', 'entry', { ticket });
  keepToken(token);
}
