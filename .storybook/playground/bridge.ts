import type { AfterEach, BeforeEach, LoaderFunction } from 'storybook/internal/csf';
import type { WebComponentsRenderer } from '@storybook/web-components-vite';
import { FORCE_REMOUNT, SELECT_STORY, STORY_THREW_EXCEPTION, UPDATE_GLOBALS } from 'storybook/internal/core-events';
import { addons } from 'storybook/preview-api';
import type { Playground } from '../../packages/elements/src/testing/playground.ts';
import {
  followLink,
  linkFollowed,
  type Loaded,
  ownDocumentAsked,
  ownDocumentName,
  putOwnDocument,
  retire,
  scenario,
} from '../../packages/elements/src/testing/stories.ts';
import { type Act, type Answer, type Ask, events, type View, type Views } from './protocol.ts';
import { snippetsOf } from './snippets.ts';
import { applyState, firmOf, isSameState, mend, type PlayState, readState, untouched } from './state.ts';

type Context = Parameters<BeforeEach<WebComponentsRenderer>>[0];

/** The story on the screen: what its loader made, and what of the visitor's state its platform has. */
interface Shown {
  readonly id: string;
  readonly signal: AbortSignal;
  readonly loaded: Partial<Loaded>;
  readonly replaceable: boolean;
  readonly element: () => Element | null;
  state: PlayState;
  /** The visitor asked to go to the deadline of a collection that has none yet. */
  noDeadline: boolean;
  /** One change at a time. */
  work: Promise<void>;
}

let shown: Shown | undefined;
let starting = true;
/** The story that is shown or being made, and why it could not be made. */
let current = '';
let fault: string | undefined;
/** The story that the state in the globals is meant for; the first one gets what stands in the address. */
let stateIsFor: string | undefined;

const channel = () => addons.getChannel();
const changed = () => channel().emit(events.changed);

/** Platforms whose clock, credit or line the visitor has changed; and those that no story needs any more. */
const touched = new Set<Playground>();
const retired = new Set<Playground>();

/**
 * Before a story is made, what is left of the one before: a platform that the visitor has changed is replaced (a clock
 * doesn't go back), of another one inbox and calls are emptied. One on which he follows a link goes on as it is.
 */
const leave = scenario(async () => {
  const play = shown?.loaded.play;
  starting = true;
  shown = undefined;
  fault = undefined;
  ownDocumentAsked();
  changed();
  if (!play) return;
  if (play === linkFollowed()?.play) return mend(play);
  if (touched.delete(play)) {
    await retire(play);
    retired.add(play);
  } else {
    play.line.fault = undefined;
    await play.developer('DELETE', 'outbox');
    await play.developer('DELETE', 'requests');
  }
});

/** The loader before those of the stories. */
export const quiet: LoaderFunction<WebComponentsRenderer> = (context) => {
  current = context.id;
  return leave(context);
};

/**
 * After a story was made, and again at each change of the globals: the platform gets the visitor's state. A story with a
 * scene of its own (a play function) plays that first.
 */
export const beforeEach: BeforeEach<WebComponentsRenderer> = async (context) => {
  if (context.viewMode !== 'story') return;
  const first = shown?.signal !== context.abortSignal;
  if (first) show(context);
  if (!first || !hasScene(context)) await bringTo(readState(context.globals));
};

/** The scene was played; what the story before has left is gone from the page, and its platform can be closed. */
export const afterEach: AfterEach<WebComponentsRenderer> = async (context) => {
  for (const play of retired) {
    retired.delete(play);
    await play.close();
  }
  if (context.viewMode === 'story') await bringTo(readState(context.globals));
};

const hasScene = (context: Context): boolean => 'playFunction' in context && context.playFunction !== undefined;

function show({ id, abortSignal, loaded, canvasElement, component }: Context): void {
  const replaceable = ownDocumentAsked();
  starting = false;
  shown = {
    id,
    signal: abortSignal,
    loaded: loaded as Partial<Loaded>,
    replaceable,
    element: () => (component === undefined ? null : canvasElement.querySelector(component)),
    state: untouched,
    noDeadline: false,
    work: Promise.resolve(),
  };
  changed();
}

