import { operations } from '@jse/sdk/contract';
import { collectionMoves, type CollectionMove, type CollectionState, moveCollection } from '@jse/sdk/rules';
import fc from 'fast-check';
import { type Caller, send } from '../api.ts';
import { clients, invitationOf, openCeremony, codeOf, type Platform, visitor } from '../platform.ts';
import type { World } from './world.ts';

/** What the walks did and found. */
export interface WalkReport {
  readonly steps: number;
  /** How often each move was made, and how often it was refused (`!launch`). */
  readonly moves: Readonly<Record<string, number>>;
  readonly faults: readonly string[];
}

interface Walk {
  readonly platform: Platform;
  readonly as: Caller;
  readonly id: string;
  readonly pdf: Uint8Array<ArrayBuffer>;
}
/** A step: the move that it is for, and the calls that try it. Returns the statuses of all of them. */
interface Step {
  readonly move: CollectionMove | 'none';
  readonly run: (walk: Walk) => Promise<readonly number[]>;
}

const day = 86_400_000;

const on = async (
  walk: Walk,
  name: keyof typeof operations,
  body?: unknown,
  params: Record<string, string> = {},
  headers = {},
) => {
  const operation = operations[name];
  const call = {
    as: walk.as,
    params: { transactionId: walk.id, ...params },
    headers,
    ...(body === undefined ? {} : { body }),
  };
  const response = await send(walk.platform, operation, call as Parameters<typeof send>[2]);
  await response.arrayBuffer();
  return response.status;
};

async function look({ platform, as, id }: Walk) {
  const response = await send(platform, operations.getTransaction, { as, params: { transactionId: id } });
  if (!response.ok) throw new Error(`The collection can't be read: ${await response.text()}`);
  return (await response.json()) as {
    state: CollectionState;
    version: number;
    signatories: { id: string; state: string; level: number }[];
    files: { id: string }[];
  };
}

const person = (at: number) => ({
  level: at,
  name: 'Cliente',
  firstName: 'Camille',
  email: `walk-${at}@client.example`,
  phone: clients.first.phone,
});

async function upload({ platform, as, id, pdf }: Walk, order: number): Promise<number> {
  const form = new FormData();
  form.set('file', new File([pdf], 'x.pdf', { type: 'application/pdf' }));
  const response = await send(platform, operations.uploadFile, {
    as,
    params: { transactionId: id, order: String(order) },
    form,
  });
  await response.arrayBuffer();
  return response.status;
}

/** What is open to the signer whose turn it is. */
async function asSigner(walk: Walk, run: (page: ReturnType<typeof visitor>) => Promise<void>): Promise<number> {
  try {
    const { signatories } = await look(walk);
    const mine = signatories.find(({ state }) => state === 'invited') ?? signatories[0];
    const page = visitor(walk.platform, await invitationOf(walk.platform, `walk-${mine?.level ?? 1}@client.example`));
    await page.collections.get(walk.id);
    await run(page);
    return 200;
  } catch (error) {
    return (error as { status?: number }).status ?? 499;
  }
}

/** The steps by name; those that come from the table are tried in every state, whether it allows them or not. */
const steps: Readonly<Record<string, Step>> = {
  upload: { move: 'edit', run: async (walk) => [await upload(walk, 1)] },
  uploadSecond: { move: 'edit', run: async (walk) => [await upload(walk, 2)] },
  addSigner: { move: 'edit', run: async (walk) => [await on(walk, 'createSignatory', person(1))] },
  addSecond: { move: 'edit', run: async (walk) => [await on(walk, 'createSignatory', person(2))] },
  rename: { move: 'edit', run: async (walk) => [await on(walk, 'updateTransaction', { object: 'Autre titre' })] },
  removeDocument: {
    move: 'edit',
    run: async (walk) => [
      await on(walk, 'deleteFile', undefined, { fileId: (await look(walk)).files[1]?.id ?? 'doc_nobody' }),
    ],
  },
  removeSigner: {
    move: 'edit',
    run: async (walk) => [
      await on(walk, 'deleteSignatory', undefined, {
        signatoryId: (await look(walk)).signatories[1]?.id ?? 'sig_nobody',
      }),
    ],
  },
  prepare: { move: 'prepare', run: async (walk) => [await on(walk, 'prepareTransaction')] },
  launch: { move: 'launch', run: async (walk) => [await on(walk, 'sendTransaction')] },
  launchTwice: {
    move: 'launch',
    run: async (walk) => {
      const key = { 'idempotency-key': `"${crypto.randomUUID()}"` };
      const first = await on(walk, 'sendTransaction', undefined, {}, key);
      return [first, await on(walk, 'sendTransaction', undefined, {}, key)];
    },
  },
  cancel: { move: 'cancel', run: async (walk) => [await on(walk, 'cancelTransaction')] },
  remind: { move: 'remind', run: async (walk) => [await on(walk, 'remindTransaction')] },
  reorder: {
    move: 'reorder',
    run: async (walk) => [
      await on(walk, 'reorderTransaction', {
        signatoryIds: (await look(walk)).signatories.map(({ id }) => id).toReversed(),
      }),
    ],
  },
  replace: {
    move: 'replace',
    run: async (walk) => {
      const signer = (await look(walk)).signatories.find(({ state }) => state !== 'signed');
      return [
        await on(
          walk,
          'replaceSignatory',
          { ...person(signer?.level ?? 1), level: undefined },
          { signatoryId: signer?.id ?? 'sig_nobody' },
        ),
      ];
    },
  },
  refuse: {
    move: 'refuse',
    run: async (walk) => [await asSigner(walk, async (page) => void (await page.collections.refuse(walk.id, 'Non')))],
  },
  sign: {
    move: 'complete',
    run: async (walk) => [
      await asSigner(walk, async (page) => {
        const { id, reference } = await openCeremony(page, walk.id);
        await page.ceremonies.sign(id, await codeOf(walk.platform, reference));
      }),
    ],
  },
  wait: { move: 'none', run: (walk) => pass(walk, day) },
  expire: { move: 'expire', run: (walk) => pass(walk, 15 * day + 1000) },
  purge: { move: 'purge', run: (walk) => pass(walk, 33 * day) },
};

