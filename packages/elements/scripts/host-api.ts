/** A member of a class in the custom-elements manifest. */
export interface Member {
  readonly kind: string;
  readonly name: string;
  readonly privacy?: string;
  readonly static?: boolean;
  readonly readonly?: boolean;
  readonly attribute?: string;
  readonly description?: string;
}

/** A class in the custom-elements manifest; an element has a tag. */
export interface Declaration {
  readonly name: string;
  readonly tagName?: string;
  readonly description?: string;
  readonly members?: readonly Member[];
  readonly events?: readonly { readonly name: string; readonly type?: { readonly text: string } }[];
}

/** The custom-elements manifest, as far as it is read. */
export interface Manifest {
  readonly modules: readonly { readonly path: string; readonly declarations?: readonly Declaration[] }[];
}

/** What a host may set: public, and no mere getter. */
export const settable = ({ members = [] }: Declaration): readonly Member[] =>
  members.filter(
    ({ kind, privacy = 'public', static: ofClass, readonly, name }) =>
      kind === 'field' && privacy === 'public' && !ofClass && !readonly && name !== 't',
  );

/** The React component of an element: `JseSigner` → `Signer`. */
export const componentName = ({ name }: Declaration): string => name.replace(/^Jse/, '');

/** React's name of an event's handler: `jse-signed` → `onJseSigned`. */
export const handlerName = (event: string): string =>
  `on${event.replaceAll(/(?:^|-)(\w)/g, (_, one: string) => one.toUpperCase())}`;
