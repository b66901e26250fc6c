import { Ajv2020 } from 'ajv/dist/2020.js';
import { defaultConfig } from './defaults.ts';
import type { Attestation, Condition, Config, Problem, ProfileName, RuleBook, Severity, Waiver } from './model.ts';
import { nearest } from './nearest.ts';
import { lineOf, problemsOf, readYaml } from './schema.ts';

export { defaultConfig };

/** A text above this size is no configuration. */
export const MAX_CONFIG_BYTES = 1 << 18;

/** The longest string that JavaScript can hold is a little longer. */
const MAX_LIMIT = 500 << 20;

const size = {
  description: 'a number of bytes or a size such as "500 kB", "2 MB" (2,000,000 bytes) or "2 MiB" (2,097,152 bytes)',
  type: ['integer', 'string'],
  minimum: 1,
  maximum: MAX_LIMIT,
  pattern: '^[0-9]{1,9}(\\.[0-9]{1,3})? ?([kKMG]i?)?B$',
} as const;

function day<Description extends string>(description: Description) {
  return { description, type: 'string', pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' } as const;
}

/** JSON Schema (draft 2020-12) of `.mlready.yml`. */
export const configSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Configuration of mlready (.mlready.yml)',
  type: ['object', 'null'],
  additionalProperties: false,
  properties: {
    profile: {
      description: 'Who the repository is for. Guessed from what it holds where absent.',
      enum: ['portfolio', 'research', 'service', 'library'],
    },
    severities: {
      description: 'Rule id → how much the rule counts here, whatever the profile says.',
      type: 'object',
      additionalProperties: { enum: ['high', 'medium', 'low', 'off'] },
    },
    ignore: {
      description: 'Globs of paths that are no evidence, neither for nor against.',
      type: 'array',
      maxItems: 500,
      items: { type: 'string', minLength: 1, maxLength: 500 },
    },
    thresholds: {
      description: 'Rule id → the one number of that rule, such as the share of dependencies to be pinned.',
      type: 'object',
      additionalProperties: { type: 'number', minimum: 0 },
    },
    limits: {
      description: 'Files above these sizes are not read, and what depends on them is unknown.',
      type: 'object',
      additionalProperties: false,
      properties: { text: size, lock: size, notebook: size },
    },
    rules: {
      description: 'Folders with rules of your own, relative to this file.',
      type: 'array',
      maxItems: 50,
      items: { type: 'string', minLength: 1, maxLength: 500 },
    },
    waivers: {
      description: 'What does not count although a rule finds it, each with its reason.',
      type: 'array',
      maxItems: 500,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['rule', 'reason'],
        properties: {
          rule: { description: 'The id of the rule.', type: 'string', maxLength: 200 },
          path: {
            description: 'Glob of the files whose findings do not count. The rule as a whole where absent.',
            type: 'string',
            minLength: 1,
            maxLength: 500,
          },
          reason: { description: 'why it does not count, in words', type: 'string', pattern: '\\p{L}', maxLength: 500 },
          expires: day('the last day on which the waiver holds, as YYYY-MM-DD'),
        },
      },
    },
    attestations: {
      description: 'Items of published lists that are met though no rule can see it; "mlready crosswalk" shows them.',
      type: 'array',
      maxItems: 500,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['item', 'reason'],
        properties: {
          item: {
            description: 'The list and the item, such as ml-test-score/model-2.',
            type: 'string',
            maxLength: 200,
          },
          reason: { description: 'how it is met, in words', type: 'string', pattern: '\\p{L}', maxLength: 500 },
          by: { description: 'whose word it is', type: 'string', pattern: '\\p{L}', maxLength: 200 },
          expires: day('the last day on which the attestation holds, as YYYY-MM-DD'),
        },
      },
    },
  },
} as const;

/** A configuration as people wrote it. */
export interface ReadConfig {
  readonly config: Config;
  /** The line of a key, such as `['severities', 'data/versioned']`. */
  readonly lineOf: (path: readonly string[]) => number | null;
}

/**
 * Reads the text of a `.mlready.yml`. What it does not say is as in `defaultConfig`; an empty text says nothing.
 * `file` is the name that problems carry. Whether rule ids exist is left to `checkConfig`, since rules of one's own
 * are known only after this.
 */
