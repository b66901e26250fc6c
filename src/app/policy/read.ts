import { Ajv2020 } from 'ajv/dist/2020.js';
import picomatch from 'picomatch';
import { type FailOn, readFailOn } from '../../gate.ts';
import type { Problem, ProfileName, RuleBook, Severity, Waiver } from '../../model.ts';
import { nearest } from '../../nearest.ts';
import { lineOf, problemsOf, readYaml } from '../../schema.ts';
import type { RuleFile } from '../../surface/rule-files.ts';
import { freePlan, type Plan, type Results } from './plan.ts';
import { policySchema } from './schema.ts';

/** What a policy says of some repositories. */
interface Terms {
  readonly audit?: boolean;
  readonly profile?: ProfileName;
  readonly severities?: Readonly<Record<string, Severity>>;
  readonly thresholds?: Readonly<Record<string, number>>;
  readonly enforce?: Readonly<Record<string, Exclude<Severity, 'off'>>>;
  readonly ignore?: readonly string[];
  readonly waivers?: readonly {
    readonly rule: string;
    readonly path?: string;
    readonly reason: string;
    readonly expires?: string;
  }[];
  readonly gate?: { readonly 'fail-on'?: string; readonly 'fail-under'?: number };
  readonly results?: Partial<Results>;
}

interface Written extends Terms {
  readonly rules?: readonly string[];
  readonly repositories?: readonly (Terms & {
    readonly names?: readonly string[];
    readonly topics?: readonly string[];
  })[];
}

/** A policy as people wrote it. */
export interface Policy {
  /** Folders with rules. */
  readonly folders: readonly string[];
  /** What does not fit the rules that there are. */
  check(book: RuleBook): readonly Problem[];
  /** What it means for one repository. */
  planFor(repository: { readonly name: string; readonly topics: readonly string[] }, rules: readonly RuleFile[]): Plan;
}

/** Reads the text of a policy; `file` is the name that problems and waivers carry. */
export function readPolicy(text: string, file: string): Policy | { readonly problems: readonly Problem[] } {
  const yaml = readYaml(text, file);
  if ('problems' in yaml) return yaml;
  const { document, lineCounter, value } = yaml;
  const validate = new Ajv2020({ allErrors: true, verbose: true, allowUnionTypes: true }).compile<Written | null>(
    policySchema,
  );
  if (!validate(value)) return { problems: problemsOf(document, lineCounter, validate.errors ?? [], file) };
  const written: Written = value ?? {};
  const line = (path: readonly string[]) => lineOf(document, lineCounter, path);
  const places: readonly (readonly [readonly string[], Terms])[] = [
    [[], written],
    ...(written.repositories ?? []).map((terms, index) => [['repositories', String(index)], terms] as const),
  ];
  return {
    folders: written.rules ?? [],
    check: (book) => unknownRules(places, new Set(book.rules.map(({ id }) => id)), line, file),
    planFor: ({ name, topics }, rules) => {
      let plan: Plan = { ...freePlan, rules };
      for (const [path, terms] of places) {
        const wanted = terms as Terms & { readonly names?: readonly string[]; readonly topics?: readonly string[] };
        const fits =
          path.length === 0 ||
          ((wanted.names === undefined || picomatch([...wanted.names], { nocase: true, dot: true })(name)) &&
            (wanted.topics === undefined || wanted.topics.some((topic) => topics.includes(topic))));
        if (fits) plan = withTerms(plan, terms, (index) => line([...path, 'waivers', String(index)]), file);
      }
      return plan;
    },
  };
}

function withTerms(plan: Plan, terms: Terms, waiverLine: (index: number) => number | null, file: string): Plan {
  const { gate = {}, results = {} } = terms;
  const failOn: FailOn | null = gate['fail-on'] === undefined ? null : readFailOn(gate['fail-on']);
  return {
    ...plan,
    audit: terms.audit ?? plan.audit,
    profile: terms.profile ?? plan.profile,
    severities: { ...plan.severities, ...terms.severities },
    thresholds: { ...plan.thresholds, ...terms.thresholds },
    enforce: { ...plan.enforce, ...terms.enforce },
    ignore: [...plan.ignore, ...(terms.ignore ?? [])],
    waivers: [
      ...plan.waivers,
      ...(terms.waivers ?? []).map(
        ({ rule, path, reason, expires }, index): Waiver => ({
          rule,
          path: path ?? null,
          reason: reason.trim(),
          expires: expires ?? null,
          at: { path: file, line: waiverLine(index) },
        }),
      ),
    ],
    gate: { failOn: failOn ?? plan.gate.failOn, failUnder: gate['fail-under'] ?? plan.gate.failUnder },
    results: { ...plan.results, ...results },
  };
}

function unknownRules(
  places: readonly (readonly [readonly string[], Terms])[],
  ids: ReadonlySet<string>,
  line: (path: readonly string[]) => number | null,
  file: string,
): readonly Problem[] {
  const problems: Problem[] = [];
  const look = (id: string, path: readonly string[]) => {
    if (ids.has(id)) return;
    const near = nearest(id, ids);
    const message = `unknown rule "${id}"${near === null ? '' : `, did you mean "${near}"?`}`;
    problems.push({ file, line: line(path), message });
  };
  for (const [path, terms] of places) {
    for (const key of ['severities', 'thresholds', 'enforce'] as const) {
      for (const id of Object.keys(terms[key] ?? {})) look(id, [...path, key, id]);
    }
    for (const [index, { rule }] of (terms.waivers ?? []).entries()) {
      look(rule, [...path, 'waivers', String(index), 'rule']);
    }
  }
  return problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
}
