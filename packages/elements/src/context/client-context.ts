import type { BrowserClient } from '@jse/sdk/browser';
import { createContext } from '@lit/context';

/** The session's client; an element that needs one takes `@consume({ context: clientContext, subscribe: true })`. */
export const clientContext = createContext<BrowserClient | undefined>(Symbol.for('jse-client'));
