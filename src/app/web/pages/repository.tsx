import type { FC } from 'hono/jsx';
import type { Report } from '../../../model.ts';
import { line } from '../../../report/neutral.ts';
import { figure, signed } from '../../../report/number.ts';
import { groups, hints, nextSteps } from '../../../report/order.ts';
import type { Link } from '../../../report/sections.ts';
import { caveats, countWords, notMachineLearning, reachWords } from '../../../report/words.ts';
import type { HistoryEntry } from '../../store/history.ts';
import type { Repository } from '../../store/schema.ts';
import { ShareBar } from '../charts/share-bar.tsx';
import { anchor, Checklist } from '../parts/checklist.tsx';
import { Findings } from '../parts/evidence.tsx';
import { Grade } from '../parts/grade.tsx';
import { HistorySection } from '../parts/history-section.tsx';
import { FormToken, page, type Viewer } from '../parts/page.tsx';
import { Stack } from '../parts/stack.tsx';
import { organisationPath, repositoryPath } from '../parts/tabs.tsx';
import { When } from '../parts/when.tsx';
import { moment } from '../parts/words.ts';

export interface RepositoryView {
  readonly account: string;
  readonly repository: Repository;
  /** The audit that is shown, and whether it is the latest; null where there is none yet. */
  readonly shown: {
    readonly id: number;
    readonly commit: string;
    readonly at: Date;
    readonly report: Report;
    readonly latest: boolean;
  } | null;
  readonly history: readonly HistoryEntry[];
  readonly link: Link;
  readonly webUrl: string;
  /** Address of the badge, and of this page. */
  readonly badge: { readonly image: string; readonly page: string };
  readonly administers: boolean;
}

/** One repository: its grade, what to do next, its history, and the whole checklist. */
export function repositoryPage(viewer: Viewer, view: RepositoryView) {
  const { account, repository, shown } = view;
  const full = `${repository.owner}/${repository.name}`;
  return page({
    viewer,
    title: full,
    crumbs: [
      { text: account, href: organisationPath(account) },
      { text: repository.name, href: repositoryPath(repository) },
    ],
    children: (
      <>
        <div class="title-row">
          <h1>{repository.name}</h1>
          <p class="title-links">
            <a href={`${view.webUrl}/${full}`} rel="noreferrer">
              On GitHub
            </a>
          </p>
        </div>
        <Flags repository={repository} />
        {shown === null ? (
          <div class="empty-page">
            <p>This repository has not been audited yet.</p>
          </div>
        ) : (
          <Audit viewer={viewer} view={view} report={shown.report} />
        )}
        <BadgeCode view={view} />
        {view.administers ? <Again viewer={viewer} repository={repository} /> : null}
      </>
    ),
  });
}

const Flags: FC<{ repository: Repository }> = ({ repository: { archived, problem, topics } }) => (
  <>
    {archived || topics.length > 0 ? (
      <p class="soft">{[...(archived ? ['archived'] : []), ...topics].join(' · ')}</p>
    ) : null}
    {problem === null ? null : <p class="notice">The last audit did not succeed: {line(problem)}</p>}
  </>
);

const Audit: FC<{ viewer: Viewer; view: RepositoryView; report: Report }> = ({ viewer, view, report }) => {
  const { account, repository, shown, history, link } = view;
  const path = repositoryPath(repository);
  return (
    <>
      {shown?.latest === false ? (
        <p class="notice">
          This is the audit of {moment(shown.at)}. <a href={path}>To the latest</a>
        </p>
      ) : null}
      <Verdict viewer={viewer} view={view} report={report} />
      {report.ml ? <Next report={report} /> : null}
      <HistorySection
        history={history}
        shown={shown?.id ?? null}
        repository={repository}
        account={account}
        report={report}
      />
      {report.ml ? (
        <>
          <Categories report={report} />
          <section>
            <h2>Checklist</h2>
            <Checklist report={report} link={link} account={account} />
            <Advice report={report} link={link} />
          </section>
          <Stack stack={report.stack} link={link} />
        </>
      ) : null}
      <p class="soft downloads">
        <a href={`${path}/report.json${shown?.latest === false ? `?audit=${shown.id}` : ''}`}>Report as JSON</a> ·{' '}
        <a href={`${path}/history.csv`}>History as CSV</a>
      </p>
    </>
  );
};

