import { PgBoss } from 'pg-boss';
import { beforeAll, expect, it } from 'vitest';
import { actsOf, recordAct } from '../../../src/app/store/acts.ts';
import { auditedCommit, recordAudit, reportOf, reportOfCommit } from '../../../src/app/store/audits.ts';
import type { Store } from '../../../src/app/store/database.ts';
import { delivery, knownDeliveries, recordDelivery, settleDelivery } from '../../../src/app/store/deliveries.ts';
import { exported } from '../../../src/app/store/export.ts';
import { deleteInstallation, installationOf, upsertInstallation } from '../../../src/app/store/installations.ts';
import {
  deleteOtherRepositories,
  renameRepository,
  repositoriesOf,
  repository,
  repositoryNamed,
  upsertRepositories,
} from '../../../src/app/store/repositories.ts';
import { deleteOldAudits } from '../../../src/app/store/retention.ts';
import { keepSetting, setting } from '../../../src/app/store/settings.ts';
import { onBothEngines } from './engines.ts';
import { reportWith } from './reports.ts';

const account = { id: 1, accountId: 10, account: 'acme', accountType: 'Organization' } as const;

function repositoryData(id: number, name: string, installationId = 1) {
  const flags = { private: true, archived: false, topics: ['ml', 'nlp'], defaultBranch: 'main' };
  return { id, installationId, owner: 'acme', name, ...flags };
}

function auditData(repositoryId: number, day: number, report = reportWith(), commit = 'a'.repeat(40)) {
  const at = new Date(Date.UTC(2026, 10, day));
  return { repositoryId, commit, branch: 'main', pullRequest: null, at, reason: 'push', report };
}

