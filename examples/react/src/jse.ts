import type { JseCollectionBuilder, JseProvider } from '@jse/elements';
import type { DetailedHTMLProps, HTMLAttributes } from 'react';

/** What React 19 does with a custom element: properties are set as such, `on…` listens to the event of that name. */
type ElementProps<T> = DetailedHTMLProps<HTMLAttributes<T>, T> & Partial<Omit<T, keyof HTMLElement>>;

declare module 'react' {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- it is React's, and can be added to in no other way
  namespace JSX {
    interface IntrinsicElements {
      'jse-provider': ElementProps<JseProvider>;
      'jse-collection-builder': ElementProps<JseCollectionBuilder> & {
        'collection-id'?: string;
        'onjse-collection-launched'?: (event: HTMLElementEventMap['jse-collection-launched']) => void;
        'onjse-collection-prepared'?: (event: HTMLElementEventMap['jse-collection-prepared']) => void;
      };
    }
  }
}
