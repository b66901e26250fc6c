import type { FC } from 'hono/jsx';
import { ShareBar } from '../../../report/html/share-bar.tsx';
import type { NewlyFailing } from '../data/breaks.ts';
import { type Organisation, type RuleTally, tallies, worst } from '../data/organisation.ts';
import { page, type Viewer } from '../parts/page.tsx';
import { organisationPath, rulePath, Tabs } from '../parts/tabs.tsx';
import { whole } from '../parts/words.ts';
import { Newly } from './organisation.tsx';

/** Every rule with how often it fails, what costs most first, and what began to fail lately. */
export function rulesPage(viewer: Viewer, organisation: Organisation, newlyFailing: readonly NewlyFailing[]) {
  const { account, administers } = organisation;
  const failing = worst(organisation);
  const shown = new Set(failing.map(({ id }) => id));
  const others = tallies(organisation).filter(({ id, pass }) => !shown.has(id) && pass > 0);
  return page({
    viewer,
    title: `Rules of ${account}`,
    crumbs: [
      { text: account, href: organisationPath(account) },
      { text: 'Rules', href: organisationPath(account, 'rules') },
    ],
    children: (
      <>
        <h1>{account}</h1>
        <Tabs account={account} at="rules" administers={administers} />
        <section>
          <h2>What costs most</h2>
          {failing.length === 0 ? (
            <p class="empty">Nothing fails.</p>
          ) : (
            <>
              <p class="lead">Rules by what their failures weigh in the scores: high three, medium two, low one.</p>
              <RuleTable account={account} rules={failing} />
            </>
          )}
        </section>
        <section id="newly-failing">
          <h2>Newly failing, last 14 days</h2>
          {newlyFailing.length === 0 ? <p class="empty">Nothing broke that is not mended again.</p> : null}
          <ul class="rows">
            {newlyFailing.map((one) => (
              <Newly account={account} one={one} most={8} />
            ))}
          </ul>
        </section>
        {others.length === 0 ? null : (
          <section>
            <h2>Nothing fails</h2>
            <RuleTable account={account} rules={others} />
          </section>
        )}
        <p class="soft">
          <a href={`${organisationPath(account, 'rules')}.csv`}>CSV</a> ·{' '}
          <a href={`${organisationPath(account, 'rules')}.json`}>JSON</a>
        </p>
      </>
    ),
  });
}

const RuleTable: FC<{ account: string; rules: readonly RuleTally[] }> = ({ account, rules }) => (
  <table class="rules">
    <thead>
      <tr>
        <th scope="col">Practice</th>
        <th scope="col" class="wide">
          Category
        </th>
        <th scope="col" class="number">
          Fail
        </th>
        <th scope="col" class="number">
          Pass
        </th>
        <th scope="col" class="wide bar-column">
          <span class="unseen">Share</span>
        </th>
      </tr>
    </thead>
    <tbody>
      {rules.map((rule) => (
        <tr>
          <th scope="row">
            <a href={rulePath(account, rule.id)}>{rule.title}</a>
          </th>
          <td class="wide soft">{rule.categoryTitle}</td>
          <td class="number">{whole(rule.fail)}</td>
          <td class="number">{whole(rule.pass)}</td>
          <td class="wide">
            <ShareBar
              label={`${whole(rule.pass)} pass, ${whole(rule.fail)} fail`}
              parts={[
                { label: 'pass', count: rule.pass, tone: 'good' },
                { label: 'unknown, waits or waived', count: rule.unknown + rule.waits + rule.waived, tone: 'none' },
                { label: 'fail', count: rule.fail, tone: 'bad' },
              ]}
            />
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);
