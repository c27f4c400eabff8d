import * as React from 'react';
import { styled } from 'storybook/theming';
import type { View } from '../playground/protocol.ts';
import type { Seen } from './use-story.ts';
import { usePlay } from './use-story.ts';

/** The room of a panel. */
export const Room = styled.div(({ theme }) => ({
  padding: 16,
  color: theme.color.defaultText,
  fontSize: theme.typography.size.s2,
  lineHeight: 1.5,
  'h2, h3': { margin: '0 0 8px', fontSize: theme.typography.size.s2, fontWeight: theme.typography.weight.bold },
  p: { margin: '0 0 8px' },
  code: { fontFamily: theme.typography.fonts.mono, fontSize: theme.typography.size.s1 },
}));

/** What is said beside the thing itself. */
export const Soft = styled.span(({ theme }) => ({
  color: theme.base === 'dark' ? '#b7bcc4' : '#5c656e',
  fontSize: theme.typography.size.s1,
}));

/** A row of buttons that breaks where it must. */
export const Row = styled.div({ display: 'flex', flexWrap: 'wrap', gap: 8, alignItems: 'center' });

/** A button of the panels: at least 24 pixels high (WCAG 2.2, 2.5.8). */
export const Push = styled.button(({ theme }) => ({
  all: 'unset',
  boxSizing: 'border-box',
  minHeight: 28,
  padding: '3px 10px',
  border: `1px solid ${theme.base === 'dark' ? '#6b7480' : '#8a929b'}`,
  borderRadius: theme.appBorderRadius,
  background: theme.background.content,
  color: theme.color.defaultText,
  cursor: 'pointer',
  whiteSpace: 'nowrap',
  '&:hover': { borderColor: theme.color.secondary },
  '&:focus-visible': { outline: `2px solid ${theme.color.secondary}`, outlineOffset: 2 },
  '&:disabled': { opacity: 0.5, cursor: 'default' },
  '&[aria-pressed=true]': {
    background: theme.base === 'dark' ? '#dfe7ef' : '#1c3d5a',
    color: theme.base === 'dark' ? '#10202e' : '#fff',
    borderColor: 'transparent',
  },
}));

/** Copies a text, and says so. */
export function Copy({ text, label }: { readonly text: string; readonly label?: string }) {
  const { words } = usePlay();
  const [copied, setCopied] = React.useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  };
  return (
    <Push type="button" aria-label={copied ? undefined : label} onClick={() => void copy()}>
      <span role="status">{copied ? words.copied : words.copy}</span>
    </Push>
  );
}

/** What stands in a panel that has nothing to show, or the panel. */
export function Whole<V extends View>({
  view: { seen, starting, fault },
  children,
}: {
  readonly view: Seen<V>;
  readonly children: (seen: NonNullable<Seen<V>['seen']>) => React.ReactNode;
}) {
  const { words } = usePlay();
  if (fault !== undefined)
    return (
      <Room role="alert">
        {words.own.failed} : {fault}
      </Room>
    );
  if (seen) return <>{children(seen)}</>;
  return (
    <Room>
      <p role="status">{starting ? words.own.starting : words.own.alone}</p>
    </Room>
  );
}
