import type { FC } from 'hono/jsx';
import type { Rule } from '../../../model.ts';
import { Prose } from '../../../report/html/prose.tsx';
import { ShareBar } from '../../../report/html/share-bar.tsx';
import { standingWords } from '../../../report/words.ts';
import { meaningOf } from '../../store/verdicts.ts';
import type { Judged, Organisation, RuleTally } from '../data/organisation.ts';
import { practices } from '../data/practices.ts';
import { page, type Viewer } from '../parts/page.tsx';
import { organisationPath, repositoryPath, Tabs } from '../parts/tabs.tsx';
import { repositories, whole } from '../parts/words.ts';

export interface RuleView {
  readonly organisation: Organisation;
  readonly tally: RuleTally;
  readonly judged: readonly Judged[];
  /** What the built-in rules say of it; a custom rule has no more than its title. */
  readonly rule: Rule | undefined;
}

const most = 200;
const severities = ['high', 'medium', 'low'] as const;

/** Who fails one rule, who passes. */
export function rulePage(viewer: Viewer, { organisation, tally, judged, rule }: RuleView) {
  const { account, administers } = organisation;
  const list = (wanted: (letter: string) => boolean) => judged.filter(({ letter }) => wanted(letter));
  const is = (standing: string) => (letter: string) => meaningOf(letter).standing === standing;
  const stands = practices.filter(({ number }) => rule?.standsFor.includes(`practice-${number}`));
  return page({
    viewer,
    title: tally.title,
    crumbs: [
      { text: account, href: organisationPath(account) },
      { text: 'Rules', href: organisationPath(account, 'rules') },
    ],
    children: (
      <>
        <p class="eyebrow">{tally.categoryTitle}</p>
        <h1>{tally.title}</h1>
        <Tabs account={account} at="rules" administers={administers} />
        {rule === undefined ? null : <p class="lead">{rule.why}</p>}
        <p class="soft about">
          <code>{tally.id}</code>
          {stands.map(({ number, title }) => (
            <a href={`${organisationPath(account, 'practices')}#practice-${number}`}>{title}</a>
          ))}
        </p>
        <div class="rule-bar">
          <ShareBar
            label={`${whole(tally.pass)} pass, ${whole(tally.fail)} fail`}
            parts={[
              { label: 'pass', count: tally.pass, tone: 'good' },
              { label: 'other', count: tally.unknown + tally.waits + tally.waived, tone: 'none' },
              { label: 'fail', count: tally.fail, tone: 'bad' },
            ]}
          />
          <p>{summary(tally)}</p>
        </div>
        {rule === undefined ? null : <Remedies rule={rule} />}
        <section>
          <h2>Fail in {repositories(tally.fail)}</h2>
          {tally.fail === 0 ? <p class="empty">None.</p> : null}
          {severities.map((severity) => (
            <Names judged={list((letter) => meaningOf(letter).severity === severity)} label={`severity ${severity}`} />
          ))}
          {tally.fail > 0 ? (
            <p>
              <a href={`${organisationPath(account)}?${new URLSearchParams({ fails: tally.id })}#repositories`}>
                Sort and filter these
              </a>
            </p>
          ) : null}
        </section>
        <section>
          <h2>Pass in {repositories(tally.pass)}</h2>
          {tally.pass === 0 ? <p class="empty">None.</p> : <Names judged={list(is('pass'))} />}
        </section>
        {(['unknown', 'waits', 'waived'] as const).map((standing) =>
          tally[standing] === 0 ? null : (
            <section>
              <h2>
                {heading[standing]} in {repositories(tally[standing])}
              </h2>
              <Names judged={list(is(standing))} />
            </section>
          ),
        )}
      </>
    ),
  });
}

const heading = { unknown: 'Unknown', waits: 'Waits for another rule', waived: 'Waived' } as const;

function summary({ pass, fail, unknown, waits, waived, skip }: RuleTally): string {
  return [
    `${whole(pass)} pass`,
    `${whole(fail)} fail`,
    ...(unknown > 0 ? [`${whole(unknown)} unknown`] : []),
    ...(waits > 0 ? [`${whole(waits)} wait for another rule`] : []),
    ...(waived > 0 ? [`${whole(waived)} waived`] : []),
    ...(skip > 0 ? [`${standingWords.skip} to ${whole(skip)}`] : []),
  ].join(', ');
}

const Names: FC<{ judged: readonly Judged[]; label?: string }> = ({ judged, label }) =>
  judged.length === 0 ? null : (
    <>
      {label === undefined ? null : <h3 class="soft">{label}</h3>}
      <ul class="names">
        {judged.slice(0, most).map(({ row }) => (
          <li>
            <a href={repositoryPath(row)}>{row.name}</a>
          </li>
        ))}
      </ul>
      {judged.length > most ? <p class="soft">and {whole(judged.length - most)} more</p> : null}
    </>
  );

const Remedies: FC<{ rule: Rule }> = ({ rule: { fix, see } }) => {
  const general = fix.find(({ when }) => when === undefined);
  return (
    <details class="remedy-box">
      <summary>How to fix it</summary>
      {general === undefined ? null : <Prose text={general.say} />}
      <ul>
        {see
          .filter((address) => /^https?:/.test(address))
          .map((address) => (
            <li>
              <a href={address} rel="noreferrer">
                {address.replace(/^https?:\/\//, '')}
              </a>
            </li>
          ))}
      </ul>
    </details>
  );
};
