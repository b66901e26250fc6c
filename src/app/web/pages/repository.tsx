import type { FC } from 'hono/jsx';
import type { Report } from '../../../model.ts';
import { Advice } from '../../../report/html/advice.tsx';
import { Categories } from '../../../report/html/categories.tsx';
import { Checklist } from '../../../report/html/checklist.tsx';
import { NextSteps } from '../../../report/html/next-steps.tsx';
import { Stack } from '../../../report/html/stack.tsx';
import { Verdict } from '../../../report/html/verdict.tsx';
import { line } from '../../../report/neutral.ts';
import type { Link } from '../../../report/sections.ts';
import type { HistoryEntry } from '../../store/history.ts';
import type { Repository } from '../../store/schema.ts';
import { HistorySection } from '../parts/history-section.tsx';
import { FormToken, page, type Viewer } from '../parts/page.tsx';
import { organisationPath, repositoryPath, rulePath } from '../parts/tabs.tsx';
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
      <Verdict report={report}>
        {shown === null ? null : (
          <>
            <a href={`${view.webUrl}/${repository.owner}/${repository.name}/tree/${shown.commit}`} rel="noreferrer">
              <code>{shown.commit.slice(0, 7)}</code>
            </a>
            {', audited '}
            <When at={shown.at} now={viewer.web.now()} />
          </>
        )}
      </Verdict>
      {report.ml ? <NextSteps report={report} /> : null}
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
            <Checklist report={report} link={link} ruleLink={(id) => rulePath(account, id)} />
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
