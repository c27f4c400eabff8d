import { Asn1Fault } from '../asn1/tlv.ts';
import type { Certificate } from './certificate.ts';
import {
  certificatePoliciesOf,
  inhibitAnyPolicyOf,
  policyConstraintsOf,
  policyMappingsOf,
  type PolicyConstraints,
} from './extensions.ts';

/** The policy anyPolicy (RFC 5280, 4.2.1.4). */
export const anyPolicy = '2.5.29.32.0';
const maxPolicies = 512;

/** The inputs of RFC 5280, 6.1.1 (c) to (g). `initialPolicies` absent, or with anyPolicy: any will do. */
export interface PolicyInputs {
  readonly initialPolicies?: readonly string[];
  readonly requireExplicitPolicy?: boolean;
  readonly inhibitPolicyMapping?: boolean;
  readonly inhibitAnyPolicy?: boolean;
}

/**
 * A node of the newest depth: what policies of the next certificate it takes, and the policies of the anchor's own
 * domain that it comes from.
 */
interface Node {
  readonly expected: ReadonlySet<string>;
  readonly origins: ReadonlySet<string>;
}

/**
 * The policies that are valid along a path: the valid policy graph of RFC 9618 (which gives what the tree of RFC 5280
 * gives, and grows with the policies instead of exponentially). Only the newest depth is kept: a branch that does not
 * reach it is one that would be pruned.
 */
export class PolicyGraph {
  readonly #user: ReadonlySet<string> | null;
  #nodes: ReadonlyMap<string, Node> = new Map([[anyPolicy, { expected: new Set([anyPolicy]), origins: new Set() }]]);
  #explicit: number;
  #mapping: number;
  #inhibitAny: number;

  /** `length` counts the certificates of the path without the anchor, which binds by its own policies (RFC 5937, 3.2). */
  constructor(inputs: PolicyInputs, length: number, anchor: Certificate) {
    this.#explicit = inputs.requireExplicitPolicy ? 0 : length + 1;
    this.#mapping = inputs.inhibitPolicyMapping ? 0 : length + 1;
    this.#inhibitAny = inputs.inhibitAnyPolicy ? 0 : length + 1;
    const wanted = inputs.initialPolicies;
    const user = wanted && !wanted.includes(anyPolicy) ? new Set(wanted) : null;
    const own = policiesIn(anchor);
    const limited = own && !own.includes(anyPolicy);
    this.#user = limited ? new Set(own.filter((policy) => !user || user.has(policy))) : user;
    this.#constrain(policyConstraintsOf(anchor), inhibitAnyPolicyOf(anchor));
  }

  /** Takes the policies of the next certificate (6.1.3 (d) to (f)). False where none is left and one is required. */
  take(certificate: Certificate, selfIssuedAuthority: boolean): boolean {
    const own = policiesIn(certificate);
    this.#nodes = own ? this.#children(own, this.#inhibitAny > 0 || selfIssuedAuthority) : new Map();
    return this.#explicit > 0 || this.#nodes.size > 0;
  }

  #children(own: readonly string[], anyCounts: boolean): Map<string, Node> {
    const children = new Map<string, Node>();
    const takers = new Map<string, Node[]>();
    for (const node of this.#nodes.values()) {
      for (const policy of node.expected) takers.set(policy, [...(takers.get(policy) ?? []), node]);
    }
    for (const policy of own) {
      if (policy === anyPolicy) continue;
      const parents = takers.get(policy);
      if (parents) children.set(policy, childOf(policy, parents));
      else if (this.#nodes.has(anyPolicy)) {
        children.set(policy, { expected: new Set([policy]), origins: new Set([policy]) });
      }
    }
    if (!own.includes(anyPolicy) || !anyCounts) return children;
    for (const [policy, parents] of takers) if (!children.has(policy)) children.set(policy, childOf(policy, parents));
    return children;
  }

  /** What an authority's certificate changes for those below it (6.1.4 (a), (b), (h) to (j)). Throws Asn1Fault. */
  prepare(certificate: Certificate, selfIssued: boolean): void {
    const mappings = policyMappingsOf(certificate);
    if (mappings.length > maxPolicies) throw new Asn1Fault('too many policy mappings', 0);
    const mapped = new Map<string, Set<string>>();
    for (const [issuer, subject] of mappings) {
      if (issuer === anyPolicy || subject === anyPolicy) throw new Asn1Fault('a mapping of anyPolicy', 0);
      mapped.set(issuer, (mapped.get(issuer) ?? new Set<string>()).add(subject));
    }
    const nodes = new Map(this.#nodes);
    for (const [policy, expected] of mapped) {
      const node = nodes.get(policy);
      if (this.#mapping === 0) nodes.delete(policy);
      else if (node) nodes.set(policy, { ...node, expected });
      else if (nodes.has(anyPolicy)) nodes.set(policy, { expected, origins: new Set([policy]) });
    }
    this.#nodes = nodes;
    if (!selfIssued) {
      this.#explicit = Math.max(0, this.#explicit - 1);
      this.#mapping = Math.max(0, this.#mapping - 1);
      this.#inhibitAny = Math.max(0, this.#inhibitAny - 1);
    }
    this.#constrain(policyConstraintsOf(certificate), inhibitAnyPolicyOf(certificate));
  }

  #constrain({ requireExplicitPolicy, inhibitPolicyMapping }: PolicyConstraints, inhibitAny: number | null): void {
    this.#explicit = Math.min(this.#explicit, requireExplicitPolicy ?? this.#explicit);
    this.#mapping = Math.min(this.#mapping, inhibitPolicyMapping ?? this.#mapping);
    this.#inhibitAny = Math.min(this.#inhibitAny, inhibitAny ?? this.#inhibitAny);
  }

  /** Whether the path stands as far as policies go (6.1.5 (a), (b), (g)). Throws Asn1Fault. */
  conclude(leaf: Certificate): boolean {
    const required = Math.max(0, this.#explicit - 1) === 0 || policyConstraintsOf(leaf).requireExplicitPolicy === 0;
    if (!required) return true;
    const user = this.#user;
    if (!user) return this.#nodes.size > 0;
    return [...this.#nodes].some(([policy, { origins }]) => {
      return policy === anyPolicy ? user.size > 0 : [...origins].some((origin) => user.has(origin));
    });
  }
}

const childOf = (policy: string, parents: readonly Node[]): Node => ({
  expected: new Set([policy]),
  origins: new Set(parents.flatMap(({ origins }) => [...origins])),
});

function policiesIn(certificate: Certificate): string[] | null {
  const own = certificatePoliciesOf(certificate);
  if (own && own.length > maxPolicies) throw new Asn1Fault('too many policies', 0);
  if (own && new Set(own).size !== own.length) throw new Asn1Fault('a policy occurs twice', 0);
  return own;
}
