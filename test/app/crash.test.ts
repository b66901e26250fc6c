import { describe, expect, it } from 'vitest';
import { churn, worse } from '../action/repositories.ts';
import type { FakePull, FakeRepository } from '../github/fake-repository.ts';
import { Stage } from './app.ts';
import { AppProcess, pause, until } from './process.ts';

const stage = Stage.forFile();
const changes = worse as Record<string, string>;
const KILLS = Number(process.env.MLREADY_KILLS ?? 50);
const SENDERS = 3;

/** The same chances in every run, so that a failure can be looked at again. */
function chances(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
}

describe('the App', () => {
  it(`killed ${KILLS} times under load loses nothing that it acknowledged, and posts nothing twice`, async () => {
    const acme = stage.organisation(Object.fromEntries([1, 2, 3, 4].map((index) => [`churn-${index}`, churn])));
    const repositories = [...acme.repositories];
    const opened: { readonly repository: FakeRepository; readonly pull: FakePull; acknowledged: boolean }[] = [];
    let isOver = false;
    const chance = chances(42);
    const send = async () => {
      while (!isOver) {
        const repository = repositories[opened.length % repositories.length] as FakeRepository;
        const one = { repository, pull: repository.pull(`topic-${opened.length}`, changes), acknowledged: false };
        opened.push(one);
        one.acknowledged = (await stage.pulled(repository, one.pull.number)) === 202;
        await pause(50 + chance() * 1000);
      }
    };
    const senders = Array.from({ length: SENDERS }, send);
    for (let kill = 0; kill < KILLS; kill++) {
      await pause(chance() * 1500);
      await stage.app.stop('SIGKILL');
      stage.app = new AppProcess(stage.env);
      // Some die before they are ready.
      if (chance() < 0.2) {
        await pause(chance() * 400);
        continue;
      }
      await stage.app.ready();
      stage.github.target = `${stage.app.url}/api/github/webhooks`;
    }
    await stage.app.stop('SIGKILL');
    await stage.start();
    isOver = true;
    await Promise.all(senders);
    const acknowledged = opened.filter((one) => one.acknowledged);
    const notesOf = ({ repository, pull }: (typeof opened)[number]) =>
      repository.notes.filter(({ number }) => number === pull.number);
    const checksOf = ({ repository, pull }: (typeof opened)[number]) =>
      repository.checks.filter(({ external_id }) => external_id.startsWith(`pull:${pull.number}:`));
    await until(
      () => acknowledged.every((one) => checksOf(one).some(({ status }) => status === 'completed')),
      180_000,
      () => stage.app.log.slice(-3000),
    );
    await stage.app.idle();
    expect(acknowledged.length).toBeGreaterThan(KILLS / 5);
    for (const one of acknowledged) {
      expect(checksOf(one)).toMatchObject([{ status: 'completed', conclusion: 'failure' }]);
      expect(checksOf(one)[0]?.annotations).toHaveLength(3);
      expect(notesOf(one)).toHaveLength(1);
    }
    for (const one of opened) {
      expect(notesOf(one).length).toBeLessThanOrEqual(1);
      expect(checksOf(one).length).toBeLessThanOrEqual(1);
    }
  }, 900_000);
});
