import ipaddr from 'ipaddr.js';

/** Addresses that are routed publicly and yet answer inside a cloud only: its metadata and agents. */
const insideClouds = new Set(['168.63.129.16']);
/** Global unicast (RFC 4291 §2.4): all that IPv6 has on the Internet so far. */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an IP address is one of the public Internet. Loopback, private, shared (CGNAT), link-local (where clouds keep
 * their metadata), multicast, documentation, and every IPv6 form that carries an IPv4 address (mapped, NAT64, 6to4,
 * Teredo) are not; neither is what is no IP address.
 */
export function isPublicAddress(address: string): boolean {
  const plain = address.replace(/^\[(.*)\]$/, '$1');
  if (!ipaddr.IPv4.isValidFourPartDecimal(plain) && !ipaddr.IPv6.isValid(plain)) return false;
  const parsed = ipaddr.parse(plain);
  if (parsed.range() !== 'unicast' || insideClouds.has(parsed.toString())) return false;
  return parsed.kind() === 'ipv4' || (parsed as ipaddr.IPv6).match(globalUnicast);
}

/** Whether a host name of a URL is an IP address rather than a name. */
export const isAddress = (hostname: string): boolean => ipaddr.isValid(hostname.replace(/^\[(.*)\]$/, '$1'));
