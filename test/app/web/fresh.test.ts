import { expect, it } from 'vitest';
import { Fresh } from '../../../src/app/web/access/fresh.ts';

/** A value that counts how often it was asked for. */
function counted() {
  const clock = { now: 0 };
  const fresh = new Fresh<number>(100, () => clock.now);
  const state = { asked: 0, fails: false };
  const load = async () => {
    state.asked += 1;
    if (state.fails) throw new Error('no answer');
    return state.asked;
  };
  return { clock, state, ask: () => fresh.get('ann', load), fresh };
}

it('asks once for all who ask at once, and keeps the answer', async () => {
  const { ask, state } = counted();
  expect(await Promise.all([ask(), ask(), ask()])).toEqual([1, 1, 1]);
  expect(state.asked).toBe(1);
});

it('gives nothing that is older than it may be', async () => {
  const { ask, clock } = counted();
  await ask();
  clock.now = 100;
  expect(await ask()).toBe(2);
});

it('renews in the background from half the age on', async () => {
  const { ask, clock } = counted();
  await ask();
  clock.now = 60;
  expect(await ask()).toBe(1);
  await Promise.resolve();
  clock.now = 70;
  expect(await ask()).toBe(2);
});

it('keeps no failure, and never falls back to what is too old', async () => {
  const { ask, clock, state } = counted();
  await ask();
  state.fails = true;
  clock.now = 60;
  expect(await ask()).toBe(1);
  clock.now = 120;
  await expect(ask()).rejects.toThrow('no answer');
  state.fails = false;
  expect(await ask()).toBe(4);
});

it('does not keep an answer for somebody who signed out meanwhile', async () => {
  const { ask, clock, fresh } = counted();
  await ask();
  clock.now = 110;
  const asking = ask();
  fresh.forget('ann');
  await asking;
  expect(await ask()).toBe(3);
});
