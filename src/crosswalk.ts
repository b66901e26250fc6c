import type {
  Attestation,
  Crosswalk,
  CrosswalkItem,
  CrosswalkReport,
  CrosswalkRow,
  ItemStatus,
  Notice,
  Report,
  ReportRule,
} from './model.ts';
import { secretRules } from './score.ts';

/** More places say nothing more about an item of a list. */
const MOST_PLACES = 3;

/**
 * One audit told as a published list. An item is verified where the rules that stand for it pass, all that apply and at
 * least one; what a rule denies, only a person's word can outweigh. A list with points is scored as it was published:
 * the sum of each section, and the least of these.
 */
export function crosswalk(report: Report, list: Crosswalk, attestations: readonly Attestation[]): CrosswalkReport {
  const rules = new Map(report.rules.map((rule) => [rule.id, rule]));
  const notices: Notice[] = [];
  const sections = list.sections.map(({ id, title, items }) => {
    const rows = items.map((item): CrosswalkRow => {
      const seen = statusByRules(item, rules);
      const written = attestations.find((one) => one.item === item.id);
      const expired = written?.expires != null && written.expires < report.date;
      if (written !== undefined && (expired || seen === 'verified')) {
        const message = expired
          ? `the attestation of ${item.id} expired on ${written.expires} and no longer counts`
          : `the attestation of ${item.id} is not needed: the rules verify it`;
        notices.push({ ...written.at, message });
      }
      const attestation = written === undefined || expired ? null : written;
      const status = attestation !== null && seen !== 'verified' ? 'attested' : seen;
      return {
        id: item.id,
        says: item.says,
        status,
        points: list.points === undefined ? null : pointsOf(status, list.points),
        rules: [...item.rules, ...item.needs].flatMap((rule) => shown(rules.get(rule))),
        attestation: attestation === null ? null : shownAttestation(attestation, report),
      };
    });
    const score = list.points === undefined ? null : rows.reduce((sum, { points }) => sum + (points ?? 0), 0);
    return { id, title, score, items: rows };
  });
  const count = (status: ItemStatus) => sections.flatMap(({ items }) => items).filter((row) => row.status === status);
  return {
    schemaVersion: 1,
    tool: report.tool,
    name: report.name,
    commit: report.commit,
    date: report.date,
    ml: report.ml,
    list: { id: list.id, title: list.title, about: list.about, source: list.source ?? null },
    counts: {
      verified: count('verified').length,
      attested: count('attested').length,
      'not met': count('not met').length,
      unknown: count('unknown').length,
    },
    score: scoreOf(list, sections),
    sections,
    notices: notices.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)),
  };
}

function statusByRules(item: CrosswalkItem, known: ReadonlyMap<string, ReportRule>): ItemStatus {
  const rules = item.rules.map((id) => known.get(id));
  const needs = item.needs.map((id) => known.get(id));
  if ([...rules, ...needs].some((rule) => rule !== undefined && denies(rule))) return 'not met';
  const applying = rules.filter((rule) => rule?.verdict !== 'skip');
  return applying.length > 0 && applying.every((rule) => rule?.verdict === 'pass') ? 'verified' : 'unknown';
}

/** A rule that waits for one that fails denies, too; one that only advises does not. */
function denies(rule: ReportRule): boolean {
  return !rule.advice && (rule.verdict === 'fail' || (rule.verdict === 'skip' && rule.blockedBy !== null));
}

function pointsOf(status: ItemStatus, points: NonNullable<Crosswalk['points']>): number {
  return status === 'verified' ? points.verified : status === 'attested' ? points.attested : 0;
}

function scoreOf(list: Crosswalk, sections: CrosswalkReport['sections']): CrosswalkReport['score'] {
  const { points, readings } = list;
  if (points === undefined) return null;
  const value = Math.min(...sections.map(({ score }) => score ?? 0));
  const of = Math.min(...sections.map(({ items }) => items.length * points.verified));
  const reading = readings.find(({ to }) => to === undefined || value <= to)?.say ?? '';
  return { value, of, reading };
}

function shown(rule: ReportRule | undefined): CrosswalkRow['rules'] {
  if (rule === undefined) return [];
  const { id, title, verdict } = rule;
  const findings = verdict === 'fail' && rule.findings.length === 0 ? rule.because : rule.findings;
  return [
    {
      id,
      title,
      verdict,
      findings: findings
        .filter(({ confidence }) => confidence !== 'hint')
        .slice(0, MOST_PLACES)
        .map(({ path, line, cell, message }) => ({ path, line, ...(cell === undefined ? {} : { cell }), message })),
    },
  ];
}

/** A reason in a file that holds a credential may hold that credential. */
function shownAttestation({ item: _, ...attestation }: Attestation, report: Report): CrosswalkRow['attestation'] {
  const leaks = report.rules
    .filter(({ id }) => secretRules.includes(id))
    .flatMap(({ findings, waived }) => [...findings, ...waived.flatMap((one) => one.findings)])
    .some(({ path }) => path === attestation.at.path);
  return leaks ? { ...attestation, reason: 'not shown, for it holds a credential' } : attestation;
}
