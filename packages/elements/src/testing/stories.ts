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

/** What a story's loader hands to its rendering. */
export interface Loaded {
  readonly play: Playground;
  readonly client: BrowserClient;
  readonly made: MadeCollection;
}

/** The two documents of the stories. */
export async function storyDocuments(): Promise<PlayedCollection['documents']> {
  return [
    { name: 'Lettre de mission 2026.pdf', bytes: await sampleLetter(3) },
    { name: 'Conditions générales.pdf', bytes: await sampleLetter(2, 'Conditions générales') },
  ];
}
