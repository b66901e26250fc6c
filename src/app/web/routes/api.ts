import { Hono } from 'hono';
import { auditOf, historyOf } from '../../store/history.ts';
import { meaningOf } from '../../store/verdicts.ts';
import { adoption } from '../data/adoption.ts';
import {
  auditAnswer,
  organisationAnswer,
  practiceAnswer,
  repositoryAnswer,
  ruleAnswer,
  ruleNamesAnswer,
} from '../data/answers.ts';
import { asked, listed, pageOf } from '../data/listing.ts';
import { tallies } from '../data/organisation.ts';
import description from '../openapi.json' with { type: 'json' };
import type { Env, Web } from '../web.ts';
import { NotFound, readable, readableRepository } from './guard.ts';
import { ruleIn } from './organisation.tsx';
import { organisationsOf } from './organisations.ts';

const most = 100;

/** The JSON API; `openapi.json` describes it. */
export function api(web: Web): Hono<Env> {
  const app = new Hono<Env>().basePath('/api/v1');

  app.get('/openapi.json', (c) => c.json({ ...description, servers: [{ url: `${web.publicUrl}/api/v1` }] }));

  app.get('/orgs', async (c) => c.json({ organisations: (await organisationsOf(c, web)).map(organisationAnswer) }));

  app.get('/orgs/:account', async (c) => {
    const { organisation } = await readable(c, web, c.req.param('account'));
    return c.json(organisationAnswer(organisation));
  });

  app.get('/orgs/:account/repositories', async (c) => {
    const { organisation } = await readable(c, web, c.req.param('account'));
    const asking = asked(new URL(c.req.url).searchParams);
    const { rows, page, pages, total } = pageOf(listed(organisation, asking), asking.page, most);
    return c.json({ total, page, pages, repositories: rows.map(repositoryAnswer) });
  });

  app.get('/orgs/:account/practices', async (c) => {
    const { organisation } = await readable(c, web, c.req.param('account'));
    return c.json({ practices: adoption(organisation, web.book).map(practiceAnswer) });
  });

  app.get('/orgs/:account/rules', async (c) => {
    const { organisation } = await readable(c, web, c.req.param('account'));
    return c.json({ rules: tallies(organisation).map(ruleAnswer) });
  });

  app.get('/orgs/:account/rules/:rule{.+}', async (c) => {
    const { organisation } = await readable(c, web, c.req.param('account'));
    const { tally, judged } = ruleIn(organisation, c.req.param('rule'));
    return c.json(ruleNamesAnswer(tally, judged, (letter) => meaningOf(letter).standing));
  });

  app.get('/repos/:owner/:name', async (c) => {
    const { repository } = await readableRepository(c, web, c.req.param('owner'), c.req.param('name'));
    return c.json(repositoryAnswer(repository));
  });

  app.get('/repos/:owner/:name/report', async (c) => {
    const { repository } = await readableRepository(c, web, c.req.param('owner'), c.req.param('name'));
    const audit = repository.auditId === null ? null : await auditOf(web.store, repository.id, repository.auditId);
    if (audit === null) throw new NotFound();
    return c.json(audit.report);
  });

  app.get('/repos/:owner/:name/audits', async (c) => {
    const { repository } = await readableRepository(c, web, c.req.param('owner'), c.req.param('name'));
    return c.json({ audits: (await historyOf(web.store, repository.id)).map(auditAnswer) });
  });
  return app;
}
