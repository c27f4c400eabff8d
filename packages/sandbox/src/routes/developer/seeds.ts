import * as z from 'zod/mini';
import type { Dependencies } from '../../dependencies.ts';
import { Refusal } from '../../problem.ts';
import type { App } from '../../route.ts';
import { seedBusyFirm, seedCollections } from '../../seed/busy-firm.ts';
import { resetPlatform } from '../../seed/reset.ts';
import { defaultFirm, seedFirm } from '../../seed/seed.ts';
import { severalFirms } from '../../seed/several-firms.ts';
import { bodyOf, developerRoute } from './access.ts';

const Seed = z.object({ seed: z.enum(['default', 'several', 'busy']) });
const Reset = z.object({ seed: z.enum(['default', 'several', 'busy', 'none']) });
const Collections = z.object({
  firmId: z.string().check(z.regex(/^[\w-]{1,64}$/)),
  first: z.int().check(z.minimum(0), z.maximum(100_000)),
  count: z.int().check(z.minimum(1), z.maximum(25)),
});

/** Filling the platform for a trial, and emptying it. */
export function seedRoutes(app: App, deps: Dependencies): void {
  developerRoute(app, deps, 'POST', '/sandbox/seeds', async (call) => ({
    firms: await found(deps, (await bodyOf(call, Seed)).seed),
  }));
  developerRoute(app, deps, 'POST', '/sandbox/seeds/collections', async (call) => {
    const { firmId, first, count } = await bodyOf(call, Collections);
    await seedCollections(deps, { editor: await editorOf(deps), firmId, first, count });
    return { firmId, count };
  });
  developerRoute(app, deps, 'POST', '/sandbox/reset', async (call) => {
    const { seed } = await bodyOf(call, Reset);
    await resetPlatform(deps);
    return { firms: await found(deps, seed) };
  });
}

async function found(deps: Dependencies, seed: z.infer<typeof Reset>['seed']): Promise<{ id: string; name: string }[]> {
  const firms =
    seed === 'busy'
      ? [await seedBusyFirm(deps, await editorOf(deps))]
      : await inTurn({ none: [], default: [defaultFirm], several: severalFirms }[seed], (firm) => seedFirm(deps, firm));
  return firms.map(({ id, name }) => ({ id, name }));
}

async function inTurn<T, U>(items: readonly T[], run: (item: T) => Promise<U>): Promise<U[]> {
  const made: U[] = [];
  for (const item of items) made.push(await run(item));
  return made;
}

/** The software for which the collections are made: the first that is registered. */
async function editorOf({ db }: Dependencies): Promise<string> {
  const editor = await db.selectFrom('editors').select('shortcut').orderBy('shortcut').executeTakeFirst();
  if (!editor) throw new Refusal('state_conflict', 'No software is registered yet');
  return editor.shortcut;
}
