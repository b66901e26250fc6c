import { projectsOf, projectView } from './facts/projects.ts';
import { compare, counts, firstPlaces, sorted } from './findings.ts';
import { type AnyProbe, type Probes, shapeOf, walk } from './grammar.ts';
import { allOf, anyOf, type Judgement, not, nothing } from './judgement.ts';
import type {
  Audit,
  Condition,
  Config,
  Facts,
  Need,
  Outcome,
  Place,
  ProfileDefinition,
  Rule,
  RuleBook,
  Trait,
  Unread,
  Verdict,
} from './model.ts';

/** Everything that has to be gathered before `audit` can judge by this book. */
export function needsOf(book: RuleBook, probes: Probes): readonly Need[] {
  const needs: Need[] = [];
  const add = (condition: Condition | undefined): void => {
    if (condition === undefined) return;
    walk(condition, (shape, { in: places }) => {
      if (!('probe' in shape)) return;
      const probe = probeOf(probes, shape.probe);
      const where = places ?? probe.in ?? ['code'];
      for (const need of probe.needs(shape.options)) needs.push({ ...need, places: [...where, 'vendored'] });
    });
  };
  for (const trait of book.traits) add(trait.expect);
  for (const profile of book.profiles) add(profile.when);
  for (const rule of book.rules) {
    add(rule.when);
    add(rule.expect);
    for (const remedy of rule.fix) add(remedy.when);
  }
  return needs;
}

/**
 * Judges facts by a rule book: traits, then the profile, then every rule. Pure: the same arguments give the same audit.
 * Logic is three-valued (Kleene): what was found decides, and only where nothing decides does something unread make
 * an outcome unknown.
 */
export function audit(facts: Facts, book: RuleBook, config: Config, probes: Probes): Audit {
  const judge = new Judge(book, config, probes);
  const traits: Record<string, boolean | null> = {};
  for (const trait of book.traits) traits[trait.id] = judge.trait(trait.id, facts).truth;
  const ml = judge.trait('ml', facts);
  const profile = profileOf(facts, book, config, judge);
  return {
    ml: ml.truth !== false,
    mlFindings: firstPlaces(ml.findings, 3),
    traits,
    profile: profile.name,
    profileReason: profile.reason,
    verdicts: book.rules.map((rule) => judge.rule(rule, facts)),
    unread: everythingUnread(facts, needsOf(book, probes)),
  };
}

function profileOf(facts: Facts, book: RuleBook, config: Config, judge: Judge): ProfileDefinition {
  if (config.profile !== null) return { name: config.profile, reason: 'set in the configuration' };
  for (const profile of book.profiles) {
    if (profile.when === undefined || judge.condition(profile.when, facts).truth === true) return profile;
  }
  return { name: 'portfolio', reason: 'nothing else fits' };
}

class Judge {
  readonly #traits: ReadonlyMap<string, Trait>;
  readonly #rules: ReadonlyMap<string, Rule>;
  readonly #config: Config;
  readonly #probes: Probes;
  readonly #known = new WeakMap<Facts, Map<string, unknown>>();

  constructor(book: RuleBook, config: Config, probes: Probes) {
    this.#traits = new Map(book.traits.map((trait) => [trait.id, trait]));
    this.#rules = new Map(book.rules.map((rule) => [rule.id, rule]));
    this.#config = config;
    this.#probes = probes;
  }

