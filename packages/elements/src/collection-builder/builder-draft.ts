import { type Collection, type Document, isJseError, type JseError, type Me, type Member } from '@jse/sdk/browser';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { Attempts } from './attempts.ts';
import { type BuilderChange, type BuilderClient, type CalledChange, callFor, guardOf } from './builder-changes.ts';
import { DocumentBytes, type FetchedBytes } from './document-bytes.ts';
import { isEditable, mayPass, nextOrder } from './builder-model.ts';
import { type FileLook, lookAt } from './file-check.ts';
import { imageToPdf } from './image-to-pdf.ts';

/** A file on its way: its share sent (0–1), or why it went no further. */
export interface Upload extends FileLook {
  readonly key: number;
  readonly file: File;
  readonly share: number;
  readonly error?: JseError | undefined;
}

/** Who is asked before every step, and told of every new state. */
export interface DraftListener {
  /** Whether the step may be taken. */
  allows(change: BuilderChange, collection: Collection): boolean;
  changed(collection: Collection): void;
}

/**
 * The draft as the platform has it. Every change is a call, one after the other and guarded by the version that it was
 * made from; what is shown afterwards is what the platform answers. Nothing is kept in the page, so a reload loses
 * nothing but what was being typed or did not get through, and the browser asks before it does.
 */
export class BuilderDraft implements ReactiveController {
  collection: Collection | undefined;
  me: Me | undefined;
  members: readonly Member[] = [];
  uploads: readonly Upload[] = [];
  /** The last failure that the page as a whole shows; a form shows its own. */
  error: JseError | undefined;
  /** Somebody else changed the draft; it was read anew and the change that met this was not made. */
  conflict = false;
  /** The change that met this comes after one of our own whose answer never came: it had been made all the same. */
  arrived = false;
  /** Makes the change once more that failed on its way. */
  again: (() => Promise<boolean>) | undefined;
  busy = false;

  readonly #host: ReactiveControllerHost;
  readonly #listener: DraftListener;
  #client: BuilderClient | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #stop = new AbortController();
  readonly #cancels = new Map<number, AbortController>();
  readonly #attempts = new Attempts();
  readonly #bytes: DocumentBytes;
  #lastKey = 0;

