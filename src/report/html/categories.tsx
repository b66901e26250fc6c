import type { FC } from 'hono/jsx';
import type { Report } from '../../model.ts';
import { line } from '../neutral.ts';
import { groups } from '../order.ts';
import { ShareBar } from './share-bar.tsx';

/** Each category with the share that passes. */
export const Categories: FC<{ report: Report }> = ({ report }) => (
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
