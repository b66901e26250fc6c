import type { FC } from 'hono/jsx';
import type { Grade as GradeLetter } from '../../model.ts';

/** A grade as a letter in a box; without one a dash. */
export const Grade: FC<{ grade: GradeLetter | null; large?: boolean }> = ({ grade, large = false }) =>
  grade === null ? (
    <span class={`grade grade-none${large ? ' grade-large' : ''}`}>
      <span aria-hidden="true">–</span>
      <span class="unseen">no grade</span>
    </span>
  ) : (
    <span class={`grade grade-${grade.toLowerCase()}${large ? ' grade-large' : ''}`}>{grade}</span>
  );
