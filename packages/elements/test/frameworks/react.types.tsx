import '@jse/elements/jsx';
import { CollectionTracker, Provider, Signer } from '@jse/elements/react';
import type { BrowserClient } from '@jse/sdk/browser';

/** The wrappers: properties and events by the element's own types. */
export const Wrapped = ({ client }: { client: BrowserClient }) => (
  <Provider client={client} lang="fr">
    <Signer collectionId="col_1" onJseSigned={({ documents }) => void documents.length} />
    <CollectionTracker
      onJseBeforeFollowUp={(event) => {
        if (event.act === 'archive') event.preventDefault();
      }}
    />
  </Provider>
);

/** React 19 without wrappers: properties, attributes, events by their own names, and what every element has. */
export const Bare = ({ client }: { client: BrowserClient }) => (
  <jse-provider client={client}>
    <jse-signer
      className="wide"
      aria-label="Signature"
      collection-id="col_1"
      ref={(signer) => void signer?.step}
      onjse-signed={({ documents }) => void documents.length}
    />
  </jse-provider>
);

/** What is wrong does not compile. */
export const Wrong = () => (
  <>
    {/* @ts-expect-error -- a number is no id */}
    <Signer collectionId={3} />
    {/* @ts-expect-error -- no such event */}
    <Signer onJseSealed={() => undefined} />
    {/* @ts-expect-error -- the event has no such field */}
    <Signer onJseSigned={({ papers }) => void papers} />
    {/* @ts-expect-error -- what the element tells is not to be set */}
    <jse-signer step="signed" />
    {/* @ts-expect-error -- no such purpose of colour */}
    <jse-provider scheme="sepia" />
  </>
);
