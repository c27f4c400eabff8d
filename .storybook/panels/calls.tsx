import * as React from 'react';
import { styled } from 'storybook/theming';
import type { Views } from '../playground/protocol.ts';
import { Copy, Push, Room, Row, Soft, Whole } from './parts.tsx';
import { act, usePlay, useView } from './use-story.ts';

type Entry = Views['calls']['entries'][number];

const Lines = styled.ol(({ theme }) => ({
  listStyle: 'none',
  margin: '8px 0 0',
  padding: 0,
  li: { borderTop: `1px solid ${theme.appBorderColor}`, padding: '6px 0' },
  summary: { cursor: 'pointer' },
  'summary code': { margin: '0 12px', fontSize: theme.typography.size.s2, overflowWrap: 'anywhere' },
  dl: { display: 'grid', gridTemplateColumns: 'max-content 1fr', gap: '4px 16px', margin: '8px 0 8px 16px' },
  dd: { margin: 0, overflowWrap: 'anywhere' },
  pre: { margin: 0, whiteSpace: 'pre-wrap', fontFamily: theme.typography.fonts.mono },
}));
const Status = styled.span<{ readonly wrong: boolean }>(({ theme, wrong }) => ({
  fontFamily: theme.typography.fonts.mono,
  fontWeight: theme.typography.weight.bold,
  color: theme.base === 'dark' ? (wrong ? '#ff9c8f' : '#7fdca4') : wrong ? '#a6200d' : '#116932',
}));

/** Every request of the story, newest first, as the SDK's call that makes it. */
export function Calls({ active }: { readonly active: boolean }) {
  const view = useView('calls', active);
  const { words } = usePlay();
  return (
    <Whole view={view}>
      {({ entries }) => (
        <Room>
          {entries.length === 0 ? (
            <p>{words.noRequest}</p>
          ) : (
            <>
              <Row>
                <Copy text={script(entries)} label={`${words.copy} ${words.own.calls}`} />
                <Push type="button" onClick={() => act({ do: 'clear', what: 'requests' })}>
                  {words.clear}
                </Push>
                <Soft>{words.own.callsLead}</Soft>
              </Row>
              <Lines aria-label={words.requests}>
                {entries.map((entry) => (
                  <Call key={entry.id} {...entry} />
                ))}
              </Lines>
            </>
          )}
        </Room>
      )}
    </Whole>
  );
}

/** The calls in the order in which they were made, each on a line. */
const script = (entries: readonly Entry[]): string =>
  entries
    .toReversed()
    .flatMap(({ sdkCall }) => (sdkCall === null ? [] : [`await ${sdkCall};`]))
    .join('\n');

function Call({ status, sdkCall, method, path, milliseconds, at, operation, caller, code, detail, body }: Entry) {
  const { words, write } = usePlay();
  const facts: readonly (readonly [string, React.ReactNode])[] = [
    ['HTTP', <code key="http">{`${method} ${path}`}</code>],
    [words.operation, operation ?? '—'],
    [words.caller, caller],
    [words.error, code !== null && `${code} ${detail ?? ''}`],
    [words.body, body !== null && <pre>{JSON.stringify(body, null, 2)}</pre>],
  ];
  return (
    <li>
      <details>
        <summary>
          <Status wrong={status >= 400}>{status}</Status>
          <code>{sdkCall ?? `${method} ${path}`}</code>
          <Soft>
            {milliseconds} ms · <time dateTime={at}>{write.timeOfDay(at)}</time>
          </Soft>
        </summary>
        <dl>
          {facts
            .filter(([, value]) => value !== false && value !== '')
            .map(([term, value]) => (
              <React.Fragment key={term}>
                <dt>{term}</dt>
                <dd>{value}</dd>
              </React.Fragment>
            ))}
        </dl>
      </details>
    </li>
  );
}
