import type { FC } from 'hono/jsx';
import type { ReportFinding, ReportRule, Unread } from '../../model.ts';
import { line } from '../neutral.ts';
import { evidence } from '../order.ts';
import { type Place, where } from '../place.ts';
import type { Link } from '../sections.ts';
import { more } from '../words.ts';

const most = 4;

/** A place, linked to its line on GitHub at the audited commit. */
export const PlaceLink: FC<{ place: Place; link: Link }> = ({ place, link }) => {
  const address = link(place.path, place.cell === undefined ? place.line : null);
  return address === null ? (
    <code>{where(place)}</code>
  ) : (
    <a class="place" href={address} rel="noreferrer">
      <code>{where(place)}</code>
    </a>
  );
};

/** The places that decided a verdict, each with what stands there and how it got there. */
export const Evidence: FC<{ rule: ReportRule; link: Link }> = ({ rule, link }) => {
  const found = evidence(rule);
  if (found.length > 0) return <Findings findings={found} link={link} />;
  const [because] = rule.because;
  if (because !== undefined) {
    return (
      <p class="because">
        Expected because of <PlaceLink place={because} link={link} /> {line(because.message)}
      </p>
    );
  }
  return rule.verdict === 'unknown' ? <Unreadable unread={rule.unread} link={link} /> : null;
};

export const Findings: FC<{ findings: readonly ReportFinding[]; link: Link }> = ({ findings, link }) => (
  <>
    <List findings={findings.slice(0, most)} link={link} />
    {findings.length > most ? (
      <details>
        <summary>{more(findings.length - most)}</summary>
        <List findings={findings.slice(most, 200)} link={link} />
      </details>
    ) : null}
  </>
);

const List: FC<{ findings: readonly ReportFinding[]; link: Link }> = ({ findings, link }) => (
  <ul class="places">
    {findings.map((finding) => {
      const steps = finding.trace.filter((step) => where(step) !== where(finding) || step.message !== finding.message);
      return (
        <li>
          <PlaceLink place={finding} link={link} /> {line(finding.message)}
          {steps.length === 0 ? null : (
            <ul class="trace">
              {steps.slice(0, 8).map((step) => (
                <li>
                  <PlaceLink place={step} link={link} /> {line(step.message)}
                </li>
              ))}
            </ul>
          )}
        </li>
      );
    })}
  </ul>
);

const Unreadable: FC<{ unread: readonly Unread[]; link: Link }> = ({ unread, link }) => (
  <ul class="places">
    {unread.slice(0, most).map((gap) => (
      <li>
        <PlaceLink place={gap} link={link} /> {line(gap.reason)}
      </li>
    ))}
  </ul>
);
