import type { FC } from 'hono/jsx';
import type { Report } from '../../model.ts';
import { line } from '../neutral.ts';
import { hints } from '../order.ts';
import type { Link } from '../sections.ts';
import { Findings } from './evidence.tsx';

/** Hints, which bring no points. */
export const Advice: FC<{ report: Report; link: Link }> = ({ report, link }) => {
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
