import '@jse/elements/vue';
import type { SignedEvent } from '@jse/elements';
import type { GlobalComponents } from 'vue';

type Props<Tag extends keyof GlobalComponents> = InstanceType<GlobalComponents[Tag]>['$props'];

/** What a template's `<jse-signer collection-id="…" :client="…" @jse-signed="…">` is checked against. */
export const right: Props<'jse-signer'> = {
  'collection-id': 'col_1',
  trustAnchors: [new Uint8Array()],
  class: 'wide',
  onJseSigned: ({ documents }: SignedEvent) => void documents.length,
};

// @ts-expect-error -- a number is no id
export const wrong: Props<'jse-signer'> = { collectionId: 3 };
// @ts-expect-error -- the event has another class
export const other: Props<'jse-otp-prompt'> = { onJseCodeEntered: (event: SignedEvent) => void event };
// @ts-expect-error -- no such element
export type Nobody = Props<'jse-nobody'>;
