import type { FC } from 'hono/jsx';
import { ShareBar } from '../../../report/html/share-bar.tsx';
import { type Adoption, share } from '../data/adoption.ts';
import type { Organisation, RuleTally } from '../data/organisation.ts';
import { page, type Viewer } from '../parts/page.tsx';
import { organisationPath, rulePath, Tabs } from '../parts/tabs.tsx';
import { percent, whole } from '../parts/words.ts';

/** How far each practice is followed. */
export function practicesPage(viewer: Viewer, organisation: Organisation, practices: readonly Adoption[]) {
  const { account, administers } = organisation;
  const judged = practices.filter((one) => share(one) !== null);
  return page({
    viewer,
    title: `Practices of ${account}`,
    crumbs: [
      { text: account, href: organisationPath(account) },
      { text: 'Practices', href: organisationPath(account, 'practices') },
    ],
    children: (
      <>
        <h1>{account}</h1>
        <Tabs account={account} at="practices" administers={administers} />
        <h2>Adoption of each practice</h2>
        {judged.length === 0 ? (
          <p class="empty">No audited repository has a score yet.</p>
        ) : (
          <>
            <p class="lead">
              A repository follows a practice wholly where every rule of it that applies passes, and in part where some
              do. The share counts half of those that follow it in part.
            </p>
            <Legend />
            <ol class="practices">
              {judged.map((practice) => (
                <Practice account={account} practice={practice} />
              ))}
            </ol>
            <p class="soft">
              <a href={`${organisationPath(account, 'practices')}.csv`}>CSV</a> ·{' '}
              <a href={`${organisationPath(account, 'practices')}.json`}>JSON</a>
            </p>
          </>
        )}
      </>
    ),
  });
}

const Legend: FC = () => (
  <p class="legend">
    <span class="key key-good" aria-hidden="true" /> wholly <span class="key key-middling" aria-hidden="true" /> in part{' '}
    <span class="key key-none" aria-hidden="true" /> not
  </p>
);

const Practice: FC<{ account: string; practice: Adoption }> = ({ account, practice }) => {
  const { number, title, full, part, none, rules } = practice;
  const all = full + part + none;
  return (
    <li id={`practice-${number}`}>
      <details>
        <summary>
          <span class="practice-title">{title}</span>
          <ShareBar
            label={`${whole(full)} of ${whole(all)} wholly, ${whole(part)} in part, ${whole(none)} not`}
            parts={[
              { label: 'wholly', count: full, tone: 'good' },
              { label: 'in part', count: part, tone: 'middling' },
              { label: 'not', count: none, tone: 'none' },
            ]}
          />
          <span class="practice-share">{percent(share(practice) ?? 0)}</span>
        </summary>
        <p class="soft">
          Of {whole(all)} to which it applies, {whole(full)} follow it wholly, {whole(part)} in part, {whole(none)} not.
        </p>
        <ul class="rows">
          {rules.map((rule) => (
            <li>
              <a href={rulePath(account, rule.id)}>{rule.title}</a>
              <span class="soft row-note">{words(rule)}</span>
            </li>
          ))}
        </ul>
      </details>
    </li>
  );
};

function words({ pass, fail }: RuleTally): string {
  return `${whole(pass)} pass, ${whole(fail)} fail`;
}
