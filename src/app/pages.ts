import { createHash, randomUUID } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { builtInBook } from '../surface/book.ts';
import type { Parts } from './parts.ts';
import { type Job, keyOf } from './queue/job.ts';
import type { Credentials } from './settings.ts';
import { repository } from './store/repositories.ts';
import { webApp } from './web/app.ts';
import type { Operations } from './web/operations.ts';

/** The dashboard, and whatever else people see. */
export async function pages(parts: Parts, credentials: Credentials, wake: () => void): Promise<RequestListener> {
  const { settings, store, version, log } = parts;
  const { signIn, publicUrl, host, port } = settings;
  if (signIn === null) {
    log.warn('nobody can sign in: GITHUB_CLIENT_ID and GITHUB_CLIENT_SECRET are not set');
    return (_, response) => {
      response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' });
      response.end('mlready runs without its dashboard: GITHUB_CLIENT_ID and GITHUB_CLIENT_SECRET are not set\n');
    };
  }
  const app = webApp({
    store,
    operations: operations(parts, wake),
    book: await builtInBook(),
    github: { ...signIn, webUrl: settings.server, apiUrl: settings.api },
    secret: settings.secret ?? secretFrom(credentials),
    publicUrl: publicUrl ?? `http://${host}:${port}`,
    version,
    onError: (error) => log.error({ err: error }, 'a page failed'),
  });
  return getRequestListener(app.fetch);
}

/** The same in every process of this App, without another secret to keep. */
function secretFrom({ webhookSecret, privateKey }: Credentials): string {
  return createHash('sha256').update(`pages of mlready\n${webhookSecret}\n${privateKey}`).digest('hex');
}

function operations({ queue, store }: Parts, wake: () => void): Operations {
  const add = async (job: Job) => {
    await queue.add([job]);
    wake();
  };
  return {
    audit: async (id) => {
      const found = await repository(store, id);
      if (found === undefined) return;
      await add({
        kind: 'head',
        installation: found.installationId,
        owner: found.owner,
        repo: found.name,
        repository: id,
        reason: 'request',
        again: randomUUID(),
        delivery: null,
      });
    },
    auditAll: (installation) => add({ kind: 'sync', installation, again: randomUUID(), delivery: null }),
    deadJobs: async (installation) =>
      (await queue.dead(installation)).map(({ id, job, at, problem }) => ({
        id,
        about: keyOf(job),
        failedAt: at,
        problem,
        repositoryId: 'repository' in job ? job.repository : null,
      })),
    replay: async (installation, id) => {
      if (!(await queue.dead(installation)).some((dead) => dead.id === id)) return false;
      const moved = await queue.replay([id]);
      wake();
      return moved > 0;
    },
  };
}
