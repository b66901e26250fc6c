import { Ajv2020 } from 'ajv/dist/2020.js';
import { crosswalkOf, crosswalkSchema } from './crosswalks.ts';
import { type Probes, problemOf, ruleSchema, shapeOf, stackSchema, traitsSchema, walk } from './grammar.ts';
import type {
  Condition,
  Crosswalk,
  ExampleTree,
  Problem,
  ProfileDefinition,
  Rule,
  RuleBook,
  StackDefinition,
  Trait,
} from './model.ts';
import { lineOf, nearest, problemsOf, readYaml } from './schema.ts';

export interface RuleFile {
  /** Below the rule folder, separated by `/`. */
  readonly path: string;
  readonly text: string;
}

type LineOf = (path: readonly (string | number)[]) => number | null;

export type Loaded = { readonly book: RuleBook } | { readonly problems: readonly Problem[] };

/**
 * Loads and validates rule files. `traits.yml` holds categories, traits and profiles, `stack.yml` what a repository
 * can be built with, `crosswalks/` published lists; every other YAML file is a rule whose id is its path.
 * @param base a book that the files extend, such as the built-in one below an organisation's own rules
 * @returns the book, or every problem found, each with file, line and the nearest valid word
 */
export function loadRules(files: readonly RuleFile[], probes: Probes, base?: RuleBook): Loaded {
  const ajv = new Ajv2020({ allErrors: true, verbose: true, strict: false, formats: { uri: true } });
  const asRule = ajv.compile(ruleSchema(probes));
  const asTraits = ajv.compile(traitsSchema(probes));
  const asStack = ajv.compile(stackSchema);
  const asCrosswalk = ajv.compile(crosswalkSchema);
  const problems: Problem[] = [];
  const rules = new Map((base?.rules ?? []).map((rule) => [rule.id, rule]));
  const where = new Map<string, LineOf>();
  let traits: readonly Trait[] = base?.traits ?? [];
  let profiles: readonly ProfileDefinition[] = base?.profiles ?? [];
  let categories = base?.categories ?? [];
  let stack = base?.stack ?? [];
  const crosswalks = new Map<string, Crosswalk>((base?.crosswalks ?? []).map((list) => [list.id, list]));

  for (const file of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    if (!/\.ya?ml$/.test(file.path)) continue;
    const yaml = readYaml(file.text, file.path);
    if ('problems' in yaml) {
      problems.push(...yaml.problems);
      continue;
    }
    const value = withOptions(yaml.value);
    const kind = /^(?:(traits|stack)\.ya?ml$|crosswalks\/)/.exec(file.path);
    const validate = kind === null ? asRule : ({ traits: asTraits, stack: asStack }[kind[1] ?? ''] ?? asCrosswalk);
    if (!validate(value)) {
      problems.push(...problemsOf(yaml.document, yaml.lineCounter, validate.errors ?? [], file.path));
      continue;
    }
    where.set(file.path, (path) => lineOf(yaml.document, yaml.lineCounter, path));
    const id = file.path.replace(/\.ya?ml$/, '');
    if (kind?.[1] === 'traits') {
      const raw = value as RawTraits;
      categories = Object.entries(raw.categories).map(([id, title]) => ({ id, title }));
      traits = Object.entries(raw.traits).map(([id, trait]) => ({ id, ...trait }));
      profiles = raw.profiles;
    } else if (kind?.[1] === 'stack') {
      const groups = Object.entries(value as Record<string, Record<string, Omit<StackDefinition, 'name' | 'group'>>>);
      stack = groups.flatMap(([group, names]) =>
        Object.entries(names).map(([name, what]) => ({ name, group, ...what })),
      );
    } else if (kind !== null) {
      const list = crosswalkOf(id.replace('crosswalks/', ''), value);
      crosswalks.set(list.id, list);
    } else rules.set(id, ruleOf(id, value as RawRule));
  }
  for (const rule of rules.values()) {
    const category = rule.id.split('/')[0] ?? rule.id;
    if (!categories.some(({ id }) => id === category)) {
      categories = [...categories, { id: category, title: category.charAt(0).toUpperCase() + category.slice(1) }];
    }
  }
  const rank = new Map(categories.map(({ id }, index) => [id, index]));
  const order = (rule: Rule) => rank.get(rule.id.split('/')[0] ?? '') ?? 0;
  const sorted = [...rules.values()].sort((a, b) => order(a) - order(b) || (a.id < b.id ? -1 : 1));
  const lists = [...crosswalks.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const book: RuleBook = { categories, traits, profiles, rules: sorted, stack, crosswalks: lists };
  problems.push(...referenceProblems(book, where));
  return problems.length > 0 ? { problems } : { book };
}

interface RawRule {
  readonly title: string;
  readonly severity: Rule['severity'];
  readonly why: string;
  readonly when?: Condition;
  readonly expect: Condition;
  readonly per?: 'repository' | 'project';
  readonly advice?: boolean;
  readonly fix: Rule['fix'];
  readonly see?: readonly string[];
  readonly 'stands-for'?: readonly string[];
  readonly examples: { readonly [kind in 'pass' | 'fail' | 'skip']?: Readonly<Record<string, ExampleTree>> };
}

interface RawTraits {
  readonly categories: Readonly<Record<string, string>>;
  readonly traits: Readonly<Record<string, Omit<Trait, 'id'>>>;
  readonly profiles: readonly ProfileDefinition[];
}

function ruleOf(id: string, raw: RawRule): Rule {
  return {
    id,
    title: raw.title,
    severity: raw.severity,
    why: raw.why.trim(),
    ...(raw.when === undefined ? {} : { when: raw.when }),
    expect: raw.expect,
    per: raw.per ?? null,
    advice: raw.advice ?? false,
    fix: raw.fix.map((remedy) => ({ ...remedy, say: remedy.say.trim() })),
    see: raw.see ?? [],
    standsFor: raw['stands-for'] ?? [],
    examples: { pass: raw.examples.pass ?? {}, fail: raw.examples.fail ?? {}, skip: raw.examples.skip ?? {} },
  };
}

/** YAML's `probe:` without a value means a probe without options. */
function withOptions(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withOptions);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, inner === null ? {} : withOptions(inner)]),
  );
}

