/** One page of a list; `nextCursor` is null on the last one. */
export interface ListPage<T> {
  readonly data: readonly T[];
  readonly nextCursor: string | null;
}

/** A list that reads page after page as it is walked: `for await (const item of list)`, or by pages. */
export interface List<T> extends AsyncIterable<T> {
  readonly pages: () => AsyncIterable<ListPage<T>>;
}

/** A list over a function that reads the page at a cursor; each walk starts anew. */
export function listOf<T>(read: (cursor: string | undefined) => Promise<ListPage<T>>): List<T> {
  async function* pages(): AsyncGenerator<ListPage<T>, void, undefined> {
    let cursor: string | undefined;
    do {
      const page = await read(cursor);
      yield page;
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
  }
  async function* items(): AsyncGenerator<T, void, undefined> {
    for await (const page of pages()) yield* page.data;
  }
  return { pages, [Symbol.asyncIterator]: items };
}
