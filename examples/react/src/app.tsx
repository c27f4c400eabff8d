import { useEffect, useState } from 'react';
import { api, type Me, SignedOut } from './api.ts';
import { Prepare } from './prepare.tsx';

type Session = { state: 'loading' } | { state: 'signed-out' } | { state: 'signed-in'; me: Me };

/** Sign in, choose a file, prepare it, launch. */
export function App() {
  const [session, setSession] = useState<Session>({ state: 'loading' });
  const [collectionId, setCollectionId] = useState<string>();
  const [said, setSaid] = useState('');

  useEffect(() => {
    api<Me>('/api/me').then(
      (me) => setSession({ state: 'signed-in', me }),
      (error: Error) => {
        if (!(error instanceof SignedOut)) setSaid(error.message);
        setSession({ state: 'signed-out' });
      },
    );
  }, []);

  async function choose(file: File | undefined) {
    if (!file) return;
    setSaid('');
    try {
      const name = encodeURIComponent(file.name);
      const { id } = await api<{ id: string }>(`/api/collections?name=${name}`, { method: 'POST', body: file });
      setCollectionId(id);
    } catch (error) {
      setSaid(error instanceof Error ? error.message : String(error));
    }
  }

  return (
    <main>
      <header>
        <h1>Faire signer</h1>
        {session.state === 'signed-in' && <p>{session.me.firm}</p>}
      </header>
      <p role="status">{said}</p>
      {session.state === 'signed-out' && (
        <a className="primary" href="/sign-in">
          Se connecter avec Comptexpert
        </a>
      )}
      {session.state === 'signed-in' &&
        (collectionId ? (
          <Prepare
            me={session.me}
            collectionId={collectionId}
            onDone={(words) => {
              setCollectionId(undefined);
              setSaid(words);
            }}
          />
        ) : (
          <label>
            Document à faire signer (PDF, 10 Mo au plus){' '}
            <input type="file" accept="application/pdf" onChange={(event) => void choose(event.target.files?.[0])} />
          </label>
        ))}
    </main>
  );
}