async function pass({ platform }: Walk, milliseconds: number): Promise<number[]> {
  platform.sandbox.clock.advance(milliseconds);
  await platform.sandbox.outbox.drain();
  return [];
}

/** Which states may follow one another, by the table alone: one step may make several moves. */
function reachable(from: CollectionState): Set<CollectionState> {
  const found = new Set<CollectionState>([from]);
  for (const state of found)
    for (const move of Object.keys(collectionMoves) as CollectionMove[]) {
      const next = moveCollection(state, move);
      if (next) found.add(next);
    }
  return found;
}

/** Walks collections at random through calls, good and out of place, and holds each step against the table. */
export async function walkAtRandom(
  world: World,
  settings: { readonly walks: number; readonly steps: number; readonly seed: number },
): Promise<WalkReport> {
  const names = Object.keys(steps);
  const often = ['upload', 'addSigner', 'addSecond', 'launch', 'launch', 'sign', 'sign', 'prepare', 'refuse'];
  const rarely = new Set(['expire', 'purge']);
  const step = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...often) },
    { weight: 5, arbitrary: fc.constantFrom(...names.filter((name) => !rarely.has(name))) },
    { weight: 1, arbitrary: fc.constantFrom(...rarely) },
  );
  const path = fc.array(step, { minLength: settings.steps, maxLength: settings.steps });
  const moves: Record<string, number> = {};
  const faults: string[] = [];
  let made = 0;
  for (const walk of fc.sample(path, { numRuns: settings.walks, seed: settings.seed })) {
    made += walk.length;
    faults.push(...(await walkOnce(world, walk, moves)));
  }
  return { steps: made, moves, faults };
}

async function walkOnce(world: World, names: readonly string[], moves: Record<string, number>): Promise<string[]> {
  const { platform } = world;
  const tokens = () => platform.sandbox.seed.tokens('vendor', platform.expertId);
  const held = await tokens();
  let as: Caller = { 'jse-editor-token-office': held.officeToken, 'jse-editor-token-user': held.userToken };
  const made = await send(platform, operations.createTransaction, { as, body: { object: 'Promenade' } });
  const { id } = (await made.json()) as { id: string };
  const walk = { platform, as, id, pdf: world.pdf };
  const faults: string[] = [];
  let before = await look(walk);
  for (const [at, name] of names.entries()) {
    const step = steps[name];
    if (!step) throw new Error(`There is no step ${name}`);
    const trail = () => `${names.slice(0, at + 1).join(' → ')}`;
    const statuses = await step.run({ ...walk, as });
    if (statuses.length === 0) {
      // User tokens live five days: whoever waited signs in again.
      const { officeToken, userToken } = await tokens();
      as = { 'jse-editor-token-office': officeToken, 'jse-editor-token-user': userToken };
    }
    const after = await look({ ...walk, as });
    if (statuses.some((status) => status >= 500)) faults.push(`${trail()}: answered ${statuses.join(', ')}`);
    const done = statuses.length === 0 ? after.state !== before.state : statuses.some((status) => status < 300);
    if (step.move !== 'none')
      moves[done ? step.move : `!${step.move}`] = (moves[done ? step.move : `!${step.move}`] ?? 0) + 1;
    const why = misstep(step, before.state, after.state, done, statuses.length === 0);
    if (why) faults.push(`${trail()}: ${why}`);
    if (!done && statuses.length > 0 && after.version !== before.version)
      faults.push(`${trail()}: refused, and yet changed`);
    before = after;
  }
  return faults;
}

/** Why a step was none that the table allows; undefined where it was. */
function misstep(
  { move }: Step,
  from: CollectionState,
  to: CollectionState,
  done: boolean,
  waited: boolean,
): string | undefined {
  if (waited) return reachable(from).has(to) ? undefined : `time made ${to} of ${from}`;
  if (!done) return from === to ? undefined : `refused, and yet ${from} became ${to}`;
  if (move === 'none') return undefined;
  // A signature leaves a collection as it is until it is the last one; before the launch a new order is an edit.
  if (move === 'complete')
    return from === 'ongoing' && (to === 'ongoing' || to === 'completed')
      ? undefined
      : `signed, and ${from} became ${to}`;
  const wanted = move === 'reorder' && from !== 'ongoing' ? 'edit' : move;
  const next = moveCollection(from, wanted);
  return next === to ? undefined : `“${move}” made ${to} of ${from}, not ${next ?? 'a refusal'}`;
}
