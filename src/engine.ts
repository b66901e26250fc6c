import { audit, needsOf } from './audit.ts';
import { defaultConfig } from './defaults.ts';
import { type GatherOptions, gather } from './facts/gather.ts';
import { type Ignore, ignoreNeedles, ignores } from './facts/ignores.ts';
import { secrets } from './facts/secrets/reader.ts';
import { compare } from './findings.ts';
import { partsOf } from './fingerprint.ts';
import { type Fingerprints, fingerprintsOf } from './fingerprints.ts';
import type { Probes } from './grammar.ts';
import type {
  Audit,
  Config,
  Document,
  ExampleTree,
  Facts,
  Finding,
  Need,
  Notice,
  Outcome,
  Report,
  ReportFinding,
  Rule,
  RuleBook,
  Source,
  StackEntry,
  Unread,
} from './model.ts';
import { partOf } from './part.ts';
import { scoreOf, secretRules } from './score.ts';
import { skillsOf } from './skills.ts';
import { stackNeeds, stackOf } from './stack.ts';
import { type AfterWaivers, type Waivers, waive } from './waivers.ts';

export interface EngineOptions extends GatherOptions {
  /** ISO date that the report carries. */
  readonly date: string;
  readonly version: string;
  readonly probes: Probes;
  /** What only this process knows; see `fingerprint`. */
  readonly key?: string;
  /** Comments waive only those credentials that have one of these fingerprints; any where absent. */
  readonly excusedSecrets?: ReadonlySet<string>;
  /** Rules that comments in the audited files do not waive. */
  readonly enforced?: ReadonlySet<string>;
  /** Rules that are shown; the others are still judged where a shown one depends on them. */
  readonly shown?: (rule: string) => boolean;
}

export const waiverNeeds: readonly Need[] = [{ reader: ignores, needles: ignoreNeedles }];

/**
 * Source to report, the one way for every surface: gather, audit, score.
 * @throws whatever the source throws when it cannot list its entries
 */
export async function auditSource(
  source: Source,
  book: RuleBook,
  config: Config,
  options: EngineOptions,
): Promise<Report> {
  return (await auditForComparison(source, book, config, { ...options, open: false })).keyed;
}

/**
 * As `auditSource`, with a second report whose fingerprints are made without the key, so that they may leave the process.
 * @throws whatever the source throws when it cannot list its entries
 */
export async function auditForComparison(
  source: Source,
  book: RuleBook,
  config: Config,
  options: EngineOptions & { readonly open?: boolean },
): Promise<{ readonly keyed: Report; readonly open: Report }> {
  const facts = await gather(
    source,
    [...needsOf(book, options.probes), ...stackNeeds(book.stack), ...waiverNeeds],
    config,
    options,
  );
  const judged = audit(facts, book, config, options.probes);
  const prints = await fingerprintsOf(source, facts, judged.verdicts, config.limits, options.key);
  const after = waive(judged.verdicts, {
    ...waiversOf(facts, config),
    date: options.date,
    allows: (rule, finding) =>
      options.enforced?.has(rule) !== true &&
      (options.excusedSecrets === undefined ||
        !secretRules.includes(rule) ||
        options.excusedSecrets.has(partsOf(prints.get(finding) ?? '').content)),
  });
  const isShown = options.shown ?? (() => true);
  const shown = { ...book, rules: book.rules.filter(({ id }) => isShown(id)) };
  const stack = stackOf(facts, book.stack);
  const reportWith = (fingerprints: Fingerprints): Report =>
    reportOf({ ...judged, verdicts: after.verdicts }, stack, shown, config, {
      ...options,
      notices: noticesOf(after, isShown),
      prints: fingerprints,
      name: source.name,
      commit: source.commit,
    });
  const keyed = reportWith(prints);
  if (options.open === false || options.key === undefined) return { keyed, open: keyed };
  return { keyed, open: reportWith(await fingerprintsOf(source, facts, judged.verdicts, config.limits)) };
}

/** The waivers of a configuration and of comments as they may be shown: a reason that holds a credential is replaced. */
export function waiversOf(facts: Facts, { waivers: written }: Config): Pick<Waivers, 'written' | 'comments'> {
  const comments: readonly Document<readonly Ignore[]>[] = facts.documents(ignores);
  const reason = 'not shown, for it holds a credential';
  const leaked = (path: string) => facts.document(secrets, path) ?? [];
  return {
    written: written.map((waiver) => (leaked(waiver.at.path).length > 0 ? { ...waiver, reason } : waiver)),
    comments: comments.map(({ path, value }) => ({
      path,
      value: value.map((comment) =>
        leaked(path).some(
          ({ line, cell, column }) => line === comment.line && cell === comment.cell && column > comment.column,
        )
          ? { ...comment, reason }
          : comment,
      ),
    })),
  };
}

/** Notices of rules that are shown, in the order of places. */
export function noticesOf(after: AfterWaivers, isShown: (rule: string) => boolean): readonly Notice[] {
  return after.notices
    .filter(({ rule }) => rule === null || isShown(rule))
    .map(({ rule: _, ...notice }) => notice)
    .sort(
      (a, b) =>
        compare(a.path, b.path) ||
        (a.cell ?? -1) - (b.cell ?? -1) ||
        (a.line ?? 0) - (b.line ?? 0) ||
        compare(a.message, b.message),
    );
}

