import { type Context, Hono } from 'hono';
import { linksTo } from '../../../github/links.ts';
import { recordAct } from '../../store/acts.ts';
import { auditOf, historyOf } from '../../store/history.ts';
import type { Repository } from '../../store/schema.ts';
import { csv } from '../data/csv.ts';
import { repositoryPage } from '../pages/repository.tsx';
import { repositoryPath } from '../parts/tabs.tsx';
import type { Env, Web } from '../web.ts';
import { badgeAddress } from './badge.tsx';
import { download } from './download.ts';
import { NotFound, readableRepository } from './guard.ts';
import { viewerOf } from './viewer.ts';

const path = '/repos/:owner/:name';

/** The pages of a repository, and what can be downloaded of it. */
export function repository(web: Web): Hono<Env> {
  const app = new Hono<Env>();

  const show = async (c: Context<Env>, owner: string, name: string, auditId: number | null) => {
    const { repository, installation, administers } = await readableRepository(c, web, owner, name);
    const id = auditId ?? repository.auditId;
    const [audit, history] = await Promise.all([
      id === null ? null : auditOf(web.store, repository.id, id),
      historyOf(web.store, repository.id),
    ]);
    if (auditId !== null && audit === null) throw new NotFound();
    const commit = audit?.commit ?? 'HEAD';
    return c.html(
      repositoryPage(viewerOf(c, web), {
        account: installation.account,
        repository,
        shown: audit === null || id === null ? null : { ...audit, id, latest: id === repository.auditId },
        history,
        link: linksTo(web.github.webUrl, `${repository.owner}/${repository.name}`, commit, ''),
        webUrl: web.github.webUrl,
        badge: { image: badgeAddress(web, repository), page: web.publicUrl + repositoryPath(repository) },
        administers,
      }),
    );
  };

  app.get(path, (c) => show(c, c.req.param('owner'), c.req.param('name'), null));
  app.get(`${path}/audits/:id{[0-9]+}`, (c) =>
    show(c, c.req.param('owner'), c.req.param('name'), idFrom(c.req.param('id'))),
  );

  app.get(`${path}/report.json`, async (c) => {
    const { repository } = await readableRepository(c, web, c.req.param('owner'), c.req.param('name'));
    const wanted = c.req.query('audit');
    const id = wanted === undefined ? repository.auditId : idFrom(wanted);
    const audit = id === null ? null : await auditOf(web.store, repository.id, id);
    if (audit === null) throw new NotFound();
    return download(
      c,
      'application/json',
      fileName(repository, 'report.json'),
      `${JSON.stringify(audit.report, null, 2)}\n`,
    );
  });

  app.get(`${path}/history.csv`, async (c) => {
    const { repository } = await readableRepository(c, web, c.req.param('owner'), c.req.param('name'));
    const rows = (await historyOf(web.store, repository.id, 10_000)).map((entry) => [
      entry.at.toISOString(),
      entry.commit,
      entry.score,
      entry.grade,
      entry.passes,
      entry.fails,
      entry.broke.join(' '),
      entry.fixed.join(' '),
    ]);
    const heading = ['at', 'commit', 'score', 'grade', 'pass', 'fail', 'broke', 'fixed'];
    return download(c, 'text/csv', fileName(repository, 'history.csv'), csv(heading, rows));
  });

  app.post(`${path}/audit`, async (c) => {
    const { session, repository, installation, administers } = await readableRepository(
      c,
      web,
      c.req.param('owner'),
      c.req.param('name'),
    );
    if (!administers) throw new NotFound();
    await web.operations.audit(repository.id);
    const who = { installationId: installation.id, actor: session.login, actorId: session.userId };
    const subject = `${repository.owner}/${repository.name}`;
    await recordAct(web.store, { ...who, act: 'audit', subject, outcome: 'queued' });
    return c.redirect(repositoryPath(repository), 303);
  });
  return app;
}

function idFrom(text: string): number {
  const id = Number(text);
  if (!Number.isSafeInteger(id)) throw new NotFound();
  return id;
}

function fileName({ owner, name }: Repository, end: string): string {
  return `${owner}-${name}-${end}`;
}
