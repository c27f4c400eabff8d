import { OptionError } from './option-error.ts';

/**
 * The platform's public address as certificates, links and DPoP proofs name it: an origin, without a slash at the end. What
 * has a path, a query or a password is refused (`base_url_invalid`): the platform serves whole origins.
 */
export function baseUrlOf(given: string): string {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || /[?#@]/.test(given)) {
    throw new OptionError(
      'base_url_invalid',
      `The public address must be like https://sign.example, without path, query or password; not ${given}`,
    );
  }
  return url.origin;
}

/** Whether browsers let a page of this address sign: over https, or on the machine itself (Secure Contexts §3.1). */
export function isSecureBase(baseUrl: string): boolean {
  const { protocol, hostname } = new URL(baseUrl);
  return protocol === 'https:' || isLoopback(hostname);
}

/** Where the platform is when nobody says so: at the interface it listens on, by name where that is this machine's own. */
export function localBaseUrl(hostname: string, port: number): string {
  const everywhere = ['0.0.0.0', '::'].includes(hostname);
  return originAt(everywhere || isLoopback(hostname) ? 'localhost' : hostname, port);
}

/** The http origin of a host and port; an IPv6 address gets its brackets. */
export const originAt = (hostname: string, port: number): string =>
  `http://${hostname.includes(':') ? `[${hostname}]` : hostname}:${port}`;

const isLoopback = (hostname: string): boolean =>
  /^(?:.+\.)?localhost$|^127(?:\.\d{1,3}){3}$|^\[?::1\]?$/.test(hostname);
