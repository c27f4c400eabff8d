import { Asn1Fault, childrenOf, contentOf, isContext, readTlv } from '../asn1/tlv.ts';
import { extensionOf, type Certificate } from './certificate.ts';
import { extensionOids } from './extensions.ts';
import {
  asciiOf,
  generalNameOf,
  nameForms,
  subjectAltNamesOf,
  utf8MailboxOf,
  type GeneralName,
} from './general-name.ts';
import { attributesOf, isEmptyName, nameStartsWith } from './name.ts';

const emailAddress = '1.2.840.113549.1.9.1';
/** Names times subtrees that are compared for one certificate: beyond, the path is refused rather than worked on. */
const maxComparisons = 200_000;

/** Subtrees of one NameConstraints extension. */
interface Subtrees {
  readonly permitted: readonly GeneralName[];
  readonly excluded: readonly GeneralName[];
}

/** Reads NameConstraints (RFC 5280, 4.2.1.10); null where absent. Throws Asn1Fault, also for a minimum or maximum. */
function nameConstraintsOf(certificate: Certificate): Subtrees | null {
  const extension = extensionOf(certificate, extensionOids.nameConstraints);
  if (!extension) return null;
  const parts = childrenOf(readTlv(extension.value));
  const subtrees = (tag: number): GeneralName[] => {
    const list = parts.find((part) => isContext(part, tag));
    return (list ? childrenOf(list) : []).map((subtree) => {
      const [base, ...bounds] = childrenOf(subtree);
      const odd = bounds.some((bound) => !isContext(bound, 0) || contentOf(bound).some((byte) => byte !== 0));
      if (!base || odd) throw new Asn1Fault('a name constraint has bounds', subtree.start);
      return generalNameOf(base);
    });
  };
  if (parts.some((part) => !isContext(part, 0) && !isContext(part, 1))) throw new Asn1Fault('name constraints', 0);
  return { permitted: subtrees(0), excluded: subtrees(1) };
}

/**
 * The name constraints in force along a path (RFC 5280, 6.1.1 (b), (c) and 6.1.4 (g)): what each authority permits must
 * all be met, what any excludes is excluded.
 */
export class NameConstraints {
  readonly #inForce: Subtrees[] = [];

  /** Takes what a certificate demands of all below it. Throws Asn1Fault. */
  add(certificate: Certificate): void {
    const subtrees = nameConstraintsOf(certificate);
    if (subtrees) this.#inForce.push(subtrees);
  }

  /** Whether all names of a certificate are allowed (6.1.3 (b), (c)). Throws Asn1Fault. */
  allow(certificate: Certificate): boolean {
    if (this.#inForce.length === 0) return true;
    const names = namesOf(certificate);
    const subtrees = this.#inForce.reduce(
      (sum, { permitted, excluded }) => sum + permitted.length + excluded.length,
      0,
    );
    if (names.length * subtrees > maxComparisons) return false;
    return this.#inForce.every(({ permitted, excluded }) => {
      return names.every((name) => isPermitted(name, permitted) && !excluded.some((base) => isExcluded(name, base)));
    });
  }
}

/** The subject, its e-mail addresses, and all alternative names. */
function namesOf(certificate: Certificate): GeneralName[] {
  const names: GeneralName[] = [];
  if (!isEmptyName(certificate.subject)) names.push({ form: nameForms.directoryName, value: certificate.subject });
  for (const { text, raw } of attributesOf(certificate.subject, emailAddress)) {
    names.push({ form: nameForms.rfc822Name, value: text === null ? raw : new TextEncoder().encode(text) });
  }
  for (const name of subjectAltNamesOf(certificate)) {
    names.push(name);
    const mailbox = utf8MailboxOf(name);
    if (mailbox !== null) names.push({ form: nameForms.rfc822Name, value: new TextEncoder().encode(mailbox) });
  }
  return names;
}

function isPermitted(name: GeneralName, permitted: readonly GeneralName[]): boolean {
  const same = permitted.filter(({ form }) => form === name.form);
  return same.length === 0 || same.some((base) => matches(name, base) === true);
}

/** A name whose form is not understood, or that is malformed, counts as excluded where its form is constrained. */
const isExcluded = (name: GeneralName, base: GeneralName): boolean =>
  name.form === base.form && (matches(name, base) !== false || wildcardCovers(name, base));

/** Whether a name lies in a subtree; null where it can't be told. */
function matches({ form, value }: GeneralName, base: GeneralName): boolean | null {
  switch (form) {
    case nameForms.directoryName:
      return nameStartsWith(value, base.value);
    case nameForms.dNSName:
      return dnsMatches(asciiOf(value), asciiOf(base.value));
    case nameForms.rfc822Name:
      return mailboxMatches(new TextDecoder().decode(value), asciiOf(base.value));
    case nameForms.uniformResourceIdentifier:
      return uriMatches(asciiOf(value), asciiOf(base.value));
    case nameForms.iPAddress:
      return addressMatches(value, base.value);
    default:
      return null;
  }
}

const hostPattern = /^(?:\*\.)?[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*\.?$/i;
const plain = (host: string): string => host.toLowerCase().replace(/\.$/, '');

function dnsMatches(name: string, base: string): boolean | null {
  if (!hostPattern.test(name)) return null;
  if (base === '') return true;
  const [host, tree] = [plain(name), plain(base)];
  if (tree.startsWith('.')) return host.endsWith(tree);
  return host === tree || host.endsWith(`.${tree}`);
}

/** "*.example.fr" stands for "a.example.fr" too, which may be excluded. */
function wildcardCovers(name: GeneralName, base: GeneralName): boolean {
  if (name.form !== nameForms.dNSName) return false;
  const host = plain(asciiOf(name.value));
  return host.startsWith('*.') && plain(asciiOf(base.value)).endsWith(host.slice(1));
}

/** A constraint is a mailbox, a host, or, with a leading period, all hosts below a domain. */
function mailboxMatches(name: string, base: string): boolean | null {
  const at = name.lastIndexOf('@');
  const host = plain(name.slice(at + 1));
  if (at < 1 || !hostPattern.test(host)) return null;
  if (base === '') return true;
  const separator = base.lastIndexOf('@');
  if (separator >= 0)
    return name.slice(0, at) === base.slice(0, separator) && host === plain(base.slice(separator + 1));
  return hostMatches(host, base);
}

function hostMatches(host: string, base: string): boolean {
  const tree = plain(base);
  return tree.startsWith('.') ? host.endsWith(tree) : host === tree;
}

/** The host of a URI; one without a host, or with an address for it, can't be told (4.2.1.10). */
function uriMatches(name: string, base: string): boolean | null {
  const host = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([^/?#:@[\]]+)(?::\d*)?(?:[/?#]|$)/i.exec(name)?.[1];
  if (!host || !hostPattern.test(host) || host.startsWith('*') || /^[\d.]+$/.test(host)) return null;
  return base === '' || hostMatches(plain(host), base);
}

function addressMatches(address: Uint8Array, base: Uint8Array): boolean | null {
  if (address.length !== 4 && address.length !== 16) return null;
  if (base.length !== 8 && base.length !== 32) return null;
  if (base.length !== 2 * address.length) return false;
  return address.every((byte, index) => {
    const mask = base[address.length + index] as number;
    return (byte & mask) === ((base[index] as number) & mask);
  });
}