  trait(id: string, facts: Facts): Judgement {
    return this.#once(facts, `trait ${id}`, () => {
      const trait = this.#traits.get(id);
      if (trait === undefined) return nothing(false);
      const judgement = this.condition(trait.expect, facts);
      return trait.obvious === true ? { ...judgement, findings: [] } : judgement;
    });
  }

  rule(rule: Rule, facts: Facts): Verdict {
    return this.#once(facts, `rule ${rule.id}`, () => {
      const projects = rule.per === 'project' ? projectsOf(facts) : [];
      if (projects.length < 2) return this.#judge(rule, facts);
      return together(
        rule.id,
        projects.map((project) => this.#judge(rule, projectView(facts, project))),
      );
    });
  }

  #judge(rule: Rule, facts: Facts): Verdict {
    const applies = rule.when === undefined ? nothing(true) : this.condition(rule.when, facts);
    const because = firstPlaces(applies.findings, 3);
    const verdict = { rule: rule.id, blockedBy: null, findings: [], because, unread: [], fix: null, waived: [] };
    if (applies.truth === false) return { ...verdict, outcome: 'skip', because: [], blockedBy: applies.blockedBy };
    if (applies.truth === null) return { ...verdict, outcome: 'unknown', unread: applies.unread };
    const result = this.condition(rule.expect, facts, rule.id);
    const outcome: Outcome = result.truth === null ? 'unknown' : result.truth ? 'pass' : 'fail';
    return {
      ...verdict,
      outcome,
      findings: sorted(result.findings),
      unread: outcome === 'unknown' ? result.unread : [],
      fix: outcome === 'pass' ? null : this.#remedy(rule, facts),
    };
  }

  #remedy(rule: Rule, facts: Facts): string | null {
    for (const { when, say } of rule.fix) {
      if (when === undefined || this.condition(when, facts).truth === true) return say;
    }
    return null;
  }

  /** @param rule the rule whose threshold a configuration may set */
  condition(condition: Condition, facts: Facts, rule?: string): Judgement {
    const shape = shapeOf(condition);
    switch (shape.kind) {
      case 'trait':
        return this.trait(shape.name, facts);
      case 'rule':
        return this.#dependency(shape.name, facts);
      case 'any':
        return anyOf(shape.parts.map((part) => this.condition(part, facts, rule)));
      case 'all':
        return allOf(shape.parts.map((part) => this.condition(part, facts, rule)));
      case 'none':
        return not(anyOf(shape.parts.map((part) => this.condition(part, facts, rule))));
      default:
        return this.#observe(shape, condition.in as readonly Place[] | undefined, facts, rule);
    }
  }

  #dependency(id: string, facts: Facts): Judgement {
    const rule = this.#rules.get(id);
    if (rule === undefined) return nothing(false);
    const verdict = this.rule(rule, facts);
    const { findings, unread } = verdict;
    if (verdict.outcome === 'unknown') return { truth: null, findings: [], unread, blockedBy: null };
    if (verdict.outcome === 'pass') return { truth: true, findings, unread: [], blockedBy: null };
    return { truth: false, findings: [], unread: [], blockedBy: verdict.outcome === 'fail' ? id : verdict.blockedBy };
  }

  #observe(
    shape: {
      readonly kind: 'probe' | 'every';
      readonly probe: string;
      readonly options: unknown;
      readonly share?: number;
    },
    places: readonly Place[] | undefined,
    facts: Facts,
    rule: string | undefined,
  ): Judgement {
    const probe = probeOf(this.#probes, shape.probe);
    const threshold = rule === undefined ? undefined : this.#config.thresholds[rule];
    const options = withThreshold(shape.options, threshold);
    const view = inPlaces(facts, places ?? probe.in ?? ['code']);
    const {
      seen,
      missing = [],
      unread: own = [],
    } = this.#once(view, `probe ${shape.probe} ${JSON.stringify(options)}`, () => probe.run(view, options));
    const unread = [...probe.needs(options).flatMap((need) => view.unread(need)), ...own];
    const solid = seen.filter(counts);
    if (shape.kind === 'probe') {
      if (solid.length > 0) return { truth: true, findings: seen, unread: [], blockedBy: null };
      return { truth: unread.length > 0 ? null : false, findings: [...seen, ...missing], unread, blockedBy: null };
    }
    const wrong = missing.filter(counts);
    const share = 'threshold' in (shape.options as object) ? (shape.share ?? 1) : (threshold ?? shape.share ?? 1);
    const enough = wrong.length === 0 || solid.length / (solid.length + wrong.length) >= share;
    if (!enough) return { truth: false, findings: missing, unread, blockedBy: null };
    if (unread.length > 0) return { truth: null, findings: [], unread, blockedBy: null };
    return { truth: true, findings: [...seen, ...missing], unread: [], blockedBy: null };
  }

  #once<T>(facts: Facts, key: string, compute: () => T): T {
    let known = this.#known.get(facts);
    if (known === undefined) {
      known = new Map();
      this.#known.set(facts, known);
    }
    if (!known.has(key)) known.set(key, compute());
    return known.get(key) as T;
  }
}

function probeOf(probes: Probes, name: string): AnyProbe {
  const probe = probes[name];
  if (probe === undefined) throw new Error(`no probe is called ${name}`);
  return probe;
}

function inPlaces(facts: Facts, places: readonly Place[]): Facts {
  const wanted = new Set(places);
  return wanted.size === 5
    ? facts
    : facts.view(`in ${[...wanted].sort().join(' ')}`, (path) => wanted.has(facts.place(path)));
}

/** A rule's one number, where the configuration sets it: the option `threshold`. */
function withThreshold(options: unknown, threshold: number | undefined): unknown {
  const given = options as Readonly<Record<string, unknown>>;
  return threshold !== undefined && 'threshold' in given ? { ...given, threshold } : given;
}

/** One verdict over the projects of a monorepo: good when it is good wherever it applies. */
function together(rule: string, verdicts: readonly Verdict[]): Verdict {
  for (const outcome of ['fail', 'unknown', 'pass'] as const) {
    const same = verdicts.filter((verdict) => verdict.outcome === outcome);
    if (same.length === 0) continue;
    return {
      rule,
      outcome,
      blockedBy: null,
      findings: sorted(same.flatMap(({ findings }) => findings)),
      because: firstPlaces(
        same.flatMap(({ because }) => because),
        3,
      ),
      unread: same.flatMap(({ unread }) => unread),
      fix: same[0]?.fix ?? null,
      waived: [],
    };
  }
  const blockedBy = verdicts.find((verdict) => verdict.blockedBy !== null)?.blockedBy ?? null;
  return { rule, outcome: 'skip', blockedBy, findings: [], because: [], unread: [], fix: null, waived: [] };
}

function everythingUnread(facts: Facts, needs: readonly Need[]): readonly Unread[] {
  const byPlace = new Map<string, Unread>();
  for (const { reader } of needs) {
    for (const part of facts.unread({ reader })) {
      const key = `${part.path}\n${part.line ?? ''}\n${part.reason}`;
      byPlace.set(key, { path: part.path, line: part.line, reason: part.reason });
    }
  }
  return [...byPlace.values()].sort(
    (a, b) => compare(a.path, b.path) || (a.line ?? 0) - (b.line ?? 0) || compare(a.reason, b.reason),
  );
}
