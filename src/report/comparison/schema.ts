import type { ChangedFile, ComparedState, Comparison, RuleChange } from '../../model.ts';
import {
  count,
  counts,
  finding,
  grade,
  list,
  notice,
  nullable,
  object,
  oneOf,
  outcome,
  path,
  points,
  profile,
  type Schema,
  severity,
  text,
  tool,
  truth,
  writing,
} from '../schema.ts';

const difference = (description: string): Schema => ({ description, type: 'number', minimum: -100, maximum: 100 });

const state = (description: string): Schema =>
  object<ComparedState>(description, {
    commit: nullable(text('Full id of the commit, or null for files that are in none.')),
    ml: truth('Whether it is taken for a machine-learning repository; otherwise there is no grade.'),
    score: nullable(points('0 to 100 with one decimal, or null where there is no grade.')),
    grade: nullable(grade),
    counts,
  });

const file = object<ChangedFile>(
  'A file in which the two states differ.',
  {
    path,
    change: oneOf('What was done to it.', 'added', 'changed', 'deleted', 'renamed'),
    from: text('The former path of one that was renamed.'),
  },
  { optional: ['from'] },
);

const rule = object<RuleChange>('A rule and what became of it.', {
  id: text('The path of the rule in the rule book, such as data/versioned.'),
  title: text('The practice, as a statement that holds where the rule passes.'),
  severity,
  change: oneOf(
    'broke: fails and did not; worse: fails in new places; unsure: can no longer be judged; fixed: failed and does not any more; better: fails in fewer places; waived: does not count any more; other: another change that is no failure; stays: fails as before.',
    'broke',
    'worse',
    'unsure',
    'fixed',
    'better',
    'waived',
    'other',
    'stays',
  ),
  before: outcome('The verdict on the base.'),
  after: outcome('The verdict on the head.'),
  points: difference('What it brings to the score now less what it brought before.'),
  fresh: list('Places at which it fails and did not.', finding('A place in the head.')),
  gone: list('Places at which it failed and does not any more.', finding('A place in the base.')),
  same: count('How many places fail as before.'),
  causes: list('The changed files by which it came about, as far as they can be told.', file),
  fix: nullable(text('How to make it pass, or null.')),
});

type Waiver = Comparison['newWaivers'][number];

const properties: { readonly [key in keyof Comparison]: Schema } = {
  schemaVersion: { description: 'Version of this format.', type: 'integer', const: 1 },
  tool,
  name: text('Name of the repository or folder.'),
  date: { description: 'The date given to the audits.', type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}' },
  profile,
  profileReason: text('Why this profile was chosen.'),
  base: state('The state that is compared with.'),
  head: state('The state that is judged.'),
  scoreChange: nullable(difference('The score of the head less that of the base, or null.')),
  otherPoints: {
    description: 'The part of the change that no rule below accounts for.',
    type: 'number',
  },
  rules: list('Every rule that changed or fails, what broke first.', rule),
  newWaivers: list(
    'Comments of the head that keep something from counting, and that the base does not have.',
    object<Waiver>(
      'A comment.',
      { ...writing, rule: text('Id of the rule.'), reason: text('Why it does not count.') },
      { optional: ['cell'] },
    ),
  ),
  changedFiles: count('In how many files the two states differ.'),
  notices: list('What somebody should look at: changed configuration, waivers.', notice),
};

/** The JSON Schema (draft 2020-12) of a comparison, in the order in which its properties are printed. */
export const comparisonSchema: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Comparison of mlready',
  ...object<Comparison>('What `mlready diff --format json` prints.', properties),
};
