import type { Described, Difference } from './compare.ts';
import type { Reviewed } from './reviewed.ts';
import { table } from './table.ts';
import { outcomes, percent, type Share, share, type Tally } from './tally.ts';

/** Everything that the measurement found, as `--json` prints it. */
export interface Accuracy {
  readonly repositories: readonly { readonly repo: string; readonly commit: string }[];
  readonly missing: readonly { readonly repo: string; readonly reason: string }[];
  readonly figures: {
    readonly existing: Tally;
    /** Without the rules that are advice. */
    readonly scored: Tally;
    readonly labelled: Tally;
    readonly contestedExisting: Tally;
    readonly contestedLabelled: Tally;
  };
  readonly rules: Readonly<Record<string, Tally>>;
  readonly absent: readonly string[];
  readonly described: readonly Described[];
  readonly differences: readonly Difference[];
  readonly reviewed: readonly (Reviewed & { readonly reported: boolean | null })[];
  readonly advice: Readonly<Record<string, Share>>;
}

export function accuracyAsMarkdown(found: Accuracy): string {
  const parts = [
    `${found.repositories.length} labelled repositories audited${missing(found)}.\n`,
    overall(found),
    perRule(found),
    descriptions(found),
    reviews(found),
    advised(found),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

export function differencesAsMarkdown({ differences }: Accuracy): string {
  const items = differences.map((each) => {
    const head = `${each.rule}: ${each.got}, label ${each.label}${each.sure ? '' : ' (unsure)'}`;
    const contested = each.contested === null ? '' : ` (contested: ${each.contested})`;
    const label = [each.note, each.evidence.join('; ')].filter((text) => text !== '').join(' | ');
    const shown = each.found.slice(0, 5).join('; ') + (each.found.length > 5 ? `; ${each.found.length - 5} more` : '');
    return `- ${each.repo} ${head}${contested}\n  label: ${label || '–'}\n  tool: ${shown || '–'}\n`;
  });
  return `\n${items.join('')}`;
}

function missing({ missing }: Accuracy): string {
  return missing.length === 0 ? '' : `, ${missing.length} missing (told above)`;
}

function overall({ figures, absent }: Accuracy): string {
  const row = (name: string, { agreed, precision, recall }: Tally): string[] => [
    name,
    percent(agreed),
    percent(precision),
    percent(recall),
  ];
  return table(
    ['sure labels', 'agreement', 'precision of fail', 'recall of fail'],
    [
      row('of rules that exist', figures.existing),
      row('the same, advice left out', figures.scored),
      row('the same, contested labels as contested', figures.contestedExisting),
      row(`of every labelled rule (${absent.length} absent count as wrong)`, figures.labelled),
      row('the same, contested labels as contested', figures.contestedLabelled),
    ],
    [1, 2, 3],
  );
}

function perRule({ rules, absent }: Accuracy): string {
  const both = ({ hits, of }: Share): string => (of === 0 ? '' : `${hits}/${of - hits}`);
  return table(
    ['rule', 'agreement', ...outcomes.map((outcome) => `${outcome} true/false`), 'precision of fail', 'recall of fail'],
    Object.entries(rules).map(([id, { agreed, said, precision, recall }]) => [
      absent.includes(id) ? `${id} (absent)` : id,
      percent(agreed),
      ...outcomes.map((outcome) => both(said[outcome])),
      percent(precision),
      percent(recall),
    ]),
    [1, 2, 3, 4, 5, 6, 7],
  );
}

function descriptions({ described }: Accuracy): string {
  const traits = described.flatMap((each) => each.traits);
  const total = {
    ml: share(described, ({ ml }) => ml),
    profile: share(described, ({ profile }) => profile.same),
    traits: share(traits, ({ same }) => same),
  };
  const stack = described.map((each) => each.stack);
  const found = stack.reduce((sum, each) => sum + each.found.length, 0);
  const named = stack.reduce((sum, each) => sum + each.found.length + each.lacking.length, 0);
  const rows = described.map(({ repo, profile, traits, stack }) => [
    repo,
    profile.same ? profile.got : `${profile.got}, label ${profile.label.join(' or ')}`,
    traits
      .filter(({ same }) => !same)
      .map(({ trait, got, label }) => `${trait} ${got}, label ${label}`)
      .join('; '),
    stack.lacking.join(', '),
  ]);
  return `${table(
    ['', 'agreement'],
    [
      ['about machine learning', percent(total.ml)],
      ['profile', percent(total.profile)],
      ['traits', percent(total.traits)],
      ['stack: named by the label and found', percent({ hits: found, of: named })],
    ],
    [1],
  )}\n${table(['repository', 'profile', 'traits that differ', 'stack not found'], rows)}`;
}

function reviews({ reviewed }: Accuracy): string {
  if (reviewed.length === 0) return '';
  const known = reviewed.filter(({ reported }) => reported !== null);
  const now = known.filter(({ reported }) => reported === true);
  const gone = known.filter(({ reported }) => reported === false);
  const name = ({ repo, rule, path, line }: Reviewed): string => `${repo} ${rule} ${path ?? ''}:${line ?? ''}`;
  const list = (title: string, rows: readonly Reviewed[]): string =>
    rows.length === 0 ? '' : `\n${title}:\n\n${rows.map((row) => `- ${name(row)}: ${row.why}\n`).join('')}`;
  return `${table(
    ['reviewed findings', ''],
    [
      ['recorded, and so', percent(share(reviewed, (each) => each.true))],
      ['still reported, and so', percent(share(now, (each) => each.true))],
      ['no longer reported, and rightly', percent(share(gone, (each) => !each.true))],
    ],
    [1],
  )}${list(
    'False and still reported',
    now.filter((each) => !each.true),
  )}${list(
    'True and no longer reported',
    gone.filter((each) => each.true),
  )}`;
}

function advised({ advice }: Accuracy): string {
  const rows = Object.entries(advice).map(([rule, so]) => [rule, percent(so)]);
  return rows.length === 0 ? '' : table(['has to be advice', 'judged fails that are so'], rows, [1]);
}
