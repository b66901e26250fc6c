import { type Context, Hono } from 'hono';
import { actsOf, recordAct } from '../../store/acts.ts';
import type { Installation } from '../../store/schema.ts';
import { keepSetting, setting } from '../../store/settings.ts';
import { retentionDays } from '../operations.ts';
import { administrationPage } from '../pages/administration.tsx';
import { organisationPath } from '../parts/tabs.tsx';
import { field } from '../security/forms.ts';
import type { Env, Session, Web } from '../web.ts';
import { administered, NotFound } from './guard.ts';
import { viewerOf } from './viewer.ts';

/** What administrators of an organisation may do; each act is logged. */
export function administration(web: Web): Hono<Env> {
  const app = new Hono<Env>();
  const { operations, store } = web;

  const act = async (installation: Installation, session: Session, name: string, subject: string, outcome: string) => {
    const who = { installationId: installation.id, actor: session.login, actorId: session.userId };
    await recordAct(store, { ...who, act: name, subject, outcome });
  };
  const back = (c: Context<Env>, { account }: Installation) =>
    c.redirect(organisationPath(account, 'administration'), 303);

  app.get('/orgs/:account/administration', async (c) => {
    const { installation, organisation } = await administered(c, web, c.req.param('account'));
    const readable = new Set(organisation.rows.map(({ id }) => id));
    const [deadJobs, retention, acts] = await Promise.all([
      operations.deadJobs(installation.id),
      setting(store, installation.id, retentionDays),
      actsOf(store, installation.id),
    ]);
    return c.html(
      administrationPage(viewerOf(c, web), {
        account: installation.account,
        deadJobs: deadJobs.filter(({ repositoryId }) => repositoryId === null || readable.has(repositoryId)),
        retention: typeof retention === 'number' ? retention : null,
        acts,
      }),
    );
  });

  app.post('/orgs/:account/administration/replay', async (c) => {
    const { installation, session } = await administered(c, web, c.req.param('account'));
    const id = (await field(c, 'job')) ?? '';
    const job = (await operations.deadJobs(installation.id)).find((one) => one.id === id);
    if (job === undefined) throw new NotFound();
    const replayed = await operations.replay(installation.id, id);
    await act(installation, session, 'run again', job.about, replayed ? 'queued' : 'was no longer there');
    return back(c, installation);
  });

  app.post('/orgs/:account/administration/audit', async (c) => {
    const { installation, session } = await administered(c, web, c.req.param('account'));
    await operations.auditAll(installation.id);
    await act(installation, session, 'audit', 'every repository', 'queued');
    return back(c, installation);
  });

  app.post('/orgs/:account/administration/retention', async (c) => {
    const { installation, session } = await administered(c, web, c.req.param('account'));
    const text = ((await field(c, 'days')) ?? '').trim();
    const days = text === '' ? null : Number(text);
    if (days !== null && !(Number.isInteger(days) && days >= 1 && days <= 36_500)) {
      return c.text('The number of days must be whole, from 1 to 36,500.\n', 400);
    }
    await keepSetting(store, installation.id, retentionDays, days);
    await act(installation, session, 'keep audits', days === null ? 'for ever' : `for ${days} days`, 'set');
    return back(c, installation);
  });
  return app;
}
