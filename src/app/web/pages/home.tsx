import { figure } from '../../../report/number.ts';
import { figures } from '../data/figures.ts';
import type { Organisation } from '../data/organisation.ts';
import { page, type Viewer } from '../parts/page.tsx';
import { organisationPath } from '../parts/tabs.tsx';
import { repositories } from '../parts/words.ts';

/** The accounts that somebody can read something of. */
export function homePage(viewer: Viewer, organisations: readonly Organisation[]) {
  return page({
    viewer,
    title: 'mlready',
    children: (
      <>
        <h1>Organisations</h1>
        {organisations.length === 0 ? (
          <div class="empty-page">
            <p>No organisation or account that you can read on GitHub has installed this app yet.</p>
            <p>Once it is installed, its repositories are audited and appear here.</p>
          </div>
        ) : (
          <ul class="accounts">
            {organisations.map((organisation) => {
              const { mean, scored } = figures(organisation.active);
              return (
                <li>
                  <a href={organisationPath(organisation.account)}>{organisation.account}</a>
                  <span class="soft">
                    {repositories(organisation.active.length)}
                    {mean === null ? '' : `, ${scored} with a score, ${figure(mean)} on average`}
                  </span>
                </li>
              );
            })}
          </ul>
        )}
      </>
    ),
  });
}
