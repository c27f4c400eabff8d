import * as React from 'react';
import { FORCE_REMOUNT } from 'storybook/internal/core-events';
import { addons, useStorybookApi } from 'storybook/manager-api';
import { styled } from 'storybook/theming';
import type { Views } from '../playground/protocol.ts';
import { untouched } from '../playground/state.ts';
import { OwnDocument } from './own-document.tsx';
import { Push, Room, Row, Soft, Whole } from './parts.tsx';
import { act, usePlay, useView } from './use-story.ts';

type State = Views['platform'];

const Cards = styled.div({ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(280px, 1fr))', gap: 16 });
const Card = styled.section(({ theme }) => ({
  padding: 16,
  border: `1px solid ${theme.appBorderColor}`,
  borderRadius: theme.appBorderRadius,
  background: theme.background.content,
}));
const Big = styled.p(({ theme }) => ({ fontSize: theme.typography.size.s3, fontWeight: theme.typography.weight.bold }));
const List = styled.ul({
  margin: '12px 0 0',
  padding: 0,
  listStyle: 'none',
  li: { display: 'flex', justifyContent: 'space-between', gap: 12 },
});
const Choice = styled.label(({ theme }) => ({
  display: 'grid',
  gap: 4,
  margin: '0 0 12px',
  minWidth: 0,
  select: {
    width: '100%',
    minWidth: 0,
    minHeight: 28,
    maxWidth: '100%',
    border: `1px solid ${theme.base === 'dark' ? '#6b7480' : '#8a929b'}`,
    borderRadius: theme.appBorderRadius,
    background: theme.background.content,
    color: theme.color.defaultText,
    font: 'inherit',
  },
}));

/** What goes on behind the story: clock, credit, faults, and the visitor's own document. */
export function Platform({ active }: { readonly active: boolean }) {
  const view = useView('platform', active);
  const own = useView('document', active);
  const { words } = usePlay();
  return (
    <Whole view={own}>
      {(document) => (
        <Room>
          <Cards>
            {view.seen && (
              <>
                <Clock {...view.seen} />
                <Credit {...view.seen} />
                <Faults {...view.seen} />
              </>
            )}
            {!view.seen && <Card>{view.fault ?? (view.starting ? words.own.starting : words.own.alone)}</Card>}
            <Card as="section" aria-labelledby="play-document">
              <OwnDocument {...document} />
            </Card>
          </Cards>
          {view.seen && <Again />}
        </Room>
      )}
    </Whole>
  );
}

function Clock({ clock, deadline }: State) {
  const { words, write, state, change } = usePlay();
  const [now, setNow] = React.useState(clock.now);
  React.useEffect(() => {
    const from = performance.now();
    const tick = () => setNow(new Date(Date.parse(clock.now) + performance.now() - from).toISOString());
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [clock.now]);
  const steps = [
    [words.own.minutes, 600_000],
    [words.hour, 3_600_000],
    [words.day, 86_400_000],
    [words.fifteen, 15 * 86_400_000],
  ] as const;
  return (
    <Card aria-labelledby="play-clock">
      <h2 id="play-clock">{words.nowIs}</h2>
      <Big>
        <time dateTime={now}>{write.long(now)}</time>
      </Big>
      <p>
        <Soft>{state.clock > 0 ? `${words.own.movedBy} ${write.duration(state.clock)}` : words.forwardOnly}</Soft>
      </p>
      <Row role="group" aria-label={words.advance}>
        {steps.map(([label, by]) => (
          <Push key={label} type="button" onClick={() => change({ clock: state.clock + by })}>
            + {label}
          </Push>
        ))}
        {deadline !== 'no collection' && (
          <Push type="button" onClick={() => act({ do: 'to-deadline' })}>
            {words.own.deadline}
          </Push>
        )}
      </Row>
      {deadline === 'none yet' && <p role="status">{words.own.noDeadline}</p>}
      {clock.next.length > 0 && (
        <List aria-label={words.next}>
          {clock.next.slice(0, 4).map(({ kind, at }, index) => (
            <li key={index}>
              <span>{words.jobs[kind] ?? kind}</span>
              <Soft as="time">{write.short(at)}</Soft>
            </li>
          ))}
        </List>
      )}
    </Card>
  );
}

function Credit({ creditCents }: State) {
  const { words, write, change } = usePlay();
  return (
    <Card aria-labelledby="play-credit">
      <h2 id="play-credit">{words.credit}</h2>
      <Big role="status">{write.euros(creditCents)}</Big>
      <Row>
        {[1000, 10_000].map((cents) => (
          <Push key={cents} type="button" onClick={() => change({ credit: creditCents + cents })}>
            {words.topUp} {write.euros(cents)}
          </Push>
        ))}
        <Push type="button" disabled={creditCents <= 0} onClick={() => change({ credit: 0 })}>
          {words.own.empty}
        </Push>
      </Row>
    </Card>
  );
}

function Faults({ lineCutByStory }: State) {
  const { words, state, change } = usePlay();
  const { own } = words;
  const seconds = (count: number): [number, string] => [count * 1000, `${count} ${own.seconds}`];
  const shares = (all: string): [number, string][] => [
    [0, own.none],
    [50, `50 % (${own.half})`],
    [100, `100 % (${all})`],
  ];
  const numbers = [
    ['latency', words.latencyMs, [[0, own.none] as [number, string], ...[1, 3, 10].map(seconds)]],
    ['errors', words.errorPercent, shares(own.every)],
    ['smsLost', words.smsLostPercent, shares(own.every)],
    ['emailLost', words.emailLostPercent, shares(own.every)],
  ] as const;
  const lines: [string, string][] = [
    ['', lineCutByStory ? own.lines.story : own.lines.whole],
    ...(lineCutByStory ? [['whole', own.lines.whole] as [string, string]] : []),
    ['before', own.lines.before],
    ['after', own.lines.after],
  ];
  return (
    <Card aria-labelledby="play-faults">
      <h2 id="play-faults">{words.faults}</h2>
      <Choice>
        {own.line}
        <select value={state.line} onChange={({ target }) => change({ line: target.value as typeof state.line })}>
          {withChosen(lines, state.line).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </Choice>
      {numbers.map(([name, label, choices]) => (
        <Choice key={name}>
          {label}
          <select value={state[name]} onChange={({ target }) => change({ [name]: Number(target.value) })}>
            {withChosen(choices, state[name]).map(([value, text]) => (
              <option key={value} value={value}>
                {text}
              </option>
            ))}
          </select>
        </Choice>
      ))}
      <Soft>{words.errorHint}</Soft>
    </Card>
  );
}

/** The choices, and what an address has chosen besides. */
const withChosen = <T,>(choices: readonly [T, string][], chosen: T): readonly [T, string][] =>
  choices.some(([value]) => value === chosen) ? choices : [...choices, [chosen, String(chosen)]];

function Again() {
  const { words, change } = usePlay();
  const api = useStorybookApi();
  const again = () => {
    change(untouched);
    const storyId = api.getCurrentStoryData()?.id;
    addons.getChannel().emit(FORCE_REMOUNT, { storyId });
  };
  return (
    <Row style={{ marginTop: 16 }}>
      <Push type="button" onClick={again}>
        {words.own.reset}
      </Push>
      <Soft>
        {words.own.resetHint} {words.own.address}
      </Soft>
    </Row>
  );
}