  constructor(host: ReactiveControllerHost, listener: DraftListener) {
    this.#host = host;
    this.#listener = listener;
    this.#bytes = new DocumentBytes(() => {
      host.requestUpdate();
    });
    host.addController(this);
  }

  hostUpdated(): void {
    const owing = this.busy || this.uploading || this.again !== undefined || this.uploads.some(({ error }) => error);
    // Each time the same listener, which is added once.
    if (owing) addEventListener('beforeunload', askBeforeLeaving);
    else removeEventListener('beforeunload', askBeforeLeaving);
  }

  hostDisconnected(): void {
    this.#stop.abort();
    removeEventListener('beforeunload', askBeforeLeaving);
  }

  /** Reads the draft, who acts, and the firm's members. */
  async load(client: BuilderClient, collectionId: string): Promise<void> {
    this.#stop.abort();
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.#client = client;
    this.error = undefined;
    try {
      const id = collectionId || (await client.session()).collectionId || '';
      const [collection, me, members] = await Promise.all([
        client.collections.get(id, { signal }),
        client.me({ signal }),
        client.members.list({ signal }),
      ]);
      if (signal.aborted) return;
      [this.me, this.members] = [me, members];
      this.#take(collection);
    } catch (error) {
      if (!signal.aborted) this.#show(error);
    }
  }

  /** Whether any file is on its way. */
  get uploading(): boolean {
    return this.uploads.some(({ fault, error }) => fault === undefined && error === undefined);
  }

  /** Checks files and uploads those that pass, one after the other. */
  async addFiles(files: Iterable<File>): Promise<void> {
    const added = [...files].map((file): Upload => ({ key: (this.#lastKey += 1), file, share: 0 }));
    this.uploads = [...this.uploads, ...added];
    this.#host.requestUpdate();
    for (const upload of added) {
      const checked = await this.#asPdf(upload);
      if (checked.fault) this.#mark(upload.key, checked);
      else await this.#upload(checked);
    }
  }

  /** Sends a file once more that failed on its way. */
  async retryUpload(key: number): Promise<void> {
    const failed = this.uploads.find((upload) => upload.key === key);
    if (!failed?.error) return;
    const again = { ...failed, share: 0, error: undefined };
    this.uploads = this.uploads.map((upload) => (upload.key === key ? again : upload));
    this.#host.requestUpdate();
    await this.#upload(again);
  }

  /** Gives a file up, or takes its notice away. */
  dismissUpload(key: number): void {
    this.#cancels.get(key)?.abort();
    this.uploads = this.uploads.filter((upload) => upload.key !== key);
    this.#host.requestUpdate();
  }

  /** Takes a step and shows its failure above everything; whether it was taken. */
  async make(change: CalledChange): Promise<boolean> {
    try {
      return await this.makeOrThrow(change);
    } catch (error) {
      const conflict = isJseError(error, 'precondition_failed');
      if (conflict) this.conflict = true;
      else this.#show(error);
      // What was typed into a field of the draft can be put on top of what somebody else made of it.
      const repeatable = conflict ? change.kind === 'update' : isJseError(error) && mayPass(error);
      this.again = repeatable ? () => this.make(change) : undefined;
      this.#host.requestUpdate();
      return false;
    }
  }

  /** Takes a step; false where the host refused, throws what the platform refuses, for a form to show. */
  async makeOrThrow(change: CalledChange): Promise<boolean> {
    if (!this.#allows(change)) return false;
    this.clearNotices();
    await this.#inTurn(async (client, collection) => {
      const step = JSON.stringify(change);
      try {
        await this.#attempts.make(step, collection, (attempt) => callFor(client, attempt, change));
      } catch (error) {
        await this.#failed(client, step, error);
        throw error;
      }
      await this.#read(client, collection.id);
      this.#attempts.taken(step);
    });
    return true;
  }

  /** What there is of the bytes of a document, fetched once. */
  bytesOf(documentId: string): FetchedBytes {
    return this.#client && this.collection ? this.#bytes.of(this.#client, this.collection.id, documentId) : {};
  }

  /** Fetches a document once more that could not be fetched. */
  refetch(documentId: string): void {
    this.#bytes.retry(documentId);
  }

  /** Takes the notices away. */
  clearNotices(): void {
    this.error = undefined;
    this.again = undefined;
    this.conflict = false;
    this.arrived = false;
    this.#host.requestUpdate();
  }

  /** The file as it can be sent: a picture becomes a PDF first. */
  async #asPdf(upload: Upload): Promise<Upload> {
    const look = await lookAt(upload.file);
    this.#mark(upload.key, look.fault === 'image' ? {} : look);
    if (look.fault !== 'image') return { ...upload, ...look };
    try {
      const file = await imageToPdf(upload.file);
      this.#mark(upload.key, { file });
      return { ...upload, file };
    } catch {
      return { ...upload, ...look };
    }
  }

  async #upload({ key, file }: Upload): Promise<void> {
    if (!this.#allows({ kind: 'add-document', file })) {
      this.dismissUpload(key);
      return;
    }
    const cancel = new AbortController();
    this.#cancels.set(key, cancel);
    await this.#inTurn(async (client) => {
      if (cancel.signal.aborted) return;
      try {
        const document = await this.#send(client, key, file, cancel.signal);
        await this.#bytes.keep(document.id, file);
        this.dismissUpload(key);
      } catch (error) {
        if (!isJseError(error)) throw error;
        if (error.code !== 'aborted') this.#mark(key, { error });
      }
    });
    this.#cancels.delete(key);
  }

  /** Uploads behind the last document; where somebody changed the draft meanwhile, behind what is the last one now. */
  async #send(client: BuilderClient, key: number, file: File, signal: AbortSignal): Promise<Document> {
    const step = `upload ${key}`;
    for (;;) {
      const { collection } = this;
      if (!collection) throw new TypeError('There is no draft to upload to');
      try {
        const document = await this.#attempts.make(step, collection, (attempt) =>
          client.documents.upload(collection.id, nextOrder(attempt.collection.documents), file, {
            ...guardOf(attempt),
            signal,
            onProgress: ({ loaded, total }) => this.#mark(key, { share: total === 0 ? 0 : loaded / total }),
          }),
        );
        await this.#read(client, collection.id);
        this.#attempts.taken(step);
        return document;
      } catch (error) {
        await this.#failed(client, step, error);
        // Else two people's documents would take the same place.
        if (!isJseError(error, 'precondition_failed') || this.collection === collection) throw error;
      }
    }
  }

  #allows(change: BuilderChange): boolean {
    const allowed = this.collection !== undefined && this.#listener.allows(change, this.collection);
    // What a control shows of a step that is not taken goes back.
    if (!allowed) this.#host.requestUpdate();
    return allowed;
  }

  /** After a step that was not taken, or may not have been: where the draft is another one by now, shows that. */
  async #failed(client: BuilderClient, step: string, error: unknown): Promise<void> {
    if (!isJseError(error)) return;
    if (!mayPass(error) && error.code !== 'aborted') this.#attempts.refused(step);
    const overtaken = ['precondition_failed', 'state_conflict', 'aborted'].includes(error.code);
    if (!overtaken || !this.collection) return;
    await this.#read(client, this.collection.id).catch(() => undefined);
    this.arrived = await this.#attempts.explain(this.collection);
  }

  async #read(client: BuilderClient, id: string): Promise<void> {
    const collection = await client.collections.get(id);
    if (!isEditable(collection)) this.me = await client.me();
    this.#take(collection);
  }

  /** One change after the other: each is made from the version that the one before left. */
  #inTurn(work: (client: BuilderClient, collection: Collection) => Promise<void>): Promise<void> {
    const turn = this.#queue.then(async () => {
      if (!this.#client || !this.collection) return;
      this.busy = true;
      this.#host.requestUpdate();
      try {
        await work(this.#client, this.collection);
      } finally {
        this.busy = false;
        this.#host.requestUpdate();
      }
    });
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  #take(collection: Collection): void {
    this.collection = collection;
    this.#host.requestUpdate();
    this.#listener.changed(collection);
  }

  #show(error: unknown): void {
    if (!isJseError(error)) throw error;
    this.error = error;
    this.#host.requestUpdate();
  }

  #mark(key: number, more: Partial<Upload>): void {
    this.uploads = this.uploads.map((upload) => (upload.key === key ? { ...upload, ...more } : upload));
    this.#host.requestUpdate();
  }
}

/** The browser asks before it leaves a page on which something is not saved yet. */
function askBeforeLeaving(event: BeforeUnloadEvent): void {
  event.preventDefault();
}
