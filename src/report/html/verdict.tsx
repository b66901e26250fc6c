import type { Child, FC } from 'hono/jsx';
import type { Report } from '../../model.ts';
import { line } from '../neutral.ts';
import { figure } from '../number.ts';
import { caveats, countWords, notMachineLearning } from '../words.ts';
import { Grade } from './grade.tsx';

/** Grade, score and counts; below them what the surface says of the audit. */
export const Verdict: FC<{ report: Report; children?: Child }> = ({ report, children }) => {
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
        <p class="soft">{children}</p>
      </div>
    </section>
  );
};
