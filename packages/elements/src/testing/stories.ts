import type { BrowserClient } from '@jse/sdk/browser';
import { type MadeCollection, type PlayedCollection, type Playground, startPlayground } from './playground.ts';
import { sampleLetter } from './sample-letter.ts';

const started = new Map<string, Promise<Playground>>();

/** The platform of a story's page: one for all stories that leave clock, credit and line alone, else one by name. */
export function playgroundOf(name = 'shared', creditCents?: number): Promise<Playground> {
  let play = started.get(name);
  if (!play) {
    play = startPlayground(creditCents);
    started.set(name, play);
  }
  return play;
}

/** Takes a platform that a visitor has changed out of use: who asks for its name gets a fresh one. It is not closed yet. */
export async function retire(play: Playground): Promise<void> {
  for (const [name, one] of started) if ((await one) === play) started.delete(name);
}

/**
 * A story's loader that runs once for each time the story is shown: Storybook runs loaders again whenever a control, the
 * language or the scheme is changed, and what the visitor has done by then would be lost.
 */
export function scenario<T>(make: () => Promise<T>): (context: { readonly abortSignal: AbortSignal }) => Promise<T> {
  const made = new WeakMap<AbortSignal, Promise<T>>();
  return ({ abortSignal }) => {
    const before = made.get(abortSignal);
    if (before) return before;
    const making = make();
    made.set(abortSignal, making);
    return making;
  };
}

/** What a story's loader hands to its rendering. */
export interface Loaded {
  readonly play: Playground;
  readonly client: BrowserClient;
  readonly made: MadeCollection;
}

/** A document of a story. */
export type PlayedDocument = PlayedCollection['documents'][number];

let own: PlayedDocument | undefined;
let asked = false;

/** Takes the visitor's own document in the place of a story's first one, from the next scenario on; or none again. */
export const putOwnDocument = (document: PlayedDocument | undefined): void => void (own = document);

/** The visitor's own document, if he has put one in; a story that asks has a document that can be replaced. */
export function ownDocument(): PlayedDocument | undefined {
  asked = true;
  return own;
}

/** The name of what the visitor has put in. */
export const ownDocumentName = (): string | undefined => own?.name;

/** Whether a story has asked for it since the last time that this was called. */
export function ownDocumentAsked(): boolean {
  const before = asked;
  asked = false;
  return before;
}

/** The two documents of the stories, the first one the visitor's own if he has put one in. */
export async function storyDocuments(): Promise<PlayedCollection['documents']> {
  return [
    ownDocument() ?? { name: 'Lettre de mission 2026.pdf', bytes: await sampleLetter(3) },
    { name: 'Conditions générales.pdf', bytes: await sampleLetter(2, 'Conditions générales') },
  ];
}

let followedLink: { readonly play: Playground; readonly link: string } | undefined;

/** Keeps the link of an invitation that the visitor follows in the inbox, for the story that opens it. */
export const followLink = (play: Playground, link: string): void => void (followedLink = { play, link });

/** The platform and the link that the visitor has just followed, if there is one. */
export const linkFollowed = (): typeof followedLink => followedLink;

/** Takes it, so that the story shown the next time begins anew. */
export function takeLink(): typeof followedLink {
  const link = followedLink;
  followedLink = undefined;
  return link;
}
