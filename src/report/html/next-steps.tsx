import type { FC } from 'hono/jsx';
import type { Report } from '../../model.ts';
import { line } from '../neutral.ts';
import { signed } from '../number.ts';
import { nextSteps } from '../order.ts';
import { reachWords } from '../words.ts';
import { anchor } from './checklist.tsx';

/** What to do first, each step with its points and a way to its place in the checklist. */
export const NextSteps: FC<{ report: Report }> = ({ report }) => {
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
