import type { FC } from 'hono/jsx';
import type { Grade as GradeLetter } from '../../../model.ts';
import { figure } from '../../../report/number.ts';
import { Distribution } from '../charts/distribution.tsx';
import { ShareBar } from '../charts/share-bar.tsx';
import { Trend } from '../charts/trend.tsx';
import type { NewlyFailing } from '../data/breaks.ts';
import { distribution, type Figures, figures, type TrendPoint } from '../data/figures.ts';
import { type Asked, isFiltered, listed, pageOf, parametersOf } from '../data/listing.ts';
import { type Organisation, type RuleTally, worst } from '../data/organisation.ts';
import { Filters } from '../parts/filters.tsx';
import { Grade } from '../parts/grade.tsx';
import { page, type Viewer } from '../parts/page.tsx';
import { Pager } from '../parts/pager.tsx';
import { RepositoryTable } from '../parts/repository-table.tsx';
import { organisationPath, repositoryPath, rulePath, Tabs } from '../parts/tabs.tsx';
import { whole } from '../parts/words.ts';

export interface OrganisationView {
  readonly organisation: Organisation;
  readonly asking: Asked;
  readonly trend: readonly TrendPoint[];
  readonly newlyFailing: readonly NewlyFailing[];
}

const shortList = 5;
const letters: readonly GradeLetter[] = ['A', 'B', 'C', 'D', 'F'];

/** An organisation at a glance, and the list of its repositories. */
export function organisationPage(viewer: Viewer, view: OrganisationView) {
  const { organisation } = view;
  const { account, administers } = organisation;
  const all = figures(organisation.active);
  return page({
    viewer,
    title: account,
    crumbs: [{ text: account, href: organisationPath(account) }],
    children: (
      <>
        <h1>{account}</h1>
        <Tabs account={account} at="repositories" administers={administers} />
        {all.repositories === 0 && organisation.rows.length === 0 ? (
          <div class="empty-page">
            <p>No repository has been audited yet. The first results appear here within minutes of the installation.</p>
          </div>
        ) : (
          <>
            <Summary account={account} all={all} />
            {all.scored === 0 ? null : <Charts view={view} />}
            {all.scored === 0 ? null : <ToDo view={view} />}
            <List viewer={viewer} view={view} />
          </>
        )}
      </>
    ),
  });
}

const Summary: FC<{ account: string; all: Figures }> = ({ account, all }) => (
  <section class="summary" aria-label="In figures">
    <p class="figure">
      <span class="figure-value">{all.mean === null ? '–' : figure(all.mean)}</span>
      <span class="soft">mean score</span>
    </p>
    <p class="figure">
      <span class="figure-value">{all.median === null ? '–' : figure(all.median)}</span>
      <span class="soft">median</span>
    </p>
    <p class="figure">
      <span class="figure-value">{whole(all.repositories)}</span>
      <span class="soft">{all.repositories === 1 ? 'repository' : 'repositories'}</span>
    </p>
    <div class="grade-counts">
      <ul>
        {letters.map((letter) => (
          <li>
            <Grade grade={letter} /> {whole(all.grades[letter])}
          </li>
        ))}
      </ul>
      <Others account={account} all={all} />
    </div>
  </section>
);

/** What has no score, with the way to its list. */
const Others: FC<{ account: string; all: Figures }> = ({ account, all: { scored, outside, waiting } }) => {
  const list = (state: string) => `${organisationPath(account)}?state=${state}#repositories`;
  return (
    <p class="soft">
      {whole(scored)} with a score
      {outside > 0 ? (
        <>
          , <a class="quiet" href={list('outside')}>{`${whole(outside)} without machine learning`}</a>
        </>
      ) : null}
      {waiting > 0 ? (
        <>
          , <a class="quiet" href={list('waiting')}>{`${whole(waiting)} not yet audited`}</a>
        </>
      ) : null}
    </p>
  );
};

