import '@jse/elements/collection-builder/define';
import '@jse/elements/provider/define';
import { pdfAssetsAt } from '@jse/elements';
import { createBrowserClient } from '@jse/sdk/browser';
import { useMemo } from 'react';
import { api, type Me } from './api.ts';

const pdfAssets = pdfAssetsAt(new URL('/pdfjs/', location.origin));

/** The builder over one draft. Its session opens with an embed code that our back end mints. */
export function Prepare({ me, collectionId, onDone }: Props) {
  const client = useMemo(() => {
    const getEmbedCode = async () => {
      const body = JSON.stringify({ collectionId });
      return (await api<{ code: string }>('/api/embed-codes', { method: 'POST', body })).code;
    };
    return createBrowserClient({ baseUrl: me.baseUrl, editor: me.editor, getEmbedCode });
  }, [me, collectionId]);

  return (
    <jse-provider lang="fr" client={client} pdfAssets={pdfAssets}>
      <jse-collection-builder
        collection-id={collectionId}
        onjse-collection-launched={(event) => onDone(`« ${event.collection.title} » est lancée.`)}
        onjse-collection-prepared={(event) => onDone(`« ${event.collection.title} » attend son lancement.`)}
      />
    </jse-provider>
  );
}

interface Props {
  readonly me: Me;
  readonly collectionId: string;
  readonly onDone: (words: string) => void;
}
