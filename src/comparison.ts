import { failing, failuresOf, isSecret } from './failures.ts';
import { counts } from './findings.ts';
import { partsOf } from './fingerprint.ts';
import { type FailOn, failingRules, gates } from './gate.ts';
import { match } from './matching.ts';
import type {
  ChangedFile,
  ChangeKind,
  ComparedState,
  Comparison,
  Notice,
  Report,
  ReportFinding,
  ReportRule,
  RuleChange,
} from './model.ts';

const order: readonly ChangeKind[] = ['broke', 'worse', 'unsure', 'fixed', 'better', 'waived', 'other', 'stays'];

/**
 * What became better and worse between two reports that were made with one profile, one configuration and one key
 * (see `fingerprint`). Findings are paired by content; the files that changed tell by what a change came about.
 */
export function compare(
  base: Report,
  head: Report,
  changed: readonly ChangedFile[],
  notices: readonly Notice[] = [],
): Comparison {
  const before = new Map(base.rules.map((rule) => [rule.id, rule]));
  const matching = match(failuresOf(base), failuresOf(head), isSecret, true);
  const places = (list: readonly { readonly rule: string; readonly finding: ReportFinding | null }[], rule: string) =>
    list.flatMap(({ rule: id, finding }) => (id === rule && finding !== null ? [finding] : []));
  const rules = head.rules.flatMap((after): RuleChange[] => {
    const was = before.get(after.id);
    if (was === undefined || after.severity === 'off' || after.advice) return [];
    const fresh = places(matching.fresh, after.id);
    const gone = places(matching.gone, after.id);
    const change = kindOf(was, after, fresh.length, gone.length);
    if (change === null) return [];
    const pairs = matching.pairs.filter(([, { rule, finding }]) => rule === after.id && finding !== null).length;
    return [
      {
        id: after.id,
        title: after.title,
        severity: after.severity,
        change,
        before: was.verdict,
        after: after.verdict,
        points: tenth(brings(after) - brings(was)),
        fresh: fresh.map(shown),
        gone: gone.map(shown),
        same: pairs,
        causes: change === 'stays' ? [] : causesOf(was, after, fresh, gone, changed),
        fix: after.fix,
      },
    ];
  });
  const scoreChange = base.score === null || head.score === null ? null : tenth(head.score - base.score);
  return {
    schemaVersion: 1,
    tool: head.tool,
    name: head.name,
    date: head.date,
    profile: head.profile,
    profileReason: base.ml ? base.profileReason : head.profileReason,
    base: stateOf(base),
    head: stateOf(head),
    scoreChange,
    otherPoints: scoreChange === null ? 0 : tenth(scoreChange - rules.reduce((sum, { points }) => sum + points, 0)),
    rules: rules.sort(
      (a, b) => order.indexOf(a.change) - order.indexOf(b.change) || Math.abs(b.points) - Math.abs(a.points),
    ),
    newWaivers: newWaivers(base, head),
    changedFiles: changed.length,
    notices: [...notices, ...head.notices.filter((notice) => !base.notices.some((other) => same(notice, other)))],
  };
}

/**
 * The rules by which a comparison fails: with `new` what broke or got worse and, at severity high, what can no longer be
 * judged; with `any` everything that fails in the head. Against a base outside machine learning nothing can have got
 * worse but credentials.
 */
export function failingChanges(comparison: Comparison, head: Report, failOn: FailOn): readonly string[] {
  if (failOn.what !== 'new') return failingRules(head, failOn).map(({ id }) => id);
  const byId = new Map(head.rules.map((rule) => [rule.id, rule]));
  return comparison.rules
    .filter(
      ({ change, severity }) => ['broke', 'worse'].includes(change) || (change === 'unsure' && severity === 'high'),
    )
    .map(({ id }) => id)
    .filter((id) => {
      const rule = byId.get(id);
      return rule !== undefined && gates(rule, failOn, head.ml && comparison.base.ml);
    });
}

/** Fingerprints of the credentials that comments waive in a report: the base's, which a head may go on waiving. */
export function excusedSecrets(report: Report): ReadonlySet<string> {
  const excused = report.rules
    .filter(({ id }) => isSecret(id))
    .flatMap(({ waived }) => waived.filter(({ by }) => by === 'comment'))
    .flatMap(({ findings }) => findings);
  return new Set(excused.map(({ fingerprint = '' }) => partsOf(fingerprint).content));
}

function kindOf(was: ReportRule, now: ReportRule, fresh: number, gone: number): ChangeKind | null {
  const [before, after] = [was.verdict, now.verdict];
  if (after === 'fail') {
    if (before !== 'fail') return 'broke';
    return fresh > 0 ? 'worse' : gone > 0 ? 'better' : 'stays';
  }
  if (before === after) return null;
  if (after === 'waived') return 'waived';
  if (after === 'unknown') return before === 'skip' ? 'other' : 'unsure';
  return before === 'fail' ? 'fixed' : 'other';
}

function brings({ verdict, points }: ReportRule): number {
  return verdict === 'pass' ? points : 0;
}

/**
 * The changed files at which a rule's evidence lies: new and gone places first, else what it passes or passed by, else
 * what made it apply or keeps it from being judged.
 */
function causesOf(
  was: ReportRule,
  now: ReportRule,
  fresh: readonly ReportFinding[],
  gone: readonly ReportFinding[],
  changed: readonly ChangedFile[],
): readonly ChangedFile[] {
  const solid = (rule: ReportRule) => (rule.verdict === 'pass' ? rule.findings.filter(counts) : []);
  const sources: (readonly { readonly path: string }[])[] = [
    [...withTrace(fresh), ...withTrace(gone)],
    [...solid(was), ...solid(now)],
    [...now.waived, ...was.waived].flatMap(({ at, findings }) => [at, ...findings]),
    [...now.because, ...was.because, ...now.unread, ...was.unread],
  ];
  for (const source of sources) {
    const paths = new Set(source.map(({ path }) => path));
    const causes = changed.filter(({ path, from }) => paths.has(path) || (from !== undefined && paths.has(from)));
    if (causes.length > 0) return causes;
  }
  return [];
}

function withTrace(findings: readonly ReportFinding[]): readonly { readonly path: string }[] {
  return findings.flatMap((finding) => [finding, ...finding.trace]);
}

/** Without its fingerprint, which holds only within the process. */
function shown({ fingerprint: _, ...finding }: ReportFinding): ReportFinding {
  return finding;
}

function stateOf({ commit, ml, score, grade, counts: of }: Report): ComparedState {
  return { commit, ml, score, grade, counts: of };
}

function newWaivers(base: Report, head: Report): Comparison['newWaivers'] {
  const waived = (report: Report) =>
    report.rules.flatMap(({ id, waived }) =>
      waived
        .filter(({ by }) => by === 'comment')
        .flatMap((one) => one.findings.map((finding) => ({ ...failing(id, finding), waiver: one }))),
    );
  const { fresh } = match(waived(base), waived(head), isSecret, true);
  const unique = new Map(
    fresh.map(({ rule, waiver: { at, reason } }) => [JSON.stringify([rule, at]), { ...at, rule, reason }]),
  );
  return [...unique.values()];
}

function same(a: Notice, b: Notice): boolean {
  return a.path === b.path && a.message === b.message;
}

function tenth(number: number): number {
  return Math.round(number * 10) / 10 || 0;
}