export function readConfig(text: string, file: string): ReadConfig | { readonly problems: readonly Problem[] } {
  if (text.length > MAX_CONFIG_BYTES) return { problems: [{ file, line: null, message: 'is too large' }] };
  const yaml = readYaml(text, file);
  if ('problems' in yaml) return yaml;
  const { document, lineCounter, value } = yaml;

  const validate = new Ajv2020({ allErrors: true, verbose: true, allowUnionTypes: true }).compile<Written>(
    configSchema,
  );
  if (!validate(value)) return { problems: problemsOf(document, lineCounter, validate.errors ?? [], file) };

  const line = (path: readonly string[]): number | null => lineOf(document, lineCounter, path);
  const written: Written = value ?? {};
  const limits = { ...defaultConfig.limits };
  const problems: Problem[] = [];
  for (const [cap, limit] of Object.entries(written.limits ?? {}) as [keyof typeof limits, number | string][]) {
    limits[cap] = bytes(limit);
    if (limits[cap] < 1 || limits[cap] > MAX_LIMIT) {
      problems.push({ file, line: line(['limits', cap]), message: `"${cap}" must be between 1 byte and 500 MiB` });
    }
  }
  const dated = (key: 'waivers' | 'attestations', index: number, expires: string | undefined) => {
    if (expires !== undefined && !isDay(expires)) {
      const message = `"expires" is "${expires}", which is no day of the calendar`;
      problems.push({ file, line: line([key, String(index), 'expires']), message });
    }
    return { expires: expires ?? null, at: { path: file, line: line([key, String(index)]) } };
  };
  const waivers = (written.waivers ?? []).map(
    ({ rule, path, reason, expires }, index): Waiver => ({
      rule,
      path: path ?? null,
      reason: reason.trim(),
      ...dated('waivers', index, expires),
    }),
  );
  const attestations = (written.attestations ?? []).map(
    ({ item, reason, by, expires }, index): Attestation => ({
      item,
      reason: reason.trim(),
      by: by?.trim() ?? null,
      ...dated('attestations', index, expires),
    }),
  );
  if (problems.length > 0) return { problems };

  const config: Config = {
    profile: written.profile ?? null,
    severities: withoutPrototype(written.severities),
    ignore: written.ignore ?? [],
    thresholds: withoutPrototype(written.thresholds),
    limits,
    rules: written.rules ?? [],
    waivers,
    attestations,
  };
  return { config, lineOf: line };
}

/** What a configuration says about rules or items that are not in the book, or about a number that a rule does not have. */
export function checkConfig({ config, lineOf }: ReadConfig, book: RuleBook, file: string): Problem[] {
  const rules = new Map(book.rules.map((rule) => [rule.id, rule]));
  const problems: Problem[] = [];
  const complain = (path: readonly string[], message: string) => problems.push({ file, line: lineOf(path), message });

  for (const key of ['severities', 'thresholds'] as const) {
    for (const [id, given] of Object.entries(config[key])) {
      const rule = rules.get(id);
      if (rule === undefined) {
        const near = nearest(id, rules.keys());
        complain([key, id], `unknown rule "${id}"${near === null ? '' : `, did you mean "${near}"?`}`);
      } else if (key === 'thresholds') {
        const numbers = numbersOf(rule.expect);
        if (numbers.length === 0) complain([key, id], `the rule "${id}" has no threshold`);
        else if (numbers.includes('share') && Number(given) > 1) {
          complain([key, id], `the threshold of "${id}" is a share from 0 to 1`);
        }
      }
    }
  }
  for (const [index, { rule }] of config.waivers.entries()) {
    if (rules.has(rule)) continue;
    const near = nearest(rule, rules.keys());
    const meant = near === null ? '' : `, did you mean "${near}"?`;
    complain(['waivers', String(index), 'rule'], `unknown rule "${rule}"${meant}`);
  }
  const items = book.crosswalks.flatMap(({ sections }) => sections.flatMap(({ items }) => items.map(({ id }) => id)));
  const attested = new Set<string>();
  for (const [index, { item }] of config.attestations.entries()) {
    const near = nearest(item, items);
    const meant = near === null ? '' : `, did you mean "${near}"?`;
    const at = ['attestations', String(index), 'item'];
    if (!items.includes(item)) complain(at, `unknown item "${item}"${meant}`);
    else if (attested.has(item)) complain(at, `"${item}" is attested twice`);
    attested.add(item);
  }
  return problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
}

interface Written {
  readonly profile?: ProfileName;
  readonly severities?: Readonly<Record<string, Severity>>;
  readonly ignore?: readonly string[];
  readonly thresholds?: Readonly<Record<string, number>>;
  readonly limits?: Readonly<Record<string, number | string>>;
  readonly rules?: readonly string[];
  readonly waivers?: readonly {
    readonly rule: string;
    readonly path?: string;
    readonly reason: string;
    readonly expires?: string;
  }[];
  readonly attestations?: readonly {
    readonly item: string;
    readonly reason: string;
    readonly by?: string;
    readonly expires?: string;
  }[];
}

/** Whether `YYYY-MM-DD` is a day that there is. */
function isDay(text: string): boolean {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return day >= 1 && day <= days;
}

/** The keys `share` and `threshold` with a number, wherever they stand in a condition. */
function numbersOf(condition: Condition | unknown): string[] {
  if (typeof condition !== 'object' || condition === null) return [];
  return Object.entries(condition).flatMap(([key, value]) =>
    typeof value === 'number' ? (key === 'share' || key === 'threshold' ? [key] : []) : numbersOf(value),
  );
}

const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  k: 1e3,
  m: 1e6,
  g: 1e9,
  ki: 2 ** 10,
  mi: 2 ** 20,
  gi: 2 ** 30,
};

function bytes(limit: number | string): number {
  if (typeof limit === 'number') return limit;
  const [, number = '', unit = ''] = /^([0-9.]+) ?([kmg]?i?)b$/i.exec(limit) ?? [];
  return Math.floor(Number(number) * (UNITS[unit.toLowerCase()] ?? Number.NaN));
}

function withoutPrototype<T>(record: Readonly<Record<string, T>> = {}): Readonly<Record<string, T>> {
  return Object.assign(Object.create(null), record);
}