/** What was done to one story is not done to the next: another one begins untouched, and so do the globals. */
async function bringTo(wanted: PlayState): Promise<void> {
  const story = shown;
  if (!story) return;
  stateIsFor ??= story.id;
  if (stateIsFor !== story.id) {
    stateIsFor = story.id;
    if (!isSameState(wanted, untouched)) return void channel().emit(UPDATE_GLOBALS, { globals: untouched });
  }
  const { play } = story.loaded;
  if (!play) return;
  story.work = story.work.then(async () => {
    if (isSameState(story.state, wanted)) return;
    const before = story.state;
    story.state = wanted;
    touched.add(play);
    await applyState(play, before, wanted);
    changed();
  });
  await story.work;
}

type Look = { readonly [V in View]: (story: Shown, play: Playground) => Promise<Views[V]> };

const look: Look = {
  inbox: async (_, play) => ({ messages: (await play.developer<{ data: [] }>('GET', 'outbox')).data.toReversed() }),
  async platform({ loaded, state, noDeadline }, play) {
    const { creditCents } = await firmOf(play);
    return {
      clock: await play.developer('GET', 'clock'),
      creditCents,
      deadline: (loaded.made?.id ?? '') === '' ? 'no collection' : noDeadline ? 'none yet' : 'there',
      lineCutByStory: state.line === '' && play.line.fault !== undefined,
    };
  },
  calls: async (_, play) => ({ entries: (await play.developer<{ data: [] }>('GET', 'requests?limit=200')).data }),
  document: async ({ replaceable }) => ({ name: ownDocumentName(), replaceable }),
  snippets: async ({ element }) => ({ snippets: snippetsOf(element()) }),
};
/** What can be seen of a story that stands alone. */
const withoutPlatform: readonly View[] = ['document', 'snippets'];

async function answer({ view }: Ask): Promise<void> {
  const story = shown;
  let answered: Answer = { view, seen: undefined, starting };
  if (!story && fault !== undefined) {
    // It could not be made of the visitor's own document, perhaps: he can put in another one.
    const own = { name: ownDocumentName(), replaceable: true };
    answered = view === 'document' ? { view, seen: own, starting } : { ...answered, fault };
  }
  try {
    const play = story?.loaded.play;
    if (story && (play || withoutPlatform.includes(view)))
      answered = { view, seen: await look[view](story, play as Playground), starting };
  } catch (error) {
    answered = { ...answered, fault: error instanceof Error ? error.message : String(error) };
  }
  if (story === shown) channel().emit(events.answer, answered);
}

async function act(asked: Act): Promise<void> {
  if (asked.do === 'document') {
    const bytes = asked.url && new Uint8Array(await (await fetch(asked.url)).arrayBuffer());
    putOwnDocument(bytes ? { name: asked.name, bytes } : undefined);
    return void channel().emit(FORCE_REMOUNT, { storyId: current });
  }
  const story = shown;
  if (!story) return;
  const { play, made } = story.loaded;
  switch (asked.do) {
    case 'clear':
      await play?.developer('DELETE', asked.what);
      return void changed();
    case 'follow':
      if (!play) return;
      followLink(play, asked.link);
      return void channel().emit(SELECT_STORY, { storyId: 'elements-signer--invited', viewMode: 'story' });
    case 'to-deadline': {
      if (!play || !made) return;
      const { expiresAt } = await (await play.vendor()).collections.get(made.id);
      const left = expiresAt === null ? 0 : Date.parse(expiresAt) - play.sandbox.clock.now().getTime();
      story.noDeadline = expiresAt === null;
      changed();
      // A second later it has passed.
      if (left > 0) channel().emit(UPDATE_GLOBALS, { globals: { clock: story.state.clock + Math.ceil(left) + 1000 } });
    }
  }
}

/** Listens to the panels. */
export function openBridge(): void {
  channel().on(events.ask, (asked: Ask) => void answer(asked));
  channel().on(STORY_THREW_EXCEPTION, ({ message }: { readonly message: string }) => {
    if (shown) return;
    fault = message;
    starting = false;
    changed();
  });
  channel().on(events.act, (asked: Act) => void act(asked));
}
