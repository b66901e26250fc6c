import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { reportOf } from '../../src/app/store/audits.ts';
import { openStore, type Store } from '../../src/app/store/database.ts';
import { installation } from '../../src/app/store/installations.ts';
import { repositoriesOf, repository as repositoryIn } from '../../src/app/store/repositories.ts';
import { json } from '../../src/report/json.ts';
import { churn, licence } from '../action/repositories.ts';
import { git, newRepository } from '../source/sandbox.ts';
import { Stage } from './app.ts';

const stage = Stage.forFile();

/** Looks into the database of the App while it does not run. */
async function stored<T>(look: (store: Store) => Promise<T>): Promise<T> {
  await stage.app.stop();
  const store = await openStore({ folder: join(stage.data.folder, 'database') });
  try {
    return await look(store);
  } finally {
    await store.close();
    await stage.start();
  }
}

const many = Object.fromEntries(
  Array.from({ length: 60 }, (_, number) => [`data/part-${number}.py`, `x = ${number}\n`]),
);

describe('an installation', () => {
  it('has all its repositories judged, and forgotten when it ends', async () => {
    const names = Array.from({ length: 50 }, (_, index) => `repository-${index}`);
    const acme = stage.organisation(
      Object.fromEntries(
        names.map((name, index) => [name, index === 7 ? null : { ...churn, 'notes.md': `${index}\n` }]),
      ),
    );
    const [gone, renamed, archived, pushed] = acme.repositories;
    if (gone === undefined || renamed === undefined || archived === undefined || pushed === undefined)
      throw new Error();
    await stage.installed(acme);
    const before = stage.github.asked.length;
    await stage.installed(acme, 'new_permissions_accepted');
    // Nobody's head changed.
    expect(stage.github.asked.length - before).toBeLessThan(12);
    const rows = await stored((store) => repositoriesOf(store, acme.id));
    expect(rows).toHaveLength(50);
    expect(rows.filter(({ score }) => score !== null)).toHaveLength(49);
    expect([...acme.repositories].flatMap(({ checks, notes }) => [...checks, ...notes])).toEqual([]);

    const { github, app } = stage;
    acme.repositories.delete(gone);
    renamed.name = 'another-name';
    archived.archived = true;
    pushed.push({ LICENSE: licence });
    const payload = { repository: gone.json(), installation: { id: acme.id }, action: 'deleted' };
    await github.deliver('repository', payload);
    await github.deliver('repository', github.payload(renamed, { action: 'renamed' }));
    await github.deliver('repository', github.payload(archived, { action: 'archived' }));
    await stage.pushed(pushed);
    await app.idle();
    const later = await stored(async (store) => ({
      gone: await repositoryIn(store, gone.id),
      renamed: await repositoryIn(store, renamed.id),
      archived: await repositoryIn(store, archived.id),
      pushed: await repositoryIn(store, pushed.id),
    }));
    expect(later.gone).toBeUndefined();
    expect(later.renamed).toMatchObject({ name: 'another-name' });
    expect(later.archived).toMatchObject({ archived: true });
    expect(later.pushed).toMatchObject({ commit: pushed.branches.get('main') });
    expect(later.pushed?.scoreChange).toBeGreaterThan(0);
    expect(pushed.checks).toMatchObject([{ status: 'completed' }]);

    acme.deleted = true;
    await stage.installed(acme, 'deleted');
    const rest = await stored(async (store) => [
      await installation(store, acme.id),
      await repositoriesOf(store, acme.id),
    ]);
    expect(rest).toEqual([undefined, []]);
  });

  it('that is suspended rests', async () => {
    const acme = stage.organisation({ churn });
    acme.suspended = true;
    await stage.installed(acme, 'suspend');
    const rows = await stored((store) => repositoriesOf(store, acme.id));
    expect(rows).toEqual([]);
    acme.suspended = false;
    await stage.installed(acme, 'unsuspend');
    expect(await stored((store) => repositoriesOf(store, acme.id))).toMatchObject([{ ml: true }]);
  });
});

describe('a report', () => {
  it("is the command line's, byte for byte", async () => {
    const files = { ...churn, ...many, '.mlready.yml': 'profile: service\nseverities:\n  training/seeds: low\n' };
    const folder = newRepository(files);
    const acme = stage.organisation({ [folder.split('/').at(-1) ?? '']: null });
    const [repository] = acme.repositories;
    if (repository === undefined) throw new Error();
    const commit = git(folder, 'rev-parse', 'HEAD');
    repository.branches.set('main', repository.commit(files, [], commit));
    await stage.installed(acme);
    const report = await stored(async (store) => {
      const row = await repositoryIn(store, repository.id);
      return reportOf(store, row?.auditId ?? 0);
    });
    const printed = execFileSync(
      'node',
      ['dist/cli.js', folder, '--rev', commit, '--format', 'json', '--date', report?.date ?? ''],
      {
        encoding: 'utf8',
        maxBuffer: 1 << 26,
      },
    );
    expect(report === null ? '' : json(report)).toBe(printed);
  });

  it('is the same whatever the archive is', async () => {
    const text = (archive: Buffer, change: (text: string) => string) =>
      gzipSync(Buffer.from(change(gunzipSync(archive).toString('latin1')), 'latin1'));
    const archives: Readonly<Record<string, (archive: Buffer) => Buffer>> = {
      honest: (archive) => archive,
      'cut-off': (archive) => archive.subarray(0, archive.length / 2),
      bomb: () => gzipSync(Buffer.alloc(200 << 20)),
      'lies-about-contents': (archive) => text(archive, (all) => all.replaceAll('random_state=0', 'random_state=9')),
      'lies-about-sizes': (archive) => {
        const bytes = gunzipSync(archive);
        bytes.write('77777777777', 124, 'latin1');
        return gzipSync(bytes);
      },
      'leads-out': (archive) => text(archive, (all) => all.replaceAll('data/part', '../a/part')),
    };
    const files = { ...churn, ...many };
    const acme = stage.organisation(Object.fromEntries(Object.keys(archives).map((name) => [name, files])));
    stage.github.tamperWith = ({ name }, archive) => archives[name]?.(archive) ?? archive;
    await stage.installed(acme);
    const reports = await stored(async (store) => {
      const rows = await repositoriesOf(store, acme.id);
      return Promise.all(
        rows.map(async ({ auditId }) => ({ ...(await reportOf(store, auditId ?? 0)), name: '', commit: '' })),
      );
    });
    expect(reports).toHaveLength(6);
    expect(reports[0]).toMatchObject({ ml: true, unread: [] });
    for (const report of reports) expect(report).toEqual(reports[0]);
  });
});
