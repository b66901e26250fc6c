import { Hono } from 'hono';
import { breaksSince, changesByWeek } from '../../store/overview.ts';
import { adoption } from '../data/adoption.ts';
import { newlyFailing } from '../data/breaks.ts';
import { trend } from '../data/figures.ts';
import { asked } from '../data/listing.ts';
import { judgedBy, type Organisation, ruleOf, tallies } from '../data/organisation.ts';
import { organisationPage } from '../pages/organisation.tsx';
import { practicesPage } from '../pages/practices.tsx';
import { rulePage } from '../pages/rule.tsx';
import { rulesPage } from '../pages/rules.tsx';
import type { Env, Web } from '../web.ts';
import { NotFound, readable } from './guard.ts';
import { viewerOf } from './viewer.ts';

const dayLength = 24 * 3600 * 1000;
const newDays = 14;
const trendDays = 182;

/** The pages of an organisation. */
export function organisation(web: Web): Hono<Env> {
  const app = new Hono<Env>();
  const daysAgo = (days: number) => new Date(web.now().getTime() - days * dayLength);
  const newly = async (organisation: Organisation) =>
    newlyFailing(organisation, await breaksSince(web.store, ids(organisation), daysAgo(newDays)));

  app.get('/orgs/:account', async (c) => {
    const { organisation } = await readable(c, web, c.req.param('account'));
    const [breaks, changes] = await Promise.all([
      newly(organisation),
      changesByWeek(web.store, ids(organisation), daysAgo(trendDays)),
    ]);
    return c.html(
      organisationPage(viewerOf(c, web), {
        organisation,
        asking: asked(new URL(c.req.url).searchParams),
        trend: trend(organisation.active, changes, web.now()),
        newlyFailing: breaks,
      }),
    );
  });

  app.get('/orgs/:account/practices', async (c) => {
    const { organisation } = await readable(c, web, c.req.param('account'));
    return c.html(practicesPage(viewerOf(c, web), organisation, adoption(organisation, web.book)));
  });

  app.get('/orgs/:account/rules', async (c) => {
    const { organisation } = await readable(c, web, c.req.param('account'));
    return c.html(rulesPage(viewerOf(c, web), organisation, await newly(organisation)));
  });

  app.get('/orgs/:account/rules/:rule{.+}', async (c) => {
    const { organisation } = await readable(c, web, c.req.param('account'));
    const { tally, judged } = ruleIn(organisation, c.req.param('rule'));
    return c.html(rulePage(viewerOf(c, web), { organisation, tally, judged, rule: ruleOf(web.book, tally.id) }));
  });
  return app;
}

/** One rule in an organisation. @throws NotFound where no readable repository was judged by it */
export function ruleIn(organisation: Organisation, id: string) {
  const tally = tallies(organisation).find((one) => one.id === id);
  if (tally === undefined) throw new NotFound();
  return { tally, judged: judgedBy(organisation, id) };
}

function ids({ active }: Organisation): readonly number[] {
  return active.map(({ id }) => id);
}
