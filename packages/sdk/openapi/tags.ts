import type { Operation } from '../src/contract/index.ts';

/** The groups of the document, in its order: what is in them, and the first part of the paths that belong there. */
const groups = {
  access: { description: 'Handshake, members, embed codes and sessions', paths: [] },
  collections: {
    description: 'Collections with their documents, signers and placements',
    paths: ['transaction'],
  },
  people: {
    description: 'Contacts, templates and identity checks',
    paths: ['contact', 'template', 'identity', 'identityCheck'],
  },
  ceremonies: { description: 'Acts of signing, and what waits for them', paths: ['ceremony', 'parapheur'] },
  money: { description: 'Credit, estimates and statements', paths: ['credit', 'statement', 'estimate'] },
  events: { description: 'Events, webhooks and their log', paths: ['webhook', 'event'] },
} as const satisfies Record<string, { description: string; paths: readonly string[] }>;

type Tag = keyof typeof groups;

/** The group of an operation; what belongs nowhere else is access. */
export function tagOf({ path }: Pick<Operation, 'path'>): Tag {
  const [, first = ''] = path.split('/');
  const found = Object.entries(groups).find(([, { paths }]) => (paths as readonly string[]).includes(first));
  return (found?.[0] as Tag | undefined) ?? 'access';
}

/** The groups that these operations fall into, as the document lists them. */
export function tagsOf(operations: readonly Operation[]): { name: Tag; description: string }[] {
  const used = new Set(operations.map(tagOf));
  return (Object.keys(groups) as Tag[])
    .filter((name) => used.has(name))
    .map((name) => ({ name, description: groups[name].description }));
}
