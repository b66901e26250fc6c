import { expect, it, onTestFinished } from 'vitest';
import type { Job } from '../../../src/app/queue/job.ts';
import { type Claim, Queue } from '../../../src/app/queue/queue.ts';
import type { Store } from '../../../src/app/store/database.ts';
import { onBothEngines } from '../store/engines.ts';

const at = (repo: string, installation = 1) => ({ installation, owner: 'acme', repo, repository: repo.length });
const pull = (repo: string, number: number, installation = 1): Job => ({
  ...at(repo, installation),
  kind: 'pull',
  number,
  delivery: null,
});
const backfill = (repo: string, installation = 1): Job => ({
  ...at(repo, installation),
  kind: 'head',
  reason: 'backfill',
  delivery: null,
});

onBothEngines('the queue', (open) => {
  const opened = async (perInstallation = 16): Promise<{ store: Store; queue: Queue }> => {
    const store = await open();
    const errors: Error[] = [];
    const queue = await Queue.open(store, { heartbeat: 10, perInstallation, onError: (error) => errors.push(error) });
    onTestFinished(async () => {
      await queue.close();
      expect(errors).toEqual([]);
    });
    return { store, queue };
  };
  const taken = async (queue: Queue): Promise<Claim> => {
    const claim = await queue.take([]);
    if (claim === null) throw new Error('nothing to take');
    return claim;
  };

  it('gives pull requests before a backfill, and the oldest first', async () => {
    const { queue } = await opened();
    await queue.add([backfill('a'), backfill('b')]);
    await queue.add([pull('c', 1)]);
    await queue.add([pull('c', 2)]);
    const jobs = [await taken(queue), await taken(queue), await taken(queue)].map(({ job }) => job);
    expect(jobs).toMatchObject([{ number: 1 }, { number: 2 }, { kind: 'head' }]);
  });

  it('keeps one waiting and one active job a pull request, and never stalls the others', async () => {
    const { queue } = await opened();
    expect(await queue.add([pull('c', 1), pull('c', 1)])).toHaveLength(1);
    const first = await taken(queue);
    expect(await queue.add([pull('c', 1)])).toHaveLength(1);
    expect(await queue.add([pull('c', 1)])).toHaveLength(0);
    expect(await queue.take([])).toBeNull();
    await queue.add([backfill('d')]);
    expect((await taken(queue)).job.kind).toBe('head');
    await queue.done(first);
    expect((await taken(queue)).job).toMatchObject({ number: 1 });
    expect(await queue.take([])).toBeNull();
  });

  it('hands the urgency of a push and the wish to repeat to the job that waits', async () => {
    const { queue } = await opened();
    await queue.add([backfill('a'), pull('z', 9)]);
    await queue.add([{ ...at('a'), kind: 'head', reason: 'push', delivery: null, again: 'x' }]);
    await queue.add([pull('c', 1)]);
    await queue.add([{ ...pull('c', 1), again: 'delivery' } as Job]);
    const jobs = [await taken(queue), await taken(queue), await taken(queue)].map(({ job }) => job);
    expect(jobs).toMatchObject([{ number: 9 }, { number: 1, again: 'delivery' }, { reason: 'push', again: 'x' }]);
  });

  it('adds nothing when the transaction is undone', async () => {
    const { store, queue } = await opened();
    await expect(
      store.transaction(async (t) => {
        await queue.add([pull('c', 1)], t);
        throw new Error('undone');
      }),
    ).rejects.toThrow('undone');
    expect(await queue.take([])).toBeNull();
  });

  it('gives an installation its share alone, and none while it rests', async () => {
    const { queue } = await opened(2);
    await queue.add([backfill('a'), backfill('b'), backfill('c'), backfill('x', 2)]);
    expect((await queue.take(['1']))?.job.installation).toBe(2);
    const installations = [await queue.take([]), await queue.take([]), await queue.take([])];
    expect(installations.map((claim) => claim?.job.installation)).toEqual([1, 1, undefined]);
  });

  it('tries a failed job again later, keeps it with the dead at last, and replays it', async () => {
    const { store, queue } = await opened();
    await queue.add([pull('c', 1)]);
    for (let attempt = 0; attempt <= 8; attempt++) {
      const claim = await taken(queue);
      expect(claim.retryCount).toBe(attempt);
      await queue.fail(claim, 'GitHub was down');
      expect(await queue.take([])).toBeNull();
      await store.executeSql('update pgboss.job set start_after = now()');
    }
    const [dead] = await queue.dead(1);
    expect(dead).toMatchObject({ job: { number: 1 }, problem: 'GitHub was down' });
    expect(await queue.depth()).toMatchObject({ waiting: 0, active: 0, dead: 1 });
    expect(await queue.dead(2)).toEqual([]);
    expect(await queue.replay([dead?.id ?? ''])).toBe(1);
    expect((await taken(queue)).job).toMatchObject({ number: 1 });
    expect((await queue.depth()).dead).toBe(0);
  });

  it('puts off without counting, and lets a newer job of the key do the work', async () => {
    const { store, queue } = await opened();
    await queue.add([pull('c', 1)]);
    await queue.postpone(await taken(queue), new Date(Date.now() + 60_000));
    expect(await queue.take([])).toBeNull();
    await store.executeSql("update pgboss.job set start_after = now() where state = 'created'");
    const claim = await taken(queue);
    expect(claim.retryCount).toBe(0);
    await queue.add([pull('c', 1)]);
    await queue.postpone(claim, new Date(Date.now() + 60_000));
    expect(await queue.depth()).toMatchObject({ waiting: 1, active: 0 });
  });

  it('gives back what a process that is gone was working on, without counting it', async () => {
    const { queue } = await opened();
    await queue.add([pull('c', 1), pull('c', 2)]);
    await taken(queue);
    await taken(queue);
    await queue.add([pull('c', 1)]);
    expect(await queue.reclaim()).toBe(2);
    const first = await taken(queue);
    const second = await taken(queue);
    expect([first.retryCount, second.retryCount]).toEqual([0, 0]);
    await queue.fail(first, 'x');
    await queue.done(second);
    expect((await queue.depth()).waiting).toBe(2);
  });

  it('forgets an installation that is gone', async () => {
    const { queue } = await opened();
    await queue.add([pull('c', 1), pull('x', 1, 2)]);
    await queue.forget(1);
    expect((await taken(queue)).job.installation).toBe(2);
    expect(await queue.take([])).toBeNull();
  });
});
