import type { OpenDocument } from '../pdf/open-document.ts';
import { mergeMaterial, readSecurityStore, type Material } from './material.ts';

const maxRevisions = 256;

/**
 * What the document security stores of a file held up to each of its revisions. A later store may drop what an earlier one
 * had; what was there is in the file still, and counts.
 */
export class SecurityStores {
  readonly #document: OpenDocument;
  readonly #upTo: Material[] = [];

  constructor(document: OpenDocument) {
    this.#document = document;
  }

  /** All that the stores held up to a revision, by its index; up to the last one where it is null. Read once. */
  upTo(revision: number | null): Material {
    const { revisions, view } = this.#document;
    const last = Math.min(revision ?? revisions.length - 1, revisions.length - 1, maxRevisions);
    if (last < 0) return readSecurityStore(view);
    for (let index = this.#upTo.length; index <= last; index++) {
      const { chain, end, sections } = revisions[index] as OpenDocument['revisions'][number];
      const before = this.#upTo[index - 1];
      // A table that is the whole file's was rebuilt: there is no earlier view to be had.
      const own = sections.length ? view.earlier(chain, end ?? this.#document.file.bytes.length) : view;
      const store = readSecurityStore(own);
      this.#upTo.push(before ? mergeMaterial([before, store]) : store);
    }
    return this.#upTo[last] as Material;
  }
}
