import type { CrosswalkReport, CrosswalkRow } from '../../model.ts';
import {
  count,
  list,
  notice,
  nullable,
  object,
  oneOf,
  outcome,
  path,
  type Schema,
  text,
  tool,
  truth,
  writing,
} from '../schema.ts';

type Rule = CrosswalkRow['rules'][number];
type Section = CrosswalkReport['sections'][number];

const sum = (description: string): Schema => ({ description, type: 'number', minimum: 0 });

const rule = object<Rule>('A rule that has a say in an item.', {
  id: text('The path of the rule in the rule book, such as data/versioned.'),
  title: text('The practice, as a statement that holds where the rule passes.'),
  verdict: outcome('What became of it.'),
  findings: list(
    'The first places of what decided it.',
    object<Rule['findings'][number]>(
      'A place and what stands there.',
      {
        path,
        line: count('Line, counted from 1; in a notebook, within its cell.', 1),
        cell: count('Cell of a notebook, counted from 0 over all cells; absent elsewhere.'),
        message: text('What stands there, in one line of plain text. Never holds a secret.'),
      },
      { optional: ['cell'] },
    ),
  ),
});

const attestation = object<NonNullable<CrosswalkRow['attestation']>>(
  'The word of a person, or null.',
  {
    reason: text('How the item is met.'),
    by: nullable(text('Whose word it is, or null.')),
    expires: nullable(text('The last day on which it holds, or null for no end.')),
    at: object<NonNullable<CrosswalkRow['attestation']>['at']>('Where it is written.', writing, { optional: ['cell'] }),
  },
  { nullable: true },
);

const item = object<CrosswalkRow>('An item of the list.', {
  id: text('The list and the item, such as ml-test-score/data-1.'),
  says: text('The item as met, in our own words.'),
  status: oneOf(
    'verified: the rules that stand for it pass; attested: a person gives their word; not met: a rule without which it cannot be met fails; unknown: none of these.',
    'verified',
    'attested',
    'not met',
    'unknown',
  ),
  points: nullable(sum('What it brings to the score of its section, or null where the list is not scored.')),
  rules: list('The rules that have a say.', rule),
  attestation,
});

const properties: { readonly [key in keyof CrosswalkReport]: Schema } = {
  schemaVersion: { description: 'Version of this format.', type: 'integer', const: 1 },
  tool,
  name: text('Name of the repository or folder.'),
  commit: nullable(text('Full id of the audited commit, or null where there is none.')),
  date: { description: 'The date given to the audit.', type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}' },
  ml: truth('Whether it is taken for a machine-learning repository.'),
  list: object<CrosswalkReport['list']>('The published list.', {
    id: text('What --to calls it.'),
    title: text('Its title.'),
    about: text('What it is.'),
    source: nullable(text('Where it was published, or null for our own.')),
  }),
  counts: object<CrosswalkReport['counts']>('How many items came out how.', {
    verified: count('Items that rules verify.'),
    attested: count('Items that a person vouches for.'),
    'not met': count('Items that rules deny.'),
    unknown: count('Items of which nothing is known.'),
  }),
  score: object<NonNullable<CrosswalkReport['score']>>(
    'The least of the scores of the sections, or null where the list is not scored.',
    { value: sum('The score.'), of: sum('The best that there is.'), reading: text('What it means, by the list.') },
    { nullable: true },
  ),
  sections: list(
    'The sections of the list in their order.',
    object<Section>('A section.', {
      id: text('Its name within the list.'),
      title: text('What people call it.'),
      score: nullable(sum('The sum of its items, or null where the list is not scored.')),
      items: list('Its items in their order.', item),
    }),
  ),
  notices: list('Attestations that expired or are no longer needed.', notice),
};

/** The JSON Schema (draft 2020-12) of a crosswalk, in the order in which its properties are printed. */
export const crosswalkReportSchema: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Crosswalk of mlready',
  ...object<CrosswalkReport>('What `mlready crosswalk --format json` prints.', properties),
};
