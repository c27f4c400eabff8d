import { Reviewed } from '@jse/sdk/schemas';
import { type FrameTask, type FromFrame, greeting, type ToFrame } from '../otp-frame/frame-messages.ts';

/** The task, the page that gave it, and the channel back to that page. */
export interface Greeting {
  readonly task: FrameTask;
  readonly embedder: string;
  readonly port: FramePort;
}

/** More collections than any parapheur signs at once. */
const mostActs = 2000;

/**
 * Waits for the page around this frame: the first message of the parent window itself, from one of these origins, with a
 * task that makes sense and one port. Every other message is as if it had never come, and so is a second greeting.
 */
export function greetedBy(origins: readonly string[], window: Window): Promise<Greeting> {
  return new Promise((resolve) => {
    const listen = (event: MessageEvent<unknown>) => {
      const [port, ...others] = event.ports;
      if (window.parent === window || event.source !== window.parent || !origins.includes(event.origin)) return;
      const task = taskOf(event.data);
      if (!task || !port || others.length > 0) return;
      window.removeEventListener('message', listen);
      resolve({ task, embedder: event.origin, port: new FramePort(port) });
    };
    window.addEventListener('message', listen);
  });
}

function taskOf(data: unknown): FrameTask | undefined {
  const { type, acts, lang, scheme } = (data ?? {}) as Partial<Record<'type' | keyof FrameTask, unknown>>;
  if (type !== greeting || !Array.isArray(acts) || acts.length === 0 || acts.length > mostActs) return undefined;
  const parsed = acts.map((act) => Reviewed.safeParse(act));
  const reviewed = parsed.flatMap(({ data: act }) => (act ? [act] : []));
  if (reviewed.length < acts.length) return undefined;
  return {
    acts: reviewed,
    lang: typeof lang === 'string' && /^[A-Za-z-]{2,35}$/.test(lang) ? lang : 'fr',
    scheme: scheme === 'dark' ? 'dark' : 'light',
  };
}

/** The frame's end of the channel to the page around it. */
export class FramePort {
  readonly #port: MessagePort;
  readonly #waiting = new Map<number, (code: string | null) => void>();
  #asked = 0;
  /** Called when the page around speaks another language. */
  onLang: ((lang: string) => void) | undefined;

  constructor(port: MessagePort) {
    this.#port = port;
    port.onmessage = ({ data }: MessageEvent<unknown>) => {
      this.#receive((data ?? {}) as Partial<ToFrame>);
    };
  }

  /** Tells the page something. */
  say(message: FromFrame): void {
    this.#port.postMessage(message);
  }

  /** Asks the page for an embed code; rejects where it has none. */
  async embedCode(): Promise<string> {
    const id = (this.#asked += 1);
    const answer = new Promise<string | null>((resolve) => this.#waiting.set(id, resolve));
    this.say({ type: 'embed-code', id });
    const code = await answer;
    if (typeof code !== 'string') throw new Error('The page around has no embed code');
    return code;
  }

  #receive(message: Partial<ToFrame>): void {
    if (message.type === 'embed-code' && typeof message.id === 'number') {
      this.#waiting.get(message.id)?.(message.code ?? null);
      this.#waiting.delete(message.id);
    }
    if (message.type === 'lang' && typeof message.lang === 'string') this.onLang?.(message.lang);
  }
}