/** Verdicts and score in the shape of the contract. Numbers are rounded here, once, to one decimal. */
export function reportOf(
  judged: Audit,
  stack: readonly StackEntry[],
  book: RuleBook,
  config: Config,
  about: {
    readonly date: string;
    readonly version: string;
    readonly name: string;
    readonly commit: string | null;
    readonly notices: readonly Notice[];
    readonly prints?: Fingerprints;
  },
): Report {
  const score = scoreOf(judged, book, config);
  const count = (outcome: Outcome) =>
    score.weighed.filter(({ verdict, weight }) => verdict.outcome === outcome && weight > 0).length;
  const ml = judged.ml;
  const place = (finding: Finding) => placeOf(finding, about.prints?.get(finding));
  return {
    schemaVersion: 1,
    tool: { name: 'mlready', version: about.version },
    name: about.name,
    commit: about.commit,
    date: about.date,
    ml,
    mlReason: judged.mlFindings.map((finding) => place(finding)),
    profile: judged.profile,
    profileReason: judged.profileReason,
    traits: judged.traits,
    score: ml ? round(score.score) : null,
    scoreUpTo: ml ? round(score.upTo) : null,
    grade: ml ? score.grade : null,
    gradeCap: ml ? score.gradeCap : null,
    outOfReach: ml ? round(score.outOfReach) : 0,
    nextGrade:
      ml && score.next !== null
        ? {
            grade: score.next.grade,
            score: score.next.score,
            steps: score.next.steps.map(({ rule, points }) => ({ rule: rule.id, points: round(points) })),
          }
        : null,
    counts: {
      apply: score.weighed.filter(({ weight }) => weight > 0).length,
      pass: count('pass'),
      fail: count('fail'),
      unknown: count('unknown'),
      skip: score.weighed.filter(({ verdict }) => verdict.outcome === 'skip').length,
      waived: score.weighed.filter(({ verdict, severity }) => verdict.outcome === 'waived' && severity !== 'off')
        .length,
    },
    categories: score.categories.map((category) => ({
      ...category,
      score: category.score === null ? null : round(category.score),
    })),
    rules: score.weighed.map(({ rule, verdict, severity, points }) => ({
      id: rule.id,
      verdict: verdict.outcome,
      severity,
      points: round(points),
      title: rule.title,
      fix: verdict.outcome === 'fail' || verdict.outcome === 'unknown' ? verdict.fix : null,
      blockedBy: verdict.blockedBy,
      advice: rule.advice,
      findings: verdict.findings.map(place),
      because: verdict.outcome === 'fail' && verdict.findings.length === 0 ? verdict.because.map(place) : [],
      unread: verdict.outcome === 'unknown' ? distinct(verdict.unread) : [],
      known: false,
      waived: verdict.waived.map(({ findings, ...waived }) => ({ ...waived, findings: findings.map(place) })),
    })),
    stack,
    skills: ml && judged.profile === 'portfolio' ? skillsOf(stack, book.stack) : null,
    unread: judged.unread,
    baseline: null,
    notices: about.notices,
  };
}

function placeOf(finding: Finding, fingerprint?: string): ReportFinding {
  const { path, line, column, cell, confidence, message, trace } = finding;
  return {
    path,
    line,
    column,
    ...(cell === undefined ? {} : { cell }),
    confidence,
    message,
    trace,
    ...(fingerprint === undefined ? {} : { fingerprint }),
  };
}

function distinct(unread: readonly Unread[]): readonly Unread[] {
  const unique = new Map(
    unread.map(({ path, line, reason }) => [`${path}\n${line}\n${reason}`, { path, line, reason }]),
  );
  return [...unique.values()].sort((a, b) =>
    a.path < b.path ? -1 : a.path > b.path ? 1 : (a.line ?? 0) - (b.line ?? 0),
  );
}

function round(number: number): number {
  return Math.round(number * 10 + 1e-9) / 10;
}

export interface ExampleResult {
  readonly rule: string;
  readonly kind: 'pass' | 'fail' | 'skip';
  readonly name: string;
  readonly outcome: Outcome;
  readonly ok: boolean;
  readonly findings: readonly Finding[];
}

/**
 * Runs every example of the given rules through the real gathering and the real audit: what documents a rule is what
 * tests it. Used by the test suite and by `mlready test`.
 * @param sourceOf makes a source of an example's tree
 */
export async function runExamples(
  book: RuleBook,
  rules: readonly Rule[],
  probes: Probes,
  sourceOf: (files: Readonly<Record<string, string | Uint8Array>>) => Source,
): Promise<readonly ExampleResult[]> {
  const results: ExampleResult[] = [];
  for (const rule of rules) {
    const part = partOf(book, [rule]);
    const needs = needsOf(part, probes);
    for (const kind of ['pass', 'fail', 'skip'] as const) {
      for (const [name, tree] of Object.entries(rule.examples[kind])) {
        const facts = await gather(sourceOf(contents(tree)), needs, defaultConfig);
        const verdict = audit(facts, part, defaultConfig, probes).verdicts.find((one) => one.rule === rule.id);
        const outcome = verdict?.outcome ?? 'unknown';
        results.push({ rule: rule.id, kind, name, outcome, ok: outcome === kind, findings: verdict?.findings ?? [] });
      }
    }
  }
  return results;
}

function contents(tree: ExampleTree): Readonly<Record<string, string | Uint8Array>> {
  return Object.fromEntries(
    Object.entries(tree).map(([path, content]) => [
      path,
      typeof content === 'string' ? content : new Uint8Array(content.size),
    ]),
  );
}
