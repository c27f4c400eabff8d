import type { Message } from '../../packages/sandbox/src/index.ts';
import type { ClockState } from '../../packages/sandbox/src/console/client/views/clock.ts';
import type { RequestEntry } from '../../packages/sandbox/src/developer/request-log.ts';
import type { Snippet } from './snippets.ts';

/** What the panels and the shown story tell each other over Storybook's channel. */
export const events = {
  /** A panel wants to see: `Ask`. */
  ask: 'jse/playground/ask',
  /** What it sees: `Answer`. */
  answer: 'jse/playground/answer',
  /** A panel wants something done: `Act`. */
  act: 'jse/playground/act',
  /** The story was shown anew, or something was done to its platform: what was seen is out of date. */
  changed: 'jse/playground/changed',
} as const;

/** What each panel sees. */
export interface Views {
  readonly inbox: { readonly messages: readonly Message[] };
  readonly platform: {
    readonly clock: ClockState;
    readonly creditCents: number;
    /** Whether there is a deadline to go to: that of the story's collection, once it is launched. */
    readonly deadline: 'there' | 'none yet' | 'no collection';
    /** A line that the story itself has cut; undefined when it did not. */
    readonly lineCutByStory: boolean;
  };
  readonly calls: { readonly entries: readonly (RequestEntry & { readonly id: string })[] };
  readonly document: { readonly name: string | undefined; readonly replaceable: boolean };
  readonly snippets: { readonly snippets: readonly Snippet[] };
}
export type View = keyof Views;

export interface Ask {
  readonly view: View;
}

/** What is seen; nothing where the story has no platform behind it, or is still being made. */
export interface Answer<V extends View = View> {
  readonly view: V;
  readonly seen: Views[V] | undefined;
  readonly starting: boolean;
  readonly fault?: string;
}

export type Act =
  | { readonly do: 'to-deadline' }
  | { readonly do: 'clear'; readonly what: 'outbox' | 'requests' }
  | { readonly do: 'follow'; readonly link: string }
  /** The visitor's own document as an object URL of this origin (its bytes stay in the browser), or none again. */
  | { readonly do: 'document'; readonly name: string; readonly url: string | undefined };
