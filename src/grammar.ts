import type { Condition, Probe, ProbeCall } from './model.ts';

/** Any probe, whatever its options. */
// biome-ignore lint/suspicious/noExplicitAny: a registry holds probes of every option type
export type AnyProbe = Probe<any>;
export type Probes = Readonly<Record<string, AnyProbe>>;

const places = ['code', 'tests', 'docs', 'examples', 'vendored'];
const severities = ['high', 'medium', 'low', 'off'];

/** Keys that stand beside the one of a condition. */
const modifiers = ['in', 'share'] as const;

/** What a condition consists of, told apart once: everything that walks conditions goes through this. */
export type Shape =
  | { readonly kind: 'any' | 'all' | 'none'; readonly parts: readonly Condition[] }
  | { readonly kind: 'every'; readonly probe: string; readonly options: unknown; readonly share: number }
  | { readonly kind: 'trait' | 'rule'; readonly name: string }
  | { readonly kind: 'probe'; readonly probe: string; readonly options: unknown };

/** The shape of a valid condition. @throws Error for a condition that `problemOf` would have refused */
export function shapeOf(condition: Condition): Shape {
  const keys = condition as Readonly<Record<string, unknown>>;
  for (const kind of ['any', 'all', 'none'] as const) {
    if (kind in keys) return { kind, parts: keys[kind] as readonly Condition[] };
  }
  for (const kind of ['trait', 'rule'] as const) {
    if (kind in keys) return { kind, name: keys[kind] as string };
  }
  if ('every' in keys) {
    const [probe, options] = onlyCall(keys.every as ProbeCall);
    return { kind: 'every', probe, options, share: (keys.share as number | undefined) ?? 1 };
  }
  const [probe, options] = onlyCall(keys);
  return { kind: 'probe', probe, options };
}

function onlyCall(keys: Readonly<Record<string, unknown>>): [string, unknown] {
  const call = Object.entries(keys).find(([key]) => !(modifiers as readonly string[]).includes(key));
  if (call === undefined) throw new Error('a condition without content');
  return [call[0], call[1] ?? {}];
}

/** Calls `visit` for a condition and all conditions in it, outermost first. */
export function walk(condition: Condition, visit: (shape: Shape, condition: Condition) => void): void {
  const shape = shapeOf(condition);
  visit(shape, condition);
  if (shape.kind === 'any' || shape.kind === 'all' || shape.kind === 'none') {
    for (const part of shape.parts) walk(part, visit);
  }
}

/** What a JSON Schema cannot say well: a condition has exactly one key beside its modifiers. `null` where it has. */
export function problemOf(condition: unknown): string | null {
  const keys = Object.keys(condition as object).filter((key) => !(modifiers as readonly string[]).includes(key));
  if (keys.length === 1) return null;
  return keys.length === 0
    ? 'a condition needs a probe or one of any, all, none, every, trait, rule'
    : `a condition has one key, here are ${keys.length}: ${keys.join(', ')}; wrap them in all: or any:`;
}

