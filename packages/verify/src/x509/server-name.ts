import type { Certificate } from './certificate.ts';
import { asciiOf, nameForms, subjectAltNamesOf } from './general-name.ts';

/**
 * Whether a certificate is for a server (RFC 9525): its alternative names alone count, a wildcard stands for the whole
 * leftmost label, an address is compared as an address. Throws Asn1Fault.
 */
export function namesServer(certificate: Certificate, serverName: string): boolean {
  const address = addressOf(serverName);
  const wanted = serverName.toLowerCase().replace(/\.$/, '');
  return subjectAltNamesOf(certificate).some(({ form, value }) => {
    if (address) return form === nameForms.iPAddress && String(value) === String(address);
    if (form !== nameForms.dNSName || wanted === '') return false;
    const name = asciiOf(value).toLowerCase().replace(/\.$/, '');
    if (!name.startsWith('*.')) return name === wanted;
    const rest = name.slice(1);
    return (
      rest.slice(1).includes('.') &&
      wanted.endsWith(rest) &&
      !wanted.slice(0, -rest.length).includes('.') &&
      wanted !== rest
    );
  });
}

function addressOf(text: string): Uint8Array | null {
  const four = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1).map(Number);
  if (four) return four.every((part) => part < 256) ? Uint8Array.from(four) : null;
  if (!text.includes(':')) return null;
  const [head = '', tail] = text.replace(/^\[|\]$/g, '').split('::');
  const groups = (part: string): string[] => (part ? part.split(':') : []);
  const [first, last] = [groups(head), groups(tail ?? '')];
  const missing = tail === undefined ? 0 : 8 - first.length - last.length;
  const all = [...first, ...Array<string>(Math.max(0, missing)).fill('0'), ...last];
  if (all.length !== 8 || !all.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return null;
  return Uint8Array.from(all.flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255]));
}