/** Conditions that name what does not exist, have several keys, or go in circles. */
function referenceProblems(book: RuleBook, where: ReadonlyMap<string, LineOf>): Problem[] {
  const problems: Problem[] = [];
  const traitIds = book.traits.map(({ id }) => id);
  const ruleIds = book.rules.map(({ id }) => id);
  const check = (file: string, path: readonly (string | number)[], condition: Condition | undefined): void => {
    if (condition === undefined) return;
    const line = where.get(file)?.(path) ?? null;
    const shape = problemOf(condition);
    if (shape !== null) {
      problems.push({ file, line, message: shape });
      return;
    }
    const { kind, ...rest } = shapeOf(condition);
    if ('parts' in rest) for (const [index, part] of rest.parts.entries()) check(file, [...path, kind, index], part);
    if (!('name' in rest)) return;
    const known = kind === 'trait' ? traitIds : ruleIds;
    if (known.includes(rest.name)) return;
    const near = nearest(rest.name, known);
    problems.push({
      file,
      line,
      message: `unknown ${kind} "${rest.name}"${near === null ? '' : `, did you mean "${near}"?`}`,
    });
  };
  for (const trait of book.traits) check('traits.yml', ['traits', trait.id, 'expect'], trait.expect);
  for (const [index, profile] of book.profiles.entries())
    check('traits.yml', ['profiles', index, 'when'], profile.when);
  for (const rule of book.rules) {
    const file = `${rule.id}.yml`;
    check(file, ['when'], rule.when);
    check(file, ['expect'], rule.expect);
    for (const [index, remedy] of rule.fix.entries()) check(file, ['fix', index, 'when'], remedy.when);
  }
  if (problems.length === 0) problems.push(...circles(book));
  return problems;
}

function circles(book: RuleBook): Problem[] {
  const next = new Map<string, { file: string; to: string[] }>();
  const references = (condition: Condition | undefined): string[] => {
    const found: string[] = [];
    if (condition !== undefined) {
      walk(condition, (shape) => {
        if (shape.kind === 'trait' || shape.kind === 'rule') found.push(`${shape.kind} ${shape.name}`);
      });
    }
    return found;
  };
  for (const trait of book.traits) next.set(`trait ${trait.id}`, { file: 'traits.yml', to: references(trait.expect) });
  for (const rule of book.rules) {
    next.set(`rule ${rule.id}`, { file: `${rule.id}.yml`, to: [...references(rule.when), ...references(rule.expect)] });
  }
  const done = new Set<string>();
  const problems: Problem[] = [];
  const visit = (node: string, trail: readonly string[]): void => {
    if (trail.includes(node)) {
      const circle = [...trail.slice(trail.indexOf(node)), node].join(' → ');
      problems.push({ file: next.get(node)?.file ?? '', line: null, message: `goes in a circle: ${circle}` });
    } else if (!done.has(node)) {
      for (const to of next.get(node)?.to ?? []) visit(to, [...trail, node]);
      done.add(node);
    }
  };
  for (const node of next.keys()) visit(node, []);
  return problems;
}
