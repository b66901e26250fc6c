import { Hono } from 'hono';
import { adoption } from '../data/adoption.ts';
import { organisationAnswer, practiceAnswer, repositoryAnswer, ruleAnswer } from '../data/answers.ts';
import { type Cell, csv } from '../data/csv.ts';
import { asked, listed } from '../data/listing.ts';
import { tallies } from '../data/organisation.ts';
import type { Env, Web } from '../web.ts';
import { download } from './download.ts';
import { readable } from './guard.ts';

/** Lists of an organisation as CSV and JSON, narrowed and sorted as the page that links to them. */
export function exports(web: Web): Hono<Env> {
  const app = new Hono<Env>();

  for (const [list, answer] of Object.entries(lists)) {
    for (const format of ['csv', 'json'] as const) {
      app.get(`/orgs/:account/${list}.${format}`, async (c) => {
        const { organisation } = await readable(c, web, c.req.param('account'));
        const items = answer(organisation, web, new URL(c.req.url).searchParams);
        const name = `${organisation.account}-${list}.${format}`;
        return format === 'csv'
          ? download(c, 'text/csv', name, table(items))
          : download(
              c,
              'application/json',
              name,
              `${JSON.stringify({ ...organisationAnswer(organisation), [list]: items }, null, 2)}\n`,
            );
      });
    }
  }
  return app;
}

type Answer = (
  organisation: Parameters<typeof tallies>[0],
  web: Web,
  parameters: URLSearchParams,
) => readonly Readonly<Record<string, unknown>>[];

const lists: Readonly<Record<string, Answer>> = {
  repositories: (organisation, _, parameters) => listed(organisation, asked(parameters)).map(repositoryAnswer),
  practices: (organisation, { book }) => adoption(organisation, book).map(practiceAnswer),
  rules: (organisation) => tallies(organisation).map(ruleAnswer),
};

/** Rows of one shape as a table; a list in a cell is separated by spaces. */
function table(items: readonly Readonly<Record<string, unknown>>[]): string {
  const heading = Object.keys(items[0] ?? {});
  return csv(
    heading,
    items.map((item) =>
      heading.map((key) => {
        const value = item[key];
        return Array.isArray(value) ? value.join(' ') : (value as Cell);
      }),
    ),
  );
}
