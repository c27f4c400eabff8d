import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { createAccountingApp } from './app.ts';
import type { AppSettings } from './settings.ts';
import { openStore } from './store.ts';

/** Serves the software; resolves when it listens. */
export async function serveAccountingApp(
  settings: AppSettings,
  port: number,
): Promise<{ close(): Promise<void>; port: number }> {
  const app = createAccountingApp(settings, await openStore(settings.dataFolder));
  const server = await new Promise<ReturnType<typeof serve>>((resolve, reject) => {
    const listening = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' }, () => resolve(listening));
    listening.once('error', reject);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () => new Promise((done) => server.close(() => done())),
  };
}
