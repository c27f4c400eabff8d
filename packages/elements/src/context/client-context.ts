import { createContext } from '@lit/context';

/** The client of one embed session as the elements pass it on; each element narrows it to the calls that it makes. */
export type BrowserClient = object;

/** The session's client; an element that needs one takes `@consume({ context: clientContext, subscribe: true })`. */
export const clientContext = createContext<BrowserClient | undefined>(Symbol.for('jse-client'));
