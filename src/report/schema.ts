import type {
  Notice,
  Report,
  ReportCategory,
  ReportFinding,
  ReportRule,
  ReportWaived,
  Skill,
  StackEntry,
  Step,
  Unread,
} from '../model.ts';

/** As much of a JSON Schema as the report needs. */
export interface Schema {
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly [keyword: string]: unknown;
}

/** Every property of `T`, no more and no fewer: the compiler compares the schema with the type. */
export function object<T>(
  description: string,
  properties: { readonly [key in keyof Required<T>]: Schema },
  options: { readonly optional?: readonly (keyof T)[]; readonly nullable?: true } = {},
): Schema {
  const required = Object.keys(properties).filter((key) => !options.optional?.includes(key as keyof T));
  const type = options.nullable ? ['object', 'null'] : 'object';
  return { description, type, additionalProperties: false, required, properties };
}

export function list(description: string, items: Schema): Schema {
  return { description, type: 'array', items };
}

export function text(description: string): Schema {
  return { description, type: 'string' };
}

export function count(description: string, minimum = 0): Schema {
  return { description, type: 'integer', minimum };
}

export function truth(description: string): Schema {
  return { description, type: 'boolean' };
}

export function points(description: string): Schema {
  return { description, type: 'number', minimum: 0, maximum: 100 };
}

export function nullable(schema: Schema): Schema {
  const type = [...[schema.type ?? []].flat(), 'null'];
  return { ...schema, type, ...(Array.isArray(schema.enum) ? { enum: [...schema.enum, null] } : {}) };
}

export function oneOf(description: string, ...values: readonly string[]): Schema {
  return { description, type: 'string', enum: values };
}

export const path = text('Path relative to the audited root, separated by slashes.');
export const grade = oneOf('The grade, A being the best.', 'A', 'B', 'C', 'D', 'F');
const position = {
  path,
  line: count('Line, counted from 1; in a notebook, within its cell.', 1),
  column: count('Column, counted from 1.', 1),
  cell: count('Cell of a notebook, counted from 0 over all cells; absent elsewhere.'),
};

const step = object<Step>(
  'One station on the way from source to sink.',
  { ...position, message: text('What happens there, in one line of plain text.') },
  { optional: ['cell'] },
);

export function finding(description: string): Schema {
  return object<ReportFinding>(
    description,
    {
      ...position,
      confidence: oneOf('How sure it is; a hint is advice and never changes a verdict.', 'certain', 'likely', 'hint'),
      message: text('What stands there, in one line of plain text. Never holds a secret.'),
      trace: list('The way from source to sink, in order; empty where there is none.', step),
      fingerprint: text(
        'Tells the finding again in another state of the file; given for what fails, is unknown or waived.',
      ),
      known: { description: 'Given where the finding stands in the baseline.', type: 'boolean', const: true },
    },
    { optional: ['cell', 'fingerprint', 'known'] },
  );
}

const unread = object<Unread>('A file, or a part of one, that could not be read.', {
  path,
  line: nullable(count('Line, counted from 1, or null for the whole file.', 1)),
  reason: text('Why it could not be read.'),
});

export const writing = {
  path: text('The configuration, or the file that holds the comment.'),
  line: nullable(count('Line, counted from 1, or null where it is not known.', 1)),
  cell: position.cell,
};

const waived = object<ReportWaived>('What one waiver keeps from counting.', {
  by: oneOf('Where the waiver stands.', 'configuration', 'comment'),
  reason: text('Why it does not count.'),
  expires: nullable(text('The last day on which the waiver holds, or null for no end.')),
  at: object<ReportWaived['at']>('Where the waiver is written.', writing, { optional: ['cell'] }),
  findings: list(
    'What does not count; empty where the rule as a whole is waived and has no place.',
    finding('A place that would count.'),
  ),
});

export const notice = object<Notice>(
  'Something about waivers or a baseline that somebody should look at.',
  { ...writing, message: text('What is the matter, in one line of plain text.') },
  { optional: ['cell'] },
);

export function outcome(description: string): Schema {
  return oneOf(description, 'pass', 'fail', 'skip', 'unknown', 'waived');
}

export const severity = oneOf(
  'The weight of the rule in this profile; off keeps it out of the score.',
  'high',
  'medium',
  'low',
  'off',
);

const rule = object<ReportRule>('A rule and what became of it.', {
  id: text('The path of the rule in the rule book, such as data/versioned.'),
  verdict: outcome(
    'pass; fail; skip where the rule does not apply; unknown where what it needs could not be read; waived where it would fail, or be unknown, but for waivers.',
  ),
  severity,
  points: points('What the rule brings if it passes, and would bring if it does not; 0 where it does not count.'),
  title: text('The practice, as a statement that holds where the rule passes.'),
  fix: nullable(text('How to make it pass, or null.')),
  blockedBy: nullable(text('Id of the failed rule that keeps this one from applying, or null.')),
  advice: truth('The rule gives hints only and is never scored.'),
  findings: list('The places that decided.', finding('A place and what stands there.')),
  because: list(
    'The places that make the rule apply, for a fail that has no place of its own.',
    finding('A place that makes the rule apply.'),
  ),
  unread: list('For an unknown, what could not be read and might have decided it.', unread),
  waived: list('What does not count by the decision of somebody, with the reason.', waived),
  known: truth('It fails, and all of it stands in the baseline.'),
});

