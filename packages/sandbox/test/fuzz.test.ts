import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { runCalls } from './fuzz/run.ts';
import { walkAtRandom } from './fuzz/walk.ts';
import { foundWorld, type World } from './fuzz/world.ts';

describe('whatever is sent', () => {
  let world: World;
  before(async () => {
    world = await foundWorld();
  });
  after(() => world.platform.sandbox.close());

  test('never a 5xx, always a documented problem, never another firm’s data', { timeout: 170_000 }, async () => {
    const { faults, statuses } = await runCalls(world, { runs: 1500, seed: 20_261_123 });
    assert.deepEqual(faults, []);
    for (const status of [200, 400, 401, 403, 404]) assert.ok(statuses[status], `some call answers ${status}`);
  });

  test('random walks never make a move that the table forbids', { timeout: 170_000 }, async () => {
    const { faults, moves } = await walkAtRandom(world, { walks: 12, steps: 18, seed: 20_261_123 });
    assert.deepEqual(faults, []);
    for (const move of ['edit', 'prepare', 'launch', 'cancel', 'remind', 'refuse', 'expire'])
      assert.ok(moves[move], `some walk makes the move ${move}`);
  });
});
