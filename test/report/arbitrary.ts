import fc from 'fast-check';
import type { Grade, ProfileName, Report, ReportFinding, ReportRule, Writing } from '../../src/model.ts';

const nasty = [
  '\u001b[2J',
  '\u001b]8;;https://evil.example\u0007',
  '\u009b31m',
  '\r',
  '\n',
  '\n\n',
  '\t',
  '\0',
  '\u202e',
  '\u2066',
  '\u200b',
  '\u2028',
  '\ud800',
  '\udc00',
  '\u{e0041}',
  '\u3164',
  'e\u0301\u0301\u0301\u0301\u0301\u0301',
  '汉字',
  '👩‍🔬',
  'שלום',
  ' ',
  '    ',
  '`',
  '``',
  '```\n',
  '~~~',
  '|',
  '\\',
  '\\|',
  '||',
  '<img src=x>',
  '</details>',
  '<!--',
  '-->',
  '<script>',
  '@octocat',
  '@o/team',
  '#123',
  'GH-7',
  'o/r#1',
  '](https://evil.example)',
  '![x](https://evil.example/x.png)',
  '[x]: https://evil.example',
  'https://evil.example',
  'www.evil.example',
  'a@evil.example',
  '<https://evil.example>',
  '**',
  '__',
  '~~',
  '- ',
  '1. ',
  '# ',
  '> ',
  '---',
  '===',
  '$x$',
  '&lt;',
  '&#64;octocat',
  ':bomb:',
  '[^1]',
  '[ ]',
  '. ',
  '.',
];

/** Strings as an attacker would write them, beside ordinary and random ones. */
export const wild: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...nasty) },
      { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
      { weight: 1, arbitrary: fc.nat(0xffff).map((unit) => String.fromCharCode(unit)) },
      { weight: 2, arbitrary: fc.constantFrom('word', 'src/train.py', 'a_b', '_a_', 'x'.repeat(90)) },
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));

const position = { path: wild, line: fc.integer({ min: 1, max: 99_999 }), column: fc.integer({ min: 1, max: 200 }) };

const finding = fc.record(
  {
    ...position,
    cell: fc.nat(300),
    confidence: fc.constantFrom('certain' as const, 'likely' as const, 'hint' as const),
    message: wild,
    trace: fc.array(fc.record({ ...position, message: wild }), { maxLength: 3 }),
    fingerprint: wild,
    known: fc.constant(true as const),
  },
  { requiredKeys: ['path', 'line', 'column', 'confidence', 'message', 'trace'] },
) as fc.Arbitrary<ReportFinding>;

const writing = fc.record(
  { path: wild, line: fc.option(fc.integer({ min: 1, max: 9999 })), cell: fc.nat(9) },
  { requiredKeys: ['path', 'line'] },
) as fc.Arbitrary<Writing>;

const tenths = fc.integer({ min: 0, max: 1000 }).map((value) => value / 10);
const id = fc
  .tuple(fc.constantFrom('data', 'code', 'own'), fc.nat(40))
  .map(([category, number]) => `${category}/rule-${number}`);

const rule: fc.Arbitrary<ReportRule> = fc.record({
  id,
  verdict: fc.constantFrom('pass', 'fail', 'fail', 'skip', 'unknown', 'waived'),
  severity: fc.constantFrom('high', 'medium', 'low', 'off'),
  points: tenths,
  title: wild,
  fix: fc.option(wild),
  blockedBy: fc.option(id),
  advice: fc.boolean(),
  findings: fc.array(finding, { maxLength: 7 }),
  because: fc.array(finding, { maxLength: 2 }),
  unread: fc.array(fc.record({ path: wild, line: fc.option(fc.integer({ min: 1, max: 9999 })), reason: wild }), {
    maxLength: 3,
  }),
  waived: fc.array(
    fc.record({
      by: fc.constantFrom('configuration' as const, 'comment' as const),
      reason: wild,
      expires: fc.option(fc.constant('2026-12-31')),
      at: writing,
      findings: fc.array(finding, { maxLength: 2 }),
    }),
    { maxLength: 2 },
  ),
  known: fc.boolean(),
});

const category = (name: string) =>
  fc.record({ id: fc.constant(name), title: wild, score: fc.option(tenths), passed: fc.nat(9), applicable: fc.nat(9) });

const grade = fc.constantFrom<Grade>('A', 'B', 'C', 'D', 'F');

/** Reports of the right shape, with any strings in every place for them. */
export const anyReport: fc.Arbitrary<Report> = fc.record({
  schemaVersion: fc.constant(1 as const),
  tool: fc.record({ name: fc.constant('mlready' as const), version: wild }),
  name: wild,
  commit: fc.option(wild),
  date: fc.constant('2026-11-20'),
  ml: fc.oneof({ weight: 5, arbitrary: fc.constant(true) }, fc.boolean()),
  mlReason: fc.array(finding, { maxLength: 2 }),
  profile: fc.constantFrom<ProfileName>('portfolio', 'research', 'service', 'library'),
  profileReason: wild,
  traits: fc.dictionary(wild, fc.option(fc.boolean()), { maxKeys: 3 }),
  score: fc.option(tenths),
  scoreUpTo: fc.option(tenths),
  grade: fc.option(grade),
  gradeCap: fc.option(wild),
  outOfReach: tenths,
  nextGrade: fc.option(
    fc.record({
      grade,
      score: tenths,
      steps: fc.array(fc.record({ rule: fc.oneof(id, wild), points: tenths }), { maxLength: 5 }),
    }),
  ),
  counts: fc.record({
    apply: fc.nat(99),
    pass: fc.nat(99),
    fail: fc.nat(99),
    unknown: fc.nat(99),
    skip: fc.nat(99),
    waived: fc.nat(9),
  }),
  categories: fc.tuple(category('data'), category('code')),
  rules: fc.array(rule, { maxLength: 12 }),
  skills: fc.option(
    fc.array(
      fc.record({ group: wild, shown: fc.array(wild, { maxLength: 3 }), missing: fc.array(wild, { maxLength: 2 }) }),
      { maxLength: 3 },
    ),
  ),
  stack: fc.array(
    fc.record({
      name: wild,
      group: wild,
      used: fc.boolean(),
      evidence: fc.array(fc.record({ path: wild, line: fc.integer({ min: 1 }) }), { maxLength: 2 }),
    }),
    { maxLength: 4 },
  ),
  unread: fc.array(fc.record({ path: wild, line: fc.option(fc.integer({ min: 1 })), reason: wild }), { maxLength: 5 }),
  baseline: fc.option(fc.record({ known: fc.nat(9), new: fc.nat(9), gone: fc.nat(9) })),
  notices: fc.array(
    fc.tuple(writing, wild).map(([at, message]) => ({ ...at, message })),
    { maxLength: 3 },
  ),
});