const category = object<ReportCategory>('A view of the rules of one area; categories are not averaged.', {
  id: text('The first part of the ids of its rules.'),
  title: text('What people call it.'),
  score: nullable(points('Share of what applies that was earned, 0 to 100, or null where nothing applies.')),
  passed: count('Rules that pass.'),
  applicable: count('Rules that apply.'),
});

type Evidence = StackEntry['evidence'][number];

const stackEntry = object<StackEntry>('A tool that the repository uses or declares.', {
  name: text('Name of the tool.'),
  group: text('What it is for, such as ML libraries.'),
  used: truth('Imported or configured, not merely declared.'),
  evidence: list(
    'Where that is to be seen.',
    object<Evidence>(
      'A place that shows the tool.',
      { path, line: position.line, cell: position.cell },
      { optional: ['cell'] },
    ),
  ),
});

export const counts = object<Report['counts']>(
  'How many rules came out how; rules that are off or only advise are not counted.',
  {
    apply: count('Rules that apply.'),
    pass: count('Rules that pass.'),
    fail: count('Rules that fail.'),
    unknown: count('Rules whose verdict is unknown.'),
    skip: count('Rules that do not apply.'),
    waived: count('Rules that are waived.'),
  },
);

type Next = NonNullable<Report['nextGrade']>;

export const tool = object<Report['tool']>('What made the report.', {
  name: { description: 'Always mlready.', type: 'string', const: 'mlready' },
  version: text('Version of mlready.'),
});

export const profile = oneOf(
  'Whom the repository is for; decides the weights.',
  'portfolio',
  'research',
  'service',
  'library',
);

const properties: { readonly [key in keyof Report]: Schema } = {
  schemaVersion: { description: 'Version of this format.', type: 'integer', const: 1 },
  tool,
  name: text('Name of the repository or folder.'),
  commit: nullable(text('Full id of the audited commit, or null where there is none.')),
  date: { description: 'The date given to the audit.', type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}' },
  ml: truth('Whether it is taken for a machine-learning repository; otherwise there is no grade.'),
  mlReason: list('Why it is, or is not, taken for one.', finding('A place that speaks for or against it.')),
  profile,
  profileReason: text('Why this profile was chosen.'),
  traits: {
    description: 'What kind of repository it is, by trait; null where it is unknown.',
    type: 'object',
    additionalProperties: { type: ['boolean', 'null'] },
  },
  score: nullable(points('0 to 100 with one decimal, or null where there is no grade.')),
  scoreUpTo: nullable(points('What the score would be if everything unknown turned out well, or null.')),
  grade: nullable(grade),
  gradeCap: nullable(text('Why the grade is lower than the score alone would give, or null.')),
  outOfReach: points('Points that no rule can bring because too little of the profile applies.'),
  nextGrade: object<Next>(
    'The shortest path to the next grade, or null.',
    {
      grade,
      score: points('The score from which that grade is given.'),
      steps: list(
        'Rules to make pass, the most valuable first.',
        object<Next['steps'][number]>('One step.', {
          rule: text('Id of the rule.'),
          points: points('What it would bring.'),
        }),
      ),
    },
    { nullable: true },
  ),
  counts,
  categories: list('Areas in their order.', category),
  rules: list('All rules, sorted by category, then in the order of the catalogue.', rule),
  stack: list('The detected stack.', stackEntry),
  skills: nullable(
    list(
      'For a portfolio: what of the stack somebody sees evidence of, by group; null for every other profile.',
      object<Skill>('A group of the stack.', {
        group: text('What the tools are for.'),
        shown: list('Tools in use.', text('Name of a tool.')),
        missing: list('Where none is in use: tools that would show it.', text('Name of a tool.')),
      }),
    ),
  ),
  unread: list('What could not be read.', unread),
  baseline: object<NonNullable<Report['baseline']>>(
    'How what fails compares with a baseline, or null without one.',
    {
      known: count('Findings, and rules without a place, that stand in it.'),
      new: count('Those that do not.'),
      gone: count('Entries of the baseline that are no more.'),
    },
    { nullable: true },
  ),
  notices: list(
    'Waivers that expired, lack a reason, name no rule or do nothing; stale entries of a baseline.',
    notice,
  ),
};

/** The JSON Schema (draft 2020-12) of a report. The order of its properties is the order in which they are printed. */
export const reportSchema: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Report of mlready',
  ...object<Report>('What `mlready --format json` prints.', properties),
};
