import type { FC } from 'hono/jsx';
import { type Asked, type PageOf, parametersOf } from '../data/listing.ts';
import { whole } from './words.ts';

/** The way to the other pages of a list. */
export const Pager: FC<{ path: string; asking: Asked; at: PageOf }> = ({ path, asking, at }) => {
  if (at.pages === 1) return null;
  const to = (page: number) => `${path}${parametersOf(asking, { page })}#repositories`;
  return (
    <nav class="pager" aria-label="Pages">
      {at.page > 1 ? (
        <a rel="prev" href={to(at.page - 1)}>
          Previous
        </a>
      ) : (
        <span class="soft">Previous</span>
      )}
      <ol>
        {near(at).map((number) =>
          number === null ? (
            <li aria-hidden="true">…</li>
          ) : (
            <li>
              <a
                href={to(number)}
                aria-label={`Page ${number}`}
                {...(number === at.page ? { 'aria-current': 'page' } : {})}
              >
                {whole(number)}
              </a>
            </li>
          ),
        )}
      </ol>
      {at.page < at.pages ? (
        <a rel="next" href={to(at.page + 1)}>
          Next
        </a>
      ) : (
        <span class="soft">Next</span>
      )}
    </nav>
  );
};

/** The first, the last, and those around the present one; `null` where some are left out. */
function near({ page, pages }: PageOf): readonly (number | null)[] {
  const shown = [...new Set([1, page - 1, page, page + 1, pages])].filter((one) => one >= 1 && one <= pages);
  return shown
    .sort((a, b) => a - b)
    .flatMap((number, index, all) => (index > 0 && number - (all[index - 1] ?? 0) > 1 ? [null, number] : [number]));
}
