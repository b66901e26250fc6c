import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { churn } from '../test/action/repositories.ts';
import { postgresMissing, startPostgres } from '../test/app/postgres.ts';
import { AppProcess, newData, until } from '../test/app/process.ts';
import { FakeAppGitHub } from '../test/github/fake-app-github.ts';
import { FakeRepository } from '../test/github/fake-repository.ts';

/**
 * Figures of the App for bench/README.md, against our fake GitHub on this machine (which takes its share of the two
 * cores): `npm run bench:app -- --burst 2000 --backfill 500`. Build first: `npm run build:app`.
 */
const { values } = parseArgs({
  options: {
    burst: { type: 'string', default: '2000' },
    backfill: { type: 'string', default: '500' },
    database: { type: 'string', default: 'both' },
  },
});

const missing = postgresMissing();
for (const kind of ['embedded', 'PostgreSQL'] as const) {
  if (values.database !== 'both' && values.database !== kind) continue;
  if (kind === 'PostgreSQL' && missing !== null) {
    console.log(`PostgreSQL: skipped, ${missing}`);
    continue;
  }
  await burst(kind, Number(values.burst));
  await backfill(kind, Number(values.backfill));
}

async function withApp(
  kind: 'embedded' | 'PostgreSQL',
  role: 'web' | 'all',
  body: (app: AppProcess, github: FakeAppGitHub) => Promise<void>,
): Promise<void> {
  const github = new FakeAppGitHub();
  await github.start();
  const data = newData();
  const server = kind === 'PostgreSQL' ? await startPostgres() : null;
  const database = server === null ? {} : { DATABASE_URL: await server.database() };
  const app = await AppProcess.start(
    {
      ...github.environment(),
      MLREADY_DATA: data.folder,
      ...database,
    },
    ['--role', role],
  );
  github.target = `${app.url}/api/github/webhooks`;
  try {
    await body(app, github);
  } finally {
    await app.stop();
    await server?.stop();
    await github.stop();
    data.remove();
  }
}

async function burst(kind: 'embedded' | 'PostgreSQL', many: number): Promise<void> {
  await withApp(kind, 'web', async (app, github) => {
    const acme = github.install('acme', {});
    const repositories = Array.from({ length: 100 }, (_, index) => new FakeRepository('acme', `r-${index}`, null));
    for (const repository of repositories) {
      github.repositories.push(repository);
      acme.repositories.add(repository);
    }
    const before = memory(app);
    let peak = before;
    const timer = setInterval(() => {
      peak = Math.max(peak, memory(app));
    }, 50);
    const used = processor(app);
    const times: number[] = [];
    const statuses = new Map<number, number>();
    const signed = Array.from({ length: many }, (_, index) => {
      const repository = repositories[index % repositories.length] as FakeRepository;
      const more = { action: 'opened', number: index + 1, padding: 'x'.repeat(20_000) };
      const body = JSON.stringify(github.payload(repository, more));
      const headers = {
        'content-type': 'application/json',
        'x-github-event': 'pull_request',
        'x-github-delivery': randomUUID(),
        'x-hub-signature-256': github.sign(body),
      };
      return { method: 'POST', body, headers };
    });
    const began = performance.now();
    await Promise.all(
      signed.map(async (request) => {
        const start = performance.now();
        const { status } = await fetch(github.target, request);
        times.push(performance.now() - start);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }),
    );
    const all = performance.now() - began;
    clearInterval(timer);
    const metrics = await app.metrics();
    const noted = metrics.get('mlready_webhooks_total{event="pull_request",outcome="new"}') ?? 0;
    const timely = metrics.get('mlready_webhook_seconds_bucket{le="2"}') ?? 0;
    times.sort((a, b) => a - b);
    const at = (share: number) => Math.round(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0);
    console.log(
      `${kind}: ${many} deliveries in ${Math.round(all)} ms; seen from the one client process that sends them all at once, answered after ${at(0.5)} ms (median), ${at(0.99)} ms (99 %), ${at(1)} ms (longest); by the App's own clock ${timely} within 2 s; statuses ${JSON.stringify([...statuses])}; noted ${noted}; processor time ${(processor(app) - used).toFixed(1)} s; resident memory ${before} → ${peak} MB`,
    );
  });
}

async function backfill(kind: 'embedded' | 'PostgreSQL', many: number): Promise<void> {
  await withApp(kind, 'all', async (app, github) => {
    const names = Array.from({ length: many }, (_, index) => `repository-${index}`);
    const acme = github.install(
      'acme',
      Object.fromEntries(names.map((name, index) => [name, { ...churn, 'notes.md': `${index}\n` }])),
    );
    const used = processor(app);
    const began = performance.now();
    await github.deliver('installation', { action: 'created', installation: { id: acme.id } });
    const done = async () => (await app.metrics()).get('mlready_job_seconds_count{kind="head",outcome="done"}') ?? 0;
    await until(async () => (await done()) >= many, 600_000);
    const seconds = (performance.now() - began) / 1000;
    console.log(
      `${kind}: ${many} repositories judged in ${seconds.toFixed(1)} s, ${(many / seconds).toFixed(1)} a second; processor time ${(processor(app) - used).toFixed(1)} s; resident memory ${memory(app)} MB`,
    );
  });
}

/** Seconds of processor time that the App took so far. */
function processor({ child }: AppProcess): number {
  const stat = readFileSync(`/proc/${child.pid}/stat`, 'utf8');
  const [user = '0', system = '0'] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13);
  return (Number(user) + Number(system)) / 100;
}

/** Resident, in MB. */
function memory({ child }: AppProcess): number {
  const [, kilobytes] = /VmRSS:\s+([0-9]+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kilobytes) / 1000);
}
