import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../../src/app/store/database.ts';
import { keepSetting, setting } from '../../../src/app/store/settings.ts';
import { postgresMissing, startPostgres } from '../postgres.ts';

describe('opening', () => {
  it('keeps what is in its folder', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'mlready-store-'));
    const first = await openStore({ folder: join(folder, 'data') });
    await keepSetting(first, 0, 'kept', ['yes']);
    await first.close();
    const second = await openStore({ folder: join(folder, 'data') });
    expect(await setting(second, 0, 'kept')).toEqual(['yes']);
    await second.close();
    await expect(setting(second, 0, 'kept')).rejects.toThrow();
    await rm(folder, { recursive: true });
  });

  it('hears notifications of the embedded database', async () => {
    const store = await openStore({ folder: null });
    const heard = new Promise<string>((resolve) => {
      void store.listen?.('bell', resolve, () => {
        void store.executeSql("select pg_notify('bell', 'ding')");
      });
    });
    expect(await heard).toBe('ding');
    await store.close();
  });

  const missing = postgresMissing();
  it.skipIf(missing !== null)(`makes the tables once, whoever comes first${missing ?? ''}`, async () => {
    const server = await startPostgres();
    const url = await server.database();
    const stores = await Promise.all([1, 2, 3, 4].map(() => openStore({ url, connections: 2 })));
    await keepSetting(stores[0] ?? expect.fail(), 0, 'one', 1);
    expect(await setting(stores[3] ?? expect.fail(), 0, 'one')).toBe(1);
    await Promise.all(stores.map((store) => store.close()));
    await server.stop();
  });
});
