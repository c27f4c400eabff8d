import { JseError } from '../errors.ts';

/**
 * Fills the braces of an operation's path. A value that is empty or would climb (`.`, `..`) is refused: encoding does
 * not save those from URL normalisation.
 */
export function fillPath(path: string, params: Readonly<Record<string, string>>): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined || value === '' || value === '.' || value === '..') {
      throw new JseError('configuration', `${name} of ${path} is missing or not an id`);
    }
    return encodeURIComponent(value);
  });
}

/** The URL of an operation; query entries that are undefined are left out. */
export function operationUrl(
  base: string,
  path: string,
  params: Readonly<Record<string, string>>,
  query: Readonly<Record<string, string | undefined>> = {},
): URL {
  const url = new URL(base + fillPath(path, params));
  for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, value);
  return url;
}

/**
 * The base of all paths, without a slash at the end. Tokens travel over https only; plain http is for loopback, or for
 * a caller who brings his own fetch.
 */
export function operationBase(baseUrl: string, editor: string, ownFetch: boolean): string {
  const { protocol, hostname, origin, pathname, username, password, search, hash } = parse(baseUrl);
  const loopback = /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
  const safe = protocol === 'https:' || (protocol === 'http:' && (loopback || ownFetch));
  if (!safe || username || password || search || hash) throw new JseError('configuration', badBase);
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(editor)) throw new JseError('configuration', 'editor is not an editor shortcut');
  return `${origin}${pathname.replace(/\/+$/, '')}/editor/${editor}`;
}

const badBase = 'baseUrl must be https (http for loopback only) without credentials, query or fragment';

function parse(url: string): URL {
  try {
    return new URL(url);
  } catch (cause) {
    throw new JseError('configuration', badBase, { cause });
  }
}
