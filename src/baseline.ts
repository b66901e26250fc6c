import { Ajv2020 } from 'ajv/dist/2020.js';
import { type Failure, failing, failuresOf, isSecret } from './failures.ts';
import { compare } from './findings.ts';
import { type Failing, grouped, match } from './matching.ts';
import type { Notice, Problem, Report } from './model.ts';

/** One entry stands for `count` findings that nothing tells apart, or (without a path) for a rule that fails as a whole. */
interface Entry extends Failing {
  readonly count: number;
}

/** What failed when the baseline was written. */
export interface Baseline {
  readonly schemaVersion: 1;
  readonly entries: readonly Entry[];
}

/** JSON Schema (draft 2020-12) of a baseline. */
export const baselineSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Baseline of mlready',
  description: 'What failed when it was written, so that only what is new counts. Holds hashes, never code.',
  type: 'object',
  additionalProperties: false,
  required: ['tool', 'schemaVersion', 'entries'],
  properties: {
    tool: { description: 'Always mlready baseline.', const: 'mlready baseline' },
    schemaVersion: { description: 'Version of this format.', const: 1 },
    entries: {
      description: 'Sorted by rule, path and fingerprint.',
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['rule', 'path', 'message', 'fingerprint', 'count'],
        properties: {
          rule: { description: 'Id of the rule.', type: 'string' },
          path: {
            description: 'Path of the file, or null for a rule that fails as a whole.',
            type: ['string', 'null'],
          },
          message: { description: 'What is there, for people who read this file.', type: 'string' },
          fingerprint: {
            description: 'Hashes of the line and of its surroundings; empty for a rule that fails as a whole.',
            type: 'string',
            pattern: '^([0-9a-f]{16}(\\.[0-9a-f]{8}\\.[0-9a-f]{8})?)?$',
          },
          count: {
            description: 'How many findings are the same in all of this.',
            type: 'integer',
            minimum: 1,
            maximum: 100_000,
          },
        },
      },
    },
  },
} as const;

/** The baseline of a report as the text of its file: stable, sorted, an entry a line. */
export function baselineOf(report: Report): string {
  const entries = new Map<string, Entry>();
  for (const { rule, path, message, fingerprint } of failuresOf(report)) {
    const key = JSON.stringify([rule, path, fingerprint, message]);
    entries.set(key, { rule, path, message, fingerprint, count: (entries.get(key)?.count ?? 0) + 1 });
  }
  const sorted = [...entries.values()].sort(
    (a, b) =>
      compare(a.rule, b.rule) ||
      compare(a.path ?? '', b.path ?? '') ||
      compare(a.message, b.message) ||
      compare(a.fingerprint, b.fingerprint),
  );
  const lines = sorted.map((entry) => `    ${JSON.stringify(entry)}`).join(',\n');
  const list = lines === '' ? '[]' : `[\n${lines}\n  ]`;
  return `{\n  "tool": "mlready baseline",\n  "schemaVersion": 1,\n  "entries": ${list}\n}\n`;
}

/** Reads the text of a baseline; `file` is the name that problems carry. */
export function readBaseline(text: string, file: string): Baseline | { readonly problems: readonly Problem[] } {
  const problem = (message: string) => ({ problems: [{ file, line: null, message }] });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return problem(
      /^<{7} /m.test(text)
        ? 'has an unresolved merge conflict; write it anew with --write-baseline'
        : 'is not valid JSON; write it anew with --write-baseline',
    );
  }
  const about = (typeof value === 'object' && value !== null ? value : {}) as Readonly<Record<string, unknown>>;
  if (about.tool !== baselineSchema.properties.tool.const)
    return problem('is no baseline of mlready; --write-baseline writes one');
  if (about.schemaVersion !== 1)
    return problem(
      `has schema version ${JSON.stringify(about.schemaVersion ?? null)}, and this mlready reads version 1`,
    );
  const validate = new Ajv2020().compile<Baseline>(baselineSchema);
  if (validate(value)) return value;
  const [error] = validate.errors ?? [];
  return problem(`is damaged at ${error?.instancePath || '/'}: it ${error?.message ?? 'is not valid'}`);
}

/**
 * The report with everything that stands in the baseline marked as known. What of the baseline is gone is told, so
 * that it can be written anew; what is waived now, or could not be judged, is not gone.
 *
 * @param all every rule was judged, so that an entry of another one is stale
 */
export function withBaseline(report: Report, baseline: Baseline, file: string, all: boolean): Report {
  const before = baseline.entries.flatMap(({ count, ...entry }) => Array<Failing>(count).fill(entry).map(copy));
  const failures = failuresOf(report);
  const excused = report.rules.flatMap(({ id, waived }) =>
    waived.flatMap(({ findings }) => findings.map((finding) => failing(id, finding))),
  );
  const { pairs, gone, fresh } = match(before, [...failures, ...excused], isSecret);
  const known = new Set<Failing>(pairs.map(([, after]) => after));
  const rules = grouped(failures, ({ rule }) => rule);
  const open = new Map(report.rules.map(({ id, verdict }) => [id, verdict === 'unknown' || verdict === 'waived']));
  const stale = gone.filter(({ rule }) => open.get(rule) === false || (all && !open.has(rule)));
  const places = new Set(pairs.flatMap(([, after]) => ('finding' in after ? [(after as Failure).finding] : [])));
  const isNew = new Set<Failing>(fresh);
  return {
    ...report,
    baseline: {
      known: failures.filter((failure) => known.has(failure)).length,
      new: failures.filter((failure) => isNew.has(failure)).length,
      gone: stale.length,
    },
    rules: report.rules.map((rule) => ({
      ...rule,
      known: rules.get(rule.id)?.every((failure) => known.has(failure)) ?? false,
      findings: rule.findings.map((finding) => (places.has(finding) ? { ...finding, known: true } : finding)),
    })),
    notices: [...report.notices, ...staleNotices(stale, file)],
  };
}

function copy(entry: Failing): Failing {
  return { ...entry };
}

/** One notice for each rule, not for each entry. */
function staleNotices(stale: readonly Failing[], file: string): Notice[] {
  const byRule = new Map<string, number>();
  for (const { rule } of stale) byRule.set(rule, (byRule.get(rule) ?? 0) + 1);
  return [...byRule].map(([rule, count]) => ({
    path: file,
    line: null,
    message: `${count} of ${rule} ${count === 1 ? 'is' : 'are'} gone: --write-baseline takes ${count === 1 ? 'it' : 'them'} out`,
  }));
}
