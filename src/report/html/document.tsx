import type { FC } from 'hono/jsx';
import type { Report } from '../../model.ts';
import { line } from '../neutral.ts';
import { ranked, secretFails, shortCommit } from '../order.ts';
import type { Link } from '../sections.ts';
import { Advice } from './advice.tsx';
import { Categories } from './categories.tsx';
import { Checklist } from './checklist.tsx';
import { NextSteps } from './next-steps.tsx';
import { Stack } from './stack.tsx';
import { Verdict } from './verdict.tsx';

interface Props {
  readonly report: Report;
  readonly link: Link;
  readonly ruleLink: (id: string) => string | null;
}

/** What stands on the page of one report. */
export const Document: FC<Props> = ({ report, link, ruleLink }) => {
  const commit = shortCommit(report.commit);
  const leaks = new Set(secretFails(report).map(({ id }) => id));
  const shown = report.ml ? report : { ...report, rules: report.rules.filter(({ id }) => leaks.has(id)) };
  return (
    <main class="width">
      <h1>{line(report.name)}</h1>
      <Verdict report={report}>
        {report.tool.name} {report.tool.version}
        {commit === null ? '' : ', commit '}
        {commit === null ? null : <code>{commit}</code>}, {report.date}
      </Verdict>
      {report.ml ? (
        <>
          <NextSteps report={report} />
          <Categories report={report} />
        </>
      ) : null}
      {ranked(shown.rules, 'fail').length > 0 || report.ml ? (
        <section>
          <h2>{report.ml ? 'Checklist' : 'A leaked secret matters in any repository'}</h2>
          <Checklist report={shown} link={link} ruleLink={ruleLink} />
          {report.ml ? <Advice report={report} link={link} /> : null}
        </section>
      ) : null}
      {report.ml ? <Stack stack={report.stack} link={link} /> : null}
    </main>
  );
};
