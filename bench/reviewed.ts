import { Ajv2020 } from 'ajv/dist/2020.js';
import { type Share, share } from './tally.ts';

/** A finding of a `fail` that somebody checked by reading the repository. */
export interface Reviewed {
  readonly repo: string;
  readonly commit: string;
  readonly rule: string;
  /** `null`, as is the line, for a fail without a place. */
  readonly path: string | null;
  readonly line: number | null;
  /** In a notebook, from 0; the line then counts within it. */
  readonly cell?: number;
  /** Whether what the finding says is so. */
  readonly true: boolean;
  readonly why: string;
}

const schema = {
  type: 'object',
  additionalProperties: false,
  required: ['repo', 'commit', 'rule', 'path', 'line', 'true', 'why'],
  properties: {
    repo: { type: 'string', pattern: '^[A-Za-z0-9-]+/[A-Za-z0-9._-]+$' },
    commit: { type: 'string', pattern: '^([0-9a-f]{40}|[0-9a-f]{64})$' },
    rule: { type: 'string', pattern: '^[a-z]+/[a-z0-9-]+$' },
    path: { type: ['string', 'null'], minLength: 1 },
    line: { type: ['integer', 'null'], minimum: 1 },
    cell: { type: 'integer', minimum: 0 },
    true: { type: 'boolean' },
    why: { type: 'string', pattern: '\\S', maxLength: 600 },
  },
};

const fits = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(schema);

/** What is wrong with one reviewed finding. Empty where all is well. */
export function entryProblems(value: unknown): string[] {
  if (!fits(value)) return (fits.errors ?? []).map(({ instancePath, message }) => `${instancePath || 'it'} ${message}`);
  const { path, line, cell } = value as unknown as Reviewed;
  if ((path === null) !== (line === null)) return ['it needs path and line, or neither'];
  return path === null && cell !== undefined ? ['it has a cell without a path'] : [];
}

/** What is wrong with a list of them: form, order, duplicates. */
export function problemsOf(value: unknown): string[] {
  if (!Array.isArray(value)) return ['it must be a list'];
  return value.flatMap((entry: Reviewed, index) => {
    const own = entryProblems(entry);
    const before: Reviewed | undefined = value[index - 1];
    if (own.length > 0 || before === undefined) return own.map((problem) => `/${index}: ${problem}`);
    const order = compare(before, entry);
    if (order === 0) return `/${index}: it is there twice: ${placed(entry)}`;
    return order > 0 ? `/${index}: it is out of order: ${placed(entry)}` : [];
  });
}

/**
 * Adds findings to a list. What is there already stays; two that say the opposite of one finding are a problem, which
 * people have to settle.
 */
export function merged(
  existing: readonly Reviewed[],
  added: readonly Reviewed[],
): { readonly entries: Reviewed[]; readonly problems: string[] } {
  const all = new Map(existing.map((entry) => [placed(entry), entry]));
  const problems: string[] = [];
  for (const entry of added) {
    const known = all.get(placed(entry));
    if (known === undefined) all.set(placed(entry), entry);
    else if (known.true !== entry.true) problems.push(`${placed(entry)} is called both true and false`);
  }
  return { entries: [...all.values()].sort(compare), problems };
}

/** The file's text: one finding a line, so that a change shows as what it is. */
export function written(entries: readonly Reviewed[]): string {
  return entries.length === 0 ? '[]\n' : `[\n${entries.map((entry) => `  ${line(entry)}`).join(',\n')}\n]\n`;
}

/** One finding as a line of JSON, its keys in one order. */
export function line({ repo, commit, rule, path, line, cell, true: isTrue, why }: Reviewed): string {
  return JSON.stringify({ repo, commit, rule, path, line, ...(cell === undefined ? {} : { cell }), true: isTrue, why });
}

/** What tells one finding from another. */
export function placed({ repo, commit, rule, path, line, cell }: Omit<Reviewed, 'true' | 'why'>): string {
  const place = path === null ? '' : ` ${path}${cell === undefined ? '' : `#${cell}`}:${line}`;
  return `${repo}@${commit} ${rule}${place}`;
}

export interface Summary {
  readonly rule: string;
  readonly checked: Share;
  readonly repositories: number;
}

/** How many findings of each rule were checked and are so. */
export function summaries(entries: readonly Reviewed[]): Summary[] {
  return [...new Set(entries.map(({ rule }) => rule))].sort().map((rule) => {
    const own = entries.filter((entry) => entry.rule === rule);
    return {
      rule,
      checked: share(own, (entry) => entry.true),
      repositories: new Set(own.map(({ repo }) => repo)).size,
    };
  });
}

function compare(a: Reviewed, b: Reviewed): number {
  return (
    order(a.repo, b.repo) ||
    order(a.commit, b.commit) ||
    order(a.rule, b.rule) ||
    order(a.path ?? '', b.path ?? '') ||
    (a.cell ?? -1) - (b.cell ?? -1) ||
    (a.line ?? 0) - (b.line ?? 0)
  );
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
