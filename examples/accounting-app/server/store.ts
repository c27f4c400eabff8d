import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as z from 'zod/mini';

/** A client of the firm, as the accounting software knows him. */
export const Customer = z.object({
  id: z.string(),
  /** Empty in data from before firms were told apart: the first firm that signs in takes these. */
  firmId: z._default(z.string(), ''),
  firstName: z.string(),
  lastName: z.string(),
  company: z.string(),
  email: z.string(),
  phone: z.string(),
});
/** A client of the firm. */
export type Customer = z.infer<typeof Customer>;

/** A user's session of this software. The platform's tokens stay here, on the server. */
const UserSession = z.object({
  at: z._default(z.string(), new Date(0).toISOString()),
  /** Waiting for the member to come back from the sign-in page. */
  pending: z.optional(z.object({ state: z.string(), idRequest: z.string() })),
  signedIn: z.optional(
    z.object({
      officeToken: z.string(),
      userToken: z.string(),
      firmId: z.string(),
      firm: z.string(),
      memberId: z.string(),
      email: z.string(),
      expiresAt: z.string(),
    }),
  ),
});
/** A user's session of this software. */
export type UserSession = z.infer<typeof UserSession>;

const Data = z.object({
  customers: z.array(Customer),
  sessions: z.record(z.string(), UserSession),
  /** Which client a collection was made for. */
  collections: z.record(z.string(), z.object({ customerId: z.string() })),
});
type Data = z.infer<typeof Data>;

/** What the software remembers; it starts empty. */
export interface Store {
  read(): Data;
  /** Changes the data; resolves when the change is on disk. */
  change<T>(edit: (data: Data) => T): Promise<T>;
}

/** A store in one JSON file, readable by its owner alone; a change is written aside, synced and renamed. */
export async function openStore(folder: string): Promise<Store> {
  const path = join(folder, 'accounting.json');
  let data = await load(path);
  let last: Promise<unknown> = Promise.resolve();
  return {
    read: () => data,
    change(edit) {
      const changed = last.then(async () => {
        const next = structuredClone(data);
        const result = edit(next);
        await save(path, next);
        data = next;
        return result;
      });
      last = changed.catch(() => undefined);
      return changed;
    },
  };
}

async function load(path: string): Promise<Data> {
  try {
    return Data.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { customers: [], sessions: {}, collections: {} };
    throw new Error(`${path} cannot be read`, { cause: error });
  }
}

async function save(path: string, data: Data): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const aside = `${path}.${randomUUID()}`;
  const file = await open(aside, 'wx', 0o600);
  try {
    await file.writeFile(JSON.stringify(data, null, 2));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(aside, path);
}
