import type { FC } from 'hono/jsx';
import type { Act } from '../../store/schema.ts';
import type { DeadJob } from '../operations.ts';
import { FormToken, page, type Viewer } from '../parts/page.tsx';
import { organisationPath, Tabs } from '../parts/tabs.tsx';
import { When } from '../parts/when.tsx';
import { moment } from '../parts/words.ts';

export interface AdministrationView {
  readonly account: string;
  readonly deadJobs: readonly DeadJob[];
  /** Days for which audits are kept; null for ever. */
  readonly retention: number | null;
  readonly acts: readonly Act[];
}

/** What administrators of an organisation do here, and the log of it. */
export function administrationPage(viewer: Viewer, view: AdministrationView) {
  const { account, deadJobs, retention, acts } = view;
  const path = organisationPath(account, 'administration');
  const now = viewer.web.now();
  return page({
    viewer,
    title: `Administration of ${account}`,
    crumbs: [
      { text: account, href: organisationPath(account) },
      { text: 'Administration', href: path },
    ],
    children: (
      <>
        <h1>{account}</h1>
        <Tabs account={account} at="administration" administers />
        <section>
          <h2>Failed jobs</h2>
          {deadJobs.length === 0 ? (
            <p class="empty">No job has failed for good.</p>
          ) : (
            <ul class="rows jobs">
              {deadJobs.map((job) => (
                <li>
                  <div>
                    <strong>{job.about}</strong>
                    <span class="soft row-note">
                      {job.problem} (<When at={job.failedAt} now={now} />)
                    </span>
                  </div>
                  <form method="post" action={`${path}/replay`}>
                    <FormToken viewer={viewer} />
                    <input type="hidden" name="job" value={job.id} />
                    <button type="submit" class="secondary" aria-label={`Run again: ${job.about}`}>
                      Run again
                    </button>
                  </form>
                </li>
              ))}
            </ul>
          )}
        </section>
        <section>
          <h2>Audits</h2>
          <form class="inline" method="post" action={`${path}/audit`}>
            <FormToken viewer={viewer} />
            <button type="submit" class="secondary">
              Audit every repository again
            </button>
          </form>
        </section>
        <section>
          <h2>Retention</h2>
          <form class="inline" method="post" action={`${path}/retention`}>
            <FormToken viewer={viewer} />
            <label for="days">Keep audits for</label>
            <input
              id="days"
              name="days"
              type="number"
              min={1}
              max={36500}
              value={retention === null ? '' : String(retention)}
              aria-describedby="days-note"
            />{' '}
            days
            <button type="submit" class="secondary">
              Keep
            </button>
            <p id="days-note" class="soft">
              Empty keeps them for ever. The latest audit of a repository is always kept.
            </p>
          </form>
        </section>
        <Log acts={acts} />
      </>
    ),
  });
}

const Log: FC<{ acts: readonly Act[] }> = ({ acts }) => (
  <section>
    <h2>Log</h2>
    {acts.length === 0 ? (
      <p class="empty">Nothing was done here yet.</p>
    ) : (
      <table class="log">
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">Who</th>
            <th scope="col">What</th>
            <th scope="col" class="wide">
              Outcome
            </th>
          </tr>
        </thead>
        <tbody>
          {acts.map(({ at, actor, act, subject, outcome }) => (
            <tr>
              <td>{moment(at)}</td>
              <td>{actor}</td>
              <td>
                {act} {subject}
              </td>
              <td class="wide">{outcome}</td>
            </tr>
          ))}
        </tbody>
      </table>
    )}
  </section>
);
