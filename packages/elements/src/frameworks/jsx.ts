import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { ElementAttributes, ElementEvents, ElementProperties } from './element-table.ts';

/** An element of ours as React 19 takes it: properties, attributes, and `on` before the event's own name. */
export type JseElementProps<Tag extends keyof ElementEvents & keyof HTMLElementTagNameMap> = Omit<
  DetailedHTMLProps<HTMLAttributes<HTMLElementTagNameMap[Tag]>, HTMLElementTagNameMap[Tag]>,
  keyof ElementProperties[Tag]
> &
  ElementProperties[Tag] &
  ElementAttributes[Tag] & {
    [Name in keyof ElementEvents[Tag] & string as `on${Name}`]?: (event: ElementEvents[Tag][Name]) => void;
  };

/** Every element of ours by its tag. */
export type JseIntrinsicElements = {
  [Tag in keyof ElementEvents & keyof HTMLElementTagNameMap]: JseElementProps<Tag>;
};

declare module 'react' {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- React declares it as one
  namespace JSX {
    // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- an interface is what merges
    interface IntrinsicElements extends JseIntrinsicElements {}
  }
}

export type { ElementAttributes, ElementEvents, ElementProperties } from './element-table.ts';
