import type { Collection, Me } from '@jse/sdk/browser';

/** A client of the firm. */
export interface Customer {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly company: string;
  readonly email: string;
  readonly phone: string;
}
/** A collection with the name of the client it was made for. */
export type OwnCollection = Collection & { readonly customer: string };
/** Who is signed in, and where the platform is. */
export interface SessionInfo {
  readonly platform: { readonly baseUrl: string; readonly editor: string };
  readonly sandbox: boolean;
  readonly firm: Me['firm'] | null;
  readonly member: Me['member'];
}
/** A message of the sandbox's post office. */
export interface SandboxMessage {
  readonly id: string;
  readonly channel: 'email' | 'sms';
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly at: string;
}

/** What the back end refused, in the user's words; `fields` by the name of the form's field. */
export class ApiError extends Error {
  readonly code: string;
  readonly fields: Readonly<Record<string, string>>;

  constructor(code: string, message: string, fields: Readonly<Record<string, string>> = {}) {
    super(message);
    this.code = code;
    this.fields = fields;
  }
}

/** Calls the software's own back end. */
export async function api<T>(
  path: string,
  init: { method?: string; json?: unknown; form?: FormData } = {},
): Promise<T> {
  const { json, form, method = json === undefined && form === undefined ? 'GET' : 'POST' } = init;
  const request: RequestInit = { method, credentials: 'same-origin' };
  if (json !== undefined) {
    request.headers = { 'content-type': 'application/json' };
    request.body = JSON.stringify(json);
  }
  if (form) request.body = form;
  const answer = await fetch(path, request).catch(() => {
    throw new ApiError('network', 'Le serveur est injoignable. Vérifiez votre connexion.');
  });
  const body: unknown = await answer.json().catch(() => ({}));
  if (answer.ok) return body as T;
  const {
    code = 'internal',
    title = 'Une erreur est survenue.',
    errors,
  } = body as { code?: string; title?: string; errors?: Record<string, string> };
  throw new ApiError(code, title, errors);
}
