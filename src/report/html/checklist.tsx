import type { FC } from 'hono/jsx';
import type { Report, ReportRule } from '../../model.ts';
import { line } from '../neutral.ts';
import { decimal, signed } from '../number.ts';
import { evidence, type Group, groups, ranked, type Standing, standing, waitsFor } from '../order.ts';
import type { Link } from '../sections.ts';
import { standingWords } from '../words.ts';
import { Evidence, Findings, PlaceLink } from './evidence.tsx';
import { Prose } from './prose.tsx';

interface Props {
  readonly report: Report;
  readonly link: Link;
  /** The page of a rule, where there is one. */
  readonly ruleLink: (id: string) => string | null;
}

const open: readonly Standing[] = ['fail', 'unknown', 'waits', 'waived'];
const closed: readonly Standing[] = ['skip', 'off'];

/** Every practice by category: what fails with its places and remedy, the rest behind one click. */
export const Checklist: FC<Props> = (props) => (
  <>
    {groups(props.report)
      .filter(({ rules }) => rules.length > 0)
      .map((group) => (
        <Category group={group} {...props} />
      ))}
  </>
);

const Category: FC<Props & { group: Group }> = ({ group: { category, rules }, ...props }) => {
  const { id, title, passed, applicable } = category;
  const passes = ranked(rules, 'pass');
  const silent = closed.flatMap((kind) => ranked(rules, kind));
  return (
    <section class="category" id={`category-${id}`}>
      <h3>
        {line(title)}
        <span class="soft count">{applicable === 0 ? standingWords.skip : `${passed} of ${applicable}`}</span>
      </h3>
      {open
        .flatMap((kind) => ranked(rules, kind))
        .map((rule) => (
          <Practice rule={rule} {...props} />
        ))}
      {passes.length === 0 ? null : (
        <details class="fold">
          <summary>{passes.length} pass</summary>
          {passes.map((rule) => (
            <Passed rule={rule} {...props} />
          ))}
        </details>
      )}
      {silent.length === 0 ? null : (
        <details class="fold">
          <summary>{silent.length} not counted</summary>
          {silent.map((rule) => (
            <p class="practice-line">
              <Status kind={standing(rule)} />
              <Title rule={rule} {...props} />
            </p>
          ))}
        </details>
      )}
    </section>
  );
};

const Title: FC<{ rule: ReportRule; ruleLink: Props['ruleLink']; plain?: boolean }> = ({ rule, ruleLink, plain }) => {
  const address = ruleLink(rule.id);
  if (address === null) return <span class="title">{line(rule.title)}</span>;
  return (
    <a class={plain === true ? 'title' : 'title quiet'} href={address} rel="noreferrer">
      {line(rule.title)}
    </a>
  );
};

export const Status: FC<{ kind: Standing }> = ({ kind }) => (
  <span class={`status status-${kind}`}>{standingWords[kind]}</span>
);

const Practice: FC<Props & { rule: ReportRule }> = ({ rule, report, link, ruleLink }) => {
  const kind = standing(rule);
  return (
    <article class="practice" id={anchor(rule.id)}>
      <h4>
        <Status kind={kind} />
        <Title rule={rule} ruleLink={ruleLink} plain />
        <span class="soft worth">
          {rule.severity}
          {rule.points > 0 ? <span class="points">{signed(rule.points)}</span> : null}
        </span>
      </h4>
      {kind === 'waits' ? <p class="soft">Waits for: {line(waitsFor(report, rule))}</p> : null}
      <Evidence rule={rule} link={link} />
      {kind === 'fail' && rule.fix !== null ? <Prose text={rule.fix} /> : null}
      {rule.waived.map((waived) => (
        <div class="waived">
          <p>
            Waived: {line(waived.reason)} (<PlaceLink place={waived.at} link={link} />
            {waived.expires === null ? '' : `, until ${line(waived.expires)}`})
          </p>
          <Findings findings={waived.findings} link={link} />
        </div>
      ))}
    </article>
  );
};

const Passed: FC<Props & { rule: ReportRule }> = ({ rule, link, ruleLink }) => {
  const [first] = evidence(rule);
  return (
    <p class="practice-line">
      <Status kind="pass" />
      <Title rule={rule} ruleLink={ruleLink} />
      {first === undefined ? null : <PlaceLink place={first} link={link} />}
      <span class="soft worth">{rule.points > 0 ? decimal(rule.points) : ''}</span>
    </p>
  );
};

/** The place of a practice on the page. */
export function anchor(rule: string): string {
  return `practice-${rule.replaceAll('/', '-')}`;
}
