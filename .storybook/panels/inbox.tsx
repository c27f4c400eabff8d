import * as React from 'react';
import type { Message } from '../../packages/sandbox/src/index.ts';
import { styled } from 'storybook/theming';
import { Copy, Push, Room, Row, Soft, Whole } from './parts.tsx';
import { act, usePlay, useView } from './use-story.ts';

const Letters = styled.ol({ listStyle: 'none', margin: 0, padding: 0 });
const Letter = styled.li(({ theme }) => ({
  padding: '12px 0',
  borderTop: `1px solid ${theme.appBorderColor}`,
  '&:first-of-type': { borderTop: 0 },
}));
const Text = styled.div({ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', maxWidth: '80ch', margin: '8px 0' });
const Code = styled.output(({ theme }) => ({
  fontFamily: theme.typography.fonts.mono,
  fontSize: theme.typography.size.m1,
  letterSpacing: '0.12em',
  fontWeight: theme.typography.weight.bold,
}));

/** Every e-mail and SMS that the story's platform has sent, newest first. */
export function Inbox({ active }: { readonly active: boolean }) {
  const view = useView('inbox', active);
  const { words } = usePlay();
  return (
    <Whole view={view}>
      {({ messages }) => (
        <Room>
          {messages.length === 0 ? (
            <>
              <p>{words.noMessage}</p>
              <Soft>{words.noMessageHint}</Soft>
            </>
          ) : (
            <>
              <Row>
                <Push type="button" onClick={() => act({ do: 'clear', what: 'outbox' })}>
                  {words.clear}
                </Push>
              </Row>
              <Letters aria-label={words.inbox}>
                {messages.map((message, at) => (
                  <One key={message.id} message={message} newest={at === 0} />
                ))}
              </Letters>
            </>
          )}
        </Room>
      )}
    </Whole>
  );
}

function One({ message, newest }: { readonly message: Message; readonly newest: boolean }) {
  const { words, write } = usePlay();
  const { channel, to, subject, text, at } = message;
  const code = channel === 'sms' ? /^\d{6}(?= )/.exec(text)?.[0] : undefined;
  const link = /https?:\/\/\S+#invitation=[\w-]+/.exec(text)?.[0];
  return (
    <Letter>
      <Row>
        <strong>{subject || (code === undefined ? words.sms : words.code)}</strong>
        {code !== undefined && (
          <>
            <Code>{code}</Code>
            <Copy text={code} label={`${words.copyCode} ${code}`} />
          </>
        )}
        {link !== undefined && (
          <Push type="button" onClick={() => act({ do: 'follow', link })}>
            {words.own.openHere}
          </Push>
        )}
      </Row>
      <Soft>
        {channel === 'sms' ? words.sms : words.email} · {words.to} {to} · <time dateTime={at}>{write.short(at)}</time>
      </Soft>
      <details open={newest}>
        <summary>{words.own.read}</summary>
        <Text>
          {text
            .split(/(https?:\/\/[^\s<>"]+)/)
            .map((part, index) => (index % 2 === 0 ? part : <Address key={index} address={part} />))}
        </Text>
      </details>
    </Letter>
  );
}

/** An address in a letter: an invitation is opened here, the others belong to nobody. */
function Address({ address }: { readonly address: string }) {
  const { words } = usePlay();
  if (!address.includes('#invitation=')) return <code title={words.own.noPlace}>{address}</code>;
  const follow = (event: React.MouseEvent) => {
    event.preventDefault();
    act({ do: 'follow', link: address });
  };
  return (
    <a href={address} onClick={follow}>
      {address}
    </a>
  );
}
