import * as React from 'react';
import { useGlobals } from 'storybook/manager-api';
import { addons } from 'storybook/manager-api';
import { type Act, type Answer, events, type View, type Views } from '../playground/protocol.ts';
import { type PlayState, readState } from '../playground/state.ts';
import { type Words, wordsIn, writing } from './words.ts';

const everyMs = 1500;

/** What a panel sees of the shown story, looked at again and again while it is open. */
export interface Seen<V extends View> {
  readonly seen: Views[V] | undefined;
  readonly starting: boolean;
  readonly fault: string | undefined;
}

/** Looks at the shown story: at once, when something has changed, and every moment while the panel is open. */
export function useView<V extends View>(view: V, active: boolean): Seen<V> {
  const [answer, setAnswer] = React.useState<Answer<V>>({ view, seen: undefined, starting: true });
  React.useEffect(() => {
    if (!active) return;
    const channel = addons.getChannel();
    const ask = () => {
      if (document.visibilityState === 'visible') channel.emit(events.ask, { view });
    };
    const take = (given: Answer<V>) => {
      if (given.view === view) setAnswer(given);
    };
    channel.on(events.answer, take);
    channel.on(events.changed, ask);
    ask();
    const timer = setInterval(ask, everyMs);
    return () => {
      clearInterval(timer);
      channel.off(events.answer, take);
      channel.off(events.changed, ask);
    };
  }, [view, active]);
  return { seen: answer.seen, starting: answer.starting, fault: answer.fault };
}

/** Has something done to the shown story. */
export const act = (what: Act): void => void addons.getChannel().emit(events.act, what);

/** The words, the writing and the visitor's state as the globals have them, and the way to change it. */
export function usePlay(): {
  readonly words: Words;
  readonly write: ReturnType<typeof writing>;
  readonly state: PlayState;
  readonly change: (state: Partial<PlayState>) => void;
} {
  const [globals, updateGlobals] = useGlobals();
  const { locale } = globals;
  return {
    words: wordsIn(locale),
    write: React.useMemo(() => writing(locale), [locale]),
    state: readState(globals),
    change: (state) => updateGlobals({ ...state }),
  };
}