const Charts: FC<{ view: OrganisationView }> = ({ view: { organisation, trend } }) => (
  <div class="columns">
    <section>
      <h2>Scores</h2>
      <Distribution bins={distribution(organisation.active)} />
    </section>
    <section>
      <h2>Mean score, by week</h2>
      <Trend points={trend} />
    </section>
  </div>
);

const ToDo: FC<{ view: OrganisationView }> = ({ view: { organisation, newlyFailing } }) => {
  const { account } = organisation;
  const offenders = worst(organisation);
  return (
    <div class="columns">
      <section>
        <h2>Newly failing, last 14 days</h2>
        {newlyFailing.length === 0 ? <p class="empty">Nothing broke that is not mended again.</p> : null}
        <ul class="rows">
          {newlyFailing.slice(0, shortList).map((one) => (
            <Newly account={account} one={one} />
          ))}
        </ul>
        {newlyFailing.length > shortList ? (
          <p>
            <a href={`${organisationPath(account, 'rules')}#newly-failing`}>All {newlyFailing.length}</a>
          </p>
        ) : null}
      </section>
      <section>
        <h2>What costs most</h2>
        <ul class="rows">
          {offenders.slice(0, shortList).map((tally) => (
            <Offender account={account} tally={tally} />
          ))}
        </ul>
        {offenders.length > shortList ? (
          <p>
            <a href={organisationPath(account, 'rules')}>All rules</a>
          </p>
        ) : null}
      </section>
    </div>
  );
};

export const Newly: FC<{ account: string; one: NewlyFailing; most?: number }> = ({ account, one, most = 3 }) => {
  const rest = one.repositories.length - most;
  return (
    <li>
      <a href={rulePath(account, one.rule)}>{one.title}</a>
      <span class="soft row-note">
        {one.repositories.slice(0, most).map(({ row }, index) => (
          <>
            {index === 0 ? '' : ', '}
            <a class="quiet" href={repositoryPath(row)}>
              {row.name}
            </a>
          </>
        ))}
        {rest > 0 ? ` and ${whole(rest)} more` : ''}
      </span>
    </li>
  );
};

const Offender: FC<{ account: string; tally: RuleTally }> = ({
  account,
  tally: { id, title, pass, fail, unknown, waits, waived },
}) => {
  const all = pass + fail + unknown + waits + waived;
  return (
    <li>
      <a href={rulePath(account, id)}>{title}</a>
      <span class="row-bar">
        <ShareBar
          label={`fails in ${whole(fail)} of ${whole(all)}`}
          parts={[
            { label: 'fail', count: fail, tone: 'bad' },
            { label: 'other', count: all - fail, tone: 'none' },
          ]}
        />
        <span class="soft">
          {whole(fail)} of {whole(all)} fail
        </span>
      </span>
    </li>
  );
};

const List: FC<{ viewer: Viewer; view: OrganisationView }> = ({ viewer, view: { organisation, asking } }) => {
  const path = organisationPath(organisation.account);
  const found = listed(organisation, asking);
  const at = pageOf(found, asking.page);
  const query = parametersOf(asking);
  return (
    <section id="repositories">
      <h2>Repositories</h2>
      <Filters path={path} asking={asking} organisation={organisation} />
      {at.total === 0 ? (
        <p class="empty">{isFiltered(asking) ? 'No repository fits.' : 'No active repository.'}</p>
      ) : (
        <RepositoryTable path={path} asking={asking} rows={at.rows} now={viewer.web.now()} />
      )}
      <div class="list-end">
        <p class="soft">
          {at.total === 0 ? '' : `${whole(at.from)} to ${whole(at.to)} of ${whole(at.total)} · `}
          <a href={`${path}/repositories.csv${query}`}>CSV</a> · <a href={`${path}/repositories.json${query}`}>JSON</a>
        </p>
        <Pager path={path} asking={asking} at={at} />
      </div>
    </section>
  );
};
