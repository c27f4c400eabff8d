import type { HTMLAttributes, PublicProps } from 'vue';
import type { ElementAttributes, ElementEvents, ElementProperties } from './element-table.ts';

type Capital<Name extends string> = Name extends `${infer First}-${infer Rest}`
  ? `${Capitalize<First>}${Capital<Rest>}`
  : Capitalize<Name>;

/** An element of ours as Vue's templates take it: `:collection-id`, `.client`, `@jse-signed`. */
export type JseVueProps<Tag extends keyof ElementEvents> = PublicProps &
  Omit<HTMLAttributes, keyof ElementProperties[Tag]> &
  ElementProperties[Tag] &
  ElementAttributes[Tag] & {
    [Name in keyof ElementEvents[Tag] & string as `on${Capital<Name>}`]?: (event: ElementEvents[Tag][Name]) => void;
  };

/** Every element of ours by its tag, in the shape of a component. */
export type JseVueComponents = {
  [Tag in keyof ElementEvents]: new () => { $props: JseVueProps<Tag> };
};

declare module 'vue' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- an interface is what merges
  interface GlobalComponents extends JseVueComponents {}
}

export type { ElementAttributes, ElementEvents, ElementProperties } from './element-table.ts';