/** JSON Schema (draft 2020-12) of a rule file, made from the probes' own option schemas. */
export function ruleSchema(probes: Probes): Record<string, unknown> {
  const text = { type: 'string', minLength: 1 };
  const condition = { $ref: '#/$defs/condition' };
  const size = {
    type: 'integer',
    minimum: 0,
    maximum: 100_000_000,
    description: 'Bytes of a file that is too large to write down.',
  };
  const content = { type: ['string', 'object'], additionalProperties: false, required: ['size'], properties: { size } };
  const examples = { type: 'object', additionalProperties: { type: 'object', additionalProperties: content } };
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'A rule of mlready',
    type: 'object',
    additionalProperties: false,
    required: ['title', 'severity', 'why', 'expect', 'fix', 'examples'],
    properties: {
      title: { ...text, description: 'The satisfied condition, as a sentence without a full stop.' },
      severity: {
        description: 'How much it weighs for each kind of repository; off keeps it out of the score.',
        type: 'object',
        additionalProperties: false,
        required: ['portfolio', 'research', 'service', 'library'],
        properties: Object.fromEntries(
          ['portfolio', 'research', 'service', 'library'].map((name) => [name, { enum: severities }]),
        ),
      },
      why: { ...text, description: 'What goes wrong without it, in a sentence or two.' },
      when: { ...condition, description: 'Where this does not hold the rule does not apply.' },
      expect: { ...condition, description: 'What has to hold for a pass.' },
      per: {
        description: 'Judged for each project of what is audited, or for the whole repository (also by --projects).',
        enum: ['repository', 'project'],
      },
      advice: { type: 'boolean', description: 'Shown as a hint and never scored.' },
      fix: {
        description: 'Remedies; the first whose condition holds is shown.',
        type: 'array',
        minItems: 1,
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['say'],
          properties: { when: condition, say: text },
        },
      },
      see: { type: 'array', items: { type: 'string', format: 'uri' }, description: 'Primary documentation.' },
      'stands-for': { type: 'array', items: text, description: 'Practices and checklist items that this rule audits.' },
      examples: {
        description: 'Small repositories, path to content, that show the verdict. They are run as tests.',
        type: 'object',
        additionalProperties: false,
        required: ['pass', 'fail'],
        properties: { pass: examples, fail: examples, skip: examples },
      },
    },
    $defs: definitions(probes),
  };
}

/** JSON Schema of `traits.yml`. */
export function traitsSchema(probes: Probes): Record<string, unknown> {
  const text = { type: 'string', minLength: 1 };
  const condition = { $ref: '#/$defs/condition' };
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Traits and profiles of mlready',
    type: 'object',
    additionalProperties: false,
    required: ['categories', 'traits', 'profiles'],
    properties: {
      categories: { type: 'object', additionalProperties: text },
      traits: {
        type: 'object',
        additionalProperties: {
          type: 'object',
          additionalProperties: false,
          required: ['title', 'expect'],
          properties: { title: text, obvious: { type: 'boolean' }, expect: condition },
        },
      },
      profiles: {
        type: 'array',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['name', 'reason'],
          properties: {
            name: { enum: ['portfolio', 'research', 'service', 'library'] },
            reason: text,
            when: condition,
          },
        },
      },
    },
    $defs: definitions(probes),
  };
}

/** JSON Schema of `stack.yml`: group → name → what shows it. */
export const stackSchema: Readonly<Record<string, unknown>> = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'What a repository can be built with',
  type: 'object',
  additionalProperties: {
    type: 'object',
    additionalProperties: {
      type: 'object',
      additionalProperties: false,
      minProperties: 1,
      properties: {
        ...Object.fromEntries(
          ['imports', 'distributions', 'files', 'words', 'packages', 'resources', 'images'].map((key) => [
            key,
            { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } },
          ]),
        ),
        lfs: { const: true },
      },
    },
  },
};

function definitions(probes: Probes): Record<string, unknown> {
  const list = { type: 'array', minItems: 1, items: { $ref: '#/$defs/condition' } };
  const calls = Object.fromEntries(
    Object.entries(probes).map(([name, probe]) => [name, { ...probe.options, description: `Observes ${probe.about}` }]),
  );
  return {
    condition: {
      type: 'object',
      additionalProperties: false,
      properties: {
        any: { ...list, description: 'At least one holds.' },
        all: { ...list, description: 'All hold.' },
        none: { ...list, description: 'None holds.' },
        every: {
          type: 'object',
          description: 'The probe finds nothing missing.',
          additionalProperties: false,
          minProperties: 1,
          maxProperties: 1,
          properties: calls,
        },
        share: { type: 'number', exclusiveMinimum: 0, maximum: 1, description: 'With every: this share is enough.' },
        trait: { type: 'string' },
        rule: { type: 'string', description: 'That rule passes.' },
        in: { type: 'array', minItems: 1, items: { enum: places }, description: 'Places that count.' },
        ...calls,
      },
    },
  };
}
