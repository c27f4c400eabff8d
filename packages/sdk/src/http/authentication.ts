import { JseError } from '../errors.ts';

/** Puts credentials onto one attempt of a call; called anew for each attempt. */
export type Authenticate = (request: Request) => Promise<void>;

/** The tokens of a vendor's back end; `userToken` acts for a member. */
export interface Tokens {
  readonly officeToken: string;
  readonly userToken?: string | undefined;
}

const isToken = (value: unknown): value is string => typeof value === 'string' && /^[\x21-\x7e]+$/.test(value);

/** Sends the office token always, the user token where there is one. */
export function tokenAuthentication({ officeToken, userToken }: Tokens): Authenticate {
  if (!isToken(officeToken)) throw new JseError('configuration', 'officeToken is missing or not a token');
  if (userToken !== undefined && !isToken(userToken)) throw new JseError('configuration', 'userToken is not a token');
  return async (request) => {
    request.headers.set('JSE-EDITOR-TOKEN-OFFICE', officeToken);
    if (userToken !== undefined) request.headers.set('JSE-EDITOR-TOKEN-USER', userToken);
  };
}

/** For calls that prove themselves otherwise (the handshake's HMAC stands in its path). */
export const noAuthentication: Authenticate = async () => {};
