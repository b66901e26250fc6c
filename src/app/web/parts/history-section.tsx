import type { FC } from 'hono/jsx';
import type { Report } from '../../../model.ts';
import { line } from '../../../report/neutral.ts';
import { figure } from '../../../report/number.ts';
import type { HistoryEntry } from '../../store/history.ts';
import type { Repository } from '../../store/schema.ts';
import { History, HistoryLegend } from '../charts/history.tsx';
import { repositoryPath, rulePath } from './tabs.tsx';
import { day } from './words.ts';

interface Props {
  readonly history: readonly HistoryEntry[];
  /** The audit that the page shows. */
  readonly shown: number | null;
  readonly repository: Repository;
  readonly account: string;
  readonly report: Report;
}

/** The history of a repository as a plot, and in words behind one click. */
export const HistorySection: FC<Props> = ({ history, shown, repository, account, report }) => {
  const path = repositoryPath(repository);
  const turned = history.some(({ broke, fixed }) => broke.length + fixed.length > 0);
  return (
    <section>
      <h2>History</h2>
      <div class="history-frame">
        <History
          entries={history}
          shown={shown}
          linkTo={(id) => (id === repository.auditId ? path : `${path}/audits/${id}`)}
        />
      </div>
      {turned ? <HistoryLegend /> : null}
      <Turns history={history} account={account} path={path} report={report} />
    </section>
  );
};

const Turns: FC<{ history: readonly HistoryEntry[]; account: string; path: string; report: Report }> = ({
  history,
  account,
  path,
  report,
}) => {
  const titles = new Map(report.rules.map(({ id, title }) => [id, title]));
  const turned = history.filter(({ broke, fixed }) => broke.length + fixed.length > 0).reverse();
  if (turned.length === 0) return null;
  const Rule: FC<{ id: string; word: string }> = ({ id, word }) => (
    <li>
      <span class={`turn turn-${word}`}>{word}</span> <a href={rulePath(account, id)}>{line(titles.get(id) ?? id)}</a>
    </li>
  );
  return (
    <details class="fold">
      <summary>What changed, audit by audit</summary>
      <table class="turns">
        <thead>
          <tr>
            <th scope="col">Audit</th>
            <th scope="col">Score</th>
            <th scope="col">Practices</th>
          </tr>
        </thead>
        <tbody>
          {turned.slice(0, 60).map(({ id, at, score, broke, fixed }) => (
            <tr>
              <th scope="row">
                <a href={`${path}/audits/${id}`}>{day(at)}</a>
              </th>
              <td>{score === null ? '–' : figure(score)}</td>
              <td>
                <ul class="plain-list">
                  {broke.map((rule) => (
                    <Rule id={rule} word="broke" />
                  ))}
                  {fixed.map((rule) => (
                    <Rule id={rule} word="fixed" />
                  ))}
                </ul>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
};