const Verdict: FC<{ viewer: Viewer; view: RepositoryView; report: Report }> = ({ viewer, view, report }) => {
  const [apply = '', ...counts] = countWords(report);
  return (
    <section class="verdict" aria-label="Verdict">
      <Grade grade={report.grade} large />
      <div>
        {report.score === null ? (
          <p class="verdict-score">{report.ml ? 'No grade' : notMachineLearning(report)}</p>
        ) : (
          <p class="verdict-score">
            {figure(report.score)} <span class="soft">of 100</span>
          </p>
        )}
        {report.ml ? (
          <>
            <p>
              {apply}: {counts.join(', ')}.
            </p>
            {caveats(report).map((text) => (
              <p>{text}</p>
            ))}
            <p class="soft">
              Profile {report.profile}: {line(report.profileReason)}
            </p>
          </>
        ) : null}
        <p class="soft">
          {view.shown === null ? null : (
            <>
              <a
                href={`${view.webUrl}/${view.repository.owner}/${view.repository.name}/tree/${view.shown.commit}`}
                rel="noreferrer"
              >
                <code>{view.shown.commit.slice(0, 7)}</code>
              </a>
              {', '}
            </>
          )}
          audited {view.shown === null ? null : <When at={view.shown.at} now={viewer.web.now()} />}
        </p>
      </div>
    </section>
  );
};

const Next: FC<{ report: Report }> = ({ report }) => {
  const steps = nextSteps(report);
  const shown = report.nextGrade === null ? steps.slice(0, 5) : steps.slice(0, 8);
  if (shown.length === 0) return null;
  return (
    <section>
      <h2>{reachWords(report)}</h2>
      <ol class="steps">
        {shown.map(({ id, title, points }) => (
          <li>
            <a href={`#${anchor(id)}`}>{line(title)}</a>
            <span class="points">{signed(points)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
};

const Categories: FC<{ report: Report }> = ({ report }) => (
  <section>
    <h2>Categories</h2>
    <ul class="category-bars">
      {groups(report)
        .filter(({ category }) => category.applicable > 0)
        .map(({ category: { id, title, passed, applicable } }) => (
          <li>
            <a href={`#category-${id}`}>{line(title)}</a>
            <ShareBar
              label={`${passed} of ${applicable} pass`}
              parts={[
                { label: 'pass', count: passed, tone: 'good' },
                { label: 'do not pass', count: applicable - passed, tone: 'none' },
              ]}
            />
            <span class="soft number">
              {passed} of {applicable}
            </span>
          </li>
        ))}
    </ul>
  </section>
);

const Advice: FC<{ report: Report; link: Link }> = ({ report, link }) => {
  const given = hints(report);
  return given.length === 0 ? null : (
    <details class="fold">
      <summary>Advice, outside the score: {given.length}</summary>
      {given.map(({ rule, findings }) => (
        <article class="practice">
          <h4>{line(rule.title)}</h4>
          <Findings findings={findings} link={link} />
        </article>
      ))}
    </details>
  );
};

const BadgeCode: FC<{ view: RepositoryView }> = ({ view: { badge, repository } }) => (
  <details class="fold">
    <summary>A badge for the README</summary>
    <pre tabindex={0}>
      <code>{`[![mlready](${badge.image})](${badge.page})`}</code>
    </pre>
    {repository.private ? (
      <p class="soft">Whoever has this address sees the grade, also without access to the repository.</p>
    ) : null}
  </details>
);

const Again: FC<{ viewer: Viewer; repository: Repository }> = ({ viewer, repository }) => (
  <form class="again" method="post" action={`${repositoryPath(repository)}/audit`}>
    <FormToken viewer={viewer} />
    <button type="submit" class="secondary">
      Audit again
    </button>
  </form>
);