onBothEngines('the store', (open) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
    await upsertInstallation(store, account);
    await upsertRepositories(store, [repositoryData(100, 'churn'), repositoryData(101, 'fraud')]);
  });
  const audit = (data: ReturnType<typeof auditData> | Parameters<typeof recordAudit>[1]) =>
    store.transaction((t) => recordAudit(t, data));

  it('knows a delivery by its id, however often it comes', async () => {
    const data = { id: 'd-1', event: 'push', action: null, installationId: 1, repositoryId: 100 };
    expect(await recordDelivery(store, data)).toBe(true);
    expect(await recordDelivery(store, data)).toBe(false);
    expect(await knownDeliveries(store, ['d-1', 'd-2'])).toEqual(new Set(['d-1']));
    await settleDelivery(store, 'd-1', 'failed', 'GitHub did not answer');
    expect(await delivery(store, 'd-1')).toMatchObject({ state: 'failed', problem: 'GitHub did not answer' });
  });

  it('gives ids as numbers and topics as a list', async () => {
    expect(await repository(store, 100)).toMatchObject({ id: 100, name: 'churn', topics: ['ml', 'nlp'], score: null });
    expect((await installationOf(store, 'ACME'))?.id).toBe(1);
  });

  it('undoes a transaction that throws, and goes on', async () => {
    const failing = store.transaction(async (t) => {
      await renameRepository(t, 100, 'acme', 'lost');
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await expect(store.executeSql('begin; select 1; select nonsense; commit')).rejects.toThrow('nonsense');
    await expect(store.executeSql('select $1::int', ['x'])).rejects.toThrow();
    expect((await repository(store, 100))?.name).toBe('churn');
  });

  it('runs transactions that come at once without losing an update', async () => {
    await keepSetting(store, 0, 'count', 0);
    await Promise.all(
      Array.from({ length: 20 }, () =>
        store.transaction(async (t) => {
          await t.executeSql('lock table settings');
          await keepSetting(t, 0, 'count', Number(await setting(t, 0, 'count')) + 1);
        }),
      ),
    );
    expect(await setting(store, 0, 'count')).toBe(20);
  });

  it('says at once that the wrong handle is used inside a transaction, where it would wait for ever', async () => {
    const wrong = store.transaction(() => repository(store, 100));
    if (store.kind === 'pglite') await expect(wrong).rejects.toThrow('inside a transaction');
    else expect((await wrong)?.id).toBe(100);
  });

  it('keeps an audit and shows it as the latest of its repository', async () => {
    const id = await audit(auditData(100, 1, reportWith({ 'training/seeds': 'fail' })));
    expect(id).toBeGreaterThan(0);
    expect(await repository(store, 100)).toMatchObject({
      auditId: id,
      score: 75,
      grade: 'B',
      verdicts: 'pHpp',
      fails: 1,
    });
    expect(await reportOf(store, id ?? 0)).toEqual(reportWith({ 'training/seeds': 'fail' }));
    expect(await auditedCommit(store, 100)).toBe('a'.repeat(40));
  });

  it('keeps the same report of the same commit once', async () => {
    const again = await audit(auditData(100, 1, reportWith({ 'training/seeds': 'fail' })));
    expect(again).toBe((await repository(store, 100))?.auditId);
  });

  it('notes what broke and what was fixed', async () => {
    const id = await audit(auditData(100, 2, reportWith({ 'testing/ci': 'fail' }), 'b'.repeat(40)));
    const turns = await store.db
      .selectFrom('turns')
      .select(['rule', 'turn'])
      .where('auditId', '=', id ?? 0)
      .execute();
    expect(turns.toSorted((a, b) => a.rule.localeCompare(b.rule))).toEqual([
      { rule: 'testing/ci', turn: 'broke' },
      { rule: 'training/seeds', turn: 'fixed' },
    ]);
    expect(await repository(store, 100)).toMatchObject({ scoreChange: 0, verdicts: 'ppMp' });
  });

  it('leaves the latest alone for a pull request, another branch and an older audit', async () => {
    const pull = { ...auditData(100, 3, reportWith(), 'c'.repeat(40)), branch: null, pullRequest: 7 };
    const queue = { ...auditData(100, 3, reportWith(), 'd'.repeat(40)), branch: 'gh-readonly-queue/main/pr-7' };
    expect(await audit(pull)).not.toBeNull();
    expect(await audit(queue)).not.toBeNull();
    expect(await audit(auditData(100, 1, reportWith(), 'e'.repeat(40)))).not.toBeNull();
    expect(await repository(store, 100)).toMatchObject({ commit: 'b'.repeat(40), score: 75 });
    expect((await reportOfCommit(store, 100, 'c'.repeat(40)))?.report.score).toBe(100);
  });

  it('keeps nothing for a repository that is gone', async () => {
    expect(await audit(auditData(999, 1))).toBeNull();
  });

  it('follows a renamed repository by its id, also while names are swapped', async () => {
    await renameRepository(store, 100, 'acme', 'fraud');
    expect((await repositoryNamed(store, 'Acme', 'Fraud'))?.id).toBe(100);
    await renameRepository(store, 101, 'acme', 'churn');
    expect((await repositoryNamed(store, 'acme', 'churn'))?.id).toBe(101);
    expect((await repository(store, 100))?.score).toBe(75);
  });

  it('adds the deltas of the history up to the present score', async () => {
    const sums = await store.db
      .selectFrom('audits')
      .select(({ fn }) => [fn.sum<number>('scoreDelta').as('score'), fn.sum<number>('scoredDelta').as('scored')])
      .where('repositoryId', '=', 100)
      .executeTakeFirstOrThrow();
    expect({ score: Number(sums.score), scored: Number(sums.scored) }).toEqual({ score: 75, scored: 1 });
  });

  it('deletes old audits but never the latest', async () => {
    await audit(auditData(101, 1));
    const deleted = await deleteOldAudits(store, new Date('2027-01-01'));
    expect(deleted).toBe(4);
    const left = await store.db.selectFrom('audits').select('repositoryId').orderBy('repositoryId').execute();
    expect(left).toEqual([{ repositoryId: 100 }, { repositoryId: 101 }]);
    expect(await reportOf(store, (await repository(store, 100))?.auditId ?? 0)).not.toBeNull();
  });

  it('exports everything as lines of JSON, with reports and without secrets', async () => {
    await recordAct(store, {
      installationId: 1,
      actor: 'ann',
      actorId: 5,
      act: 'audit',
      subject: 'fraud',
      outcome: 'queued',
    });
    expect(await actsOf(store, 1)).toMatchObject([{ actor: 'ann', act: 'audit' }]);
    const lines: Record<string, unknown>[] = [];
    for await (const line of exported(store)) lines.push(JSON.parse(line));
    expect(lines.map(({ kind }) => kind)).toEqual([
      'installation',
      'repository',
      'repository',
      'audit',
      'audit',
      'act',
    ]);
    expect(lines[3]).toMatchObject({ report: { schemaVersion: 1, rules: [{ id: 'data/versioned' }, {}, {}, {}] } });
  });

  it('sends jobs of pg-boss in the same transaction, or not at all', async () => {
    const boss = new PgBoss({ db: store, ...(store.kind === 'pglite' ? { backend: 'pglite' as const } : {}) });
    boss.on('error', () => {});
    await boss.start();
    await boss.createQueue('audit');
    const id = '8d1a4a3e-6f0c-4d53-8a8e-3b0b6c1f1a00';
    await store.transaction((t) => boss.send('audit', { kept: true }, { id, db: t }));
    const undone = store.transaction(async (t) => {
      await boss.send('audit', { kept: false }, { db: t });
      throw new Error('undo');
    });
    await expect(undone).rejects.toThrow('undo');
    expect(await boss.fetch('audit', { batchSize: 5 })).toMatchObject([{ id, data: { kept: true } }]);
    await boss.stop({ graceful: false, close: false });
  });

  it('drops what an installation no longer holds, and all of it when it goes', async () => {
    expect(await deleteOtherRepositories(store, 1, [100])).toEqual([101]);
    expect((await repositoriesOf(store, 1)).map(({ id }) => id)).toEqual([100]);
    await deleteInstallation(store, 1);
    for (const table of ['repositories', 'audits', 'turns', 'acts', 'deliveries'] as const) {
      expect(await store.db.selectFrom(table).selectAll().execute(), table).toEqual([]);
    }
  });
});
