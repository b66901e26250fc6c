import { describe, expect, it } from 'vitest';
import { defaultConfig } from '../../src/defaults.ts';
import { finding } from '../../src/finding.ts';
import type { Probes } from '../../src/grammar.ts';
import type { Condition, Confidence, Observation, Reader, Rule, RuleBook, Severity } from '../../src/model.ts';
import { reportOn } from './support.ts';

/** Files decide what the probes observe: `seen` and `missing` lists, and unreadable ones. */
const lines: Reader<readonly string[]> = {
  kind: 'lines',
  cap: 'text',
  matches: (path) => path.endsWith('.lines'),
  parse: ({ text }) => {
    if (text.includes('broken')) throw new Error('broken on purpose');
    return { value: text.split('\n') };
  },
};

interface Options {
  readonly file: string;
}

const observe: Probes[string] = {
  about: 'what a file says',
  options: { type: 'object' },
  needs: ({ file }: Options) => [{ reader: lines, paths: [file] }],
  run: (facts, { file }: Options): Observation => {
    const said = facts.document(lines, file) ?? [];
    const find = (mark: string) =>
      said
        .filter((line) => line.startsWith(mark))
        .map((line) => finding(file, null, line, (line.split(' ')[1] ?? 'certain') as Confidence));
    return { seen: find('seen'), missing: find('missing') };
  },
};
const probes: Probes = { observe };

const see = (file: string): Condition => ({ observe: { file } }) as Condition;

function rule(id: string, expect: Condition, more: Partial<Rule> = {}): Rule {
  const severity = { portfolio: 'high', research: 'high', service: 'high', library: 'high' } as const;
  return {
    id,
    title: id,
    severity,
    why: '',
    expect,
    per: 'repository',
    advice: false,
    fix: [],
    see: [],
    standsFor: [],
    examples: { pass: {}, fail: {}, skip: {} },
    ...more,
  };
}

function book(...rules: Rule[]): RuleBook {
  return {
    categories: [{ id: 'a', title: 'A' }],
    traits: [{ id: 'ml', title: '', expect: { none: [{ observe: { file: 'no.lines' } }] } as Condition }],
    profiles: [{ name: 'portfolio', reason: 'nothing else' }],
    rules,
    stack: [],
    crosswalks: [],
  };
}

const world = {
  'yes.lines': 'seen',
  'no.lines': '',
  'broken.lines': 'broken',
  'hint.lines': 'seen hint',
  'gone.lines': 'missing',
  'nine.lines': `${'seen\n'.repeat(9)}missing`,
};

async function outcome(condition: Condition, tree: Record<string, string> = world): Promise<string | undefined> {
  return (await reportOn(tree, book(rule('a/one', condition)), defaultConfig, probes)).rules[0]?.verdict;
}

describe('three-valued logic', () => {
  const yes = see('yes.lines');
  const no = see('no.lines');
  const open = see('broken.lines');
  it.each<[string, Condition, string]>([
    ['something seen', yes, 'pass'],
    ['nothing seen', no, 'fail'],
    ['unread', open, 'unknown'],
    ['a hint is not evidence', see('hint.lines'), 'fail'],
    ['any: what was found decides over what is unread', { any: [open, yes] }, 'pass'],
    ['any: unread decides over nothing', { any: [no, open] }, 'unknown'],
    ['all: what is lacking decides over what is unread', { all: [open, no] }, 'fail'],
    ['all: unread decides over what was found', { all: [yes, open] }, 'unknown'],
    ['none of nothing', { none: [no] }, 'pass'],
    ['none of something', { none: [open, yes] }, 'fail'],
    ['none of the unread', { none: [no, open] }, 'unknown'],
    ['every with one missing', { every: see('nine.lines') as never }, 'fail'],
    ['every with a share that is reached', { every: see('nine.lines') as never, share: 0.9 }, 'pass'],
    ['every with a share that is not', { every: see('nine.lines') as never, share: 0.91 }, 'fail'],
    ['every of nothing', { every: see('no.lines') as never }, 'pass'],
    ['every of the unread', { every: see('broken.lines') as never }, 'unknown'],
  ])('%s', async (_, condition, expected) => {
    expect(await outcome(condition)).toBe(expected);
  });

  it('passes and fails alike whatever else is broken', async () => {
    const other = { ...world, 'other.lines': 'broken' };
    expect(await outcome(yes, other)).toBe('pass');
    expect(await outcome(no, other)).toBe('fail');
  });
});

describe('dependencies between rules', () => {
  const dependent = (on: Condition) => [
    rule('a/base', on),
    rule('a/dependent', see('yes.lines'), { when: { rule: 'a/base' } }),
  ];

  it('skips a rule whose base failed and keeps it in the denominator', async () => {
    const report = await reportOn(world, book(...dependent(see('no.lines'))), defaultConfig, probes);
    expect(report.rules[1]).toMatchObject({ verdict: 'skip', blockedBy: 'a/base', points: 50 });
    expect(report.score).toBe(0);
  });

  it('drops a rule whose base does not apply', async () => {
    const rules = dependent(see('yes.lines')).map((one) =>
      one.id === 'a/base' ? { ...one, when: see('no.lines') } : one,
    );
    const report = await reportOn(world, book(...rules), defaultConfig, probes);
    expect(report.rules[1]).toMatchObject({ verdict: 'skip', blockedBy: null, points: 0 });
  });

  it('is unknown where its base is', async () => {
    const report = await reportOn(world, book(...dependent(see('broken.lines'))), defaultConfig, probes);
    expect(report.rules.map(({ verdict }) => verdict)).toEqual(['unknown', 'unknown']);
  });
});

describe('the score', () => {
  const rules = (passing: number, failing: number, severity: Severity = 'medium') => {
    const severities = { portfolio: severity, research: severity, service: severity, library: severity };
    return [
      ...Array.from({ length: passing }, (_, index) => rule(`a/p${index}`, see('yes.lines'), { severity: severities })),
      ...Array.from({ length: failing }, (_, index) => rule(`a/f${index}`, see('no.lines'), { severity: severities })),
    ];
  };
  const score = (...all: Rule[]) => reportOn(world, book(...all), defaultConfig, probes);

  it('is earned weight over applicable weight, and points add up to the gap', async () => {
    const report = await score(...rules(3, 1));
    expect(report).toMatchObject({ score: 75, grade: 'B', counts: { apply: 4, pass: 3, fail: 1 } });
    expect(report.rules.filter(({ verdict }) => verdict === 'fail').map(({ points }) => points)).toEqual([25]);
  });

  it('weighs at least 45 % of the profile', async () => {
    const skipped = Array.from({ length: 9 }, (_, index) =>
      rule(`a/s${index}`, see('yes.lines'), { when: see('no.lines') }),
    );
    const report = await score(rule('a/p', see('yes.lines')), ...skipped);
    expect(report.score).toBe(22.2);
    expect(report.outOfReach).toBe(77.8);
    expect(report.nextGrade).toBeNull();
  });

  it('earns nothing for the unknown and says what it could be', async () => {
    const report = await score(rule('a/p', see('yes.lines')), rule('a/u', see('broken.lines')));
    expect(report).toMatchObject({ score: 50, scoreUpTo: 100 });
  });

  it('gives no A with a failing rule of severity high', async () => {
    const report = await score(...rules(19, 0, 'high'), rule('a/f', see('no.lines')));
    expect(report).toMatchObject({ score: 95, grade: 'B', gradeCap: '1 practice of severity high fails' });
    expect(report.nextGrade).toMatchObject({ grade: 'A', steps: [{ rule: 'a/f', points: 5 }] });
  });

  it('gives no more than a D with a committed secret', async () => {
    const report = await score(...rules(19, 0), rule('security/no-secrets', { none: [see('yes.lines')] }));
    expect(report.grade).toBe('D');
    expect(report.nextGrade?.steps[0]?.rule).toBe('security/no-secrets');
  });

  it('counts neither advice nor what is off', async () => {
    const off = { portfolio: 'off', research: 'off', service: 'off', library: 'off' } as const;
    const report = await score(
      rule('a/p', see('yes.lines')),
      rule('a/x', see('no.lines'), { advice: true }),
      rule('a/y', see('no.lines'), { severity: off }),
    );
    expect(report).toMatchObject({ score: 100, grade: 'A', counts: { apply: 1, fail: 0 } });
    expect(report.rules.map(({ verdict }) => verdict)).toEqual(['pass', 'fail', 'fail']);
  });

  it('finds the shortest path: as few steps as reach the next grade', async () => {
    const report = await score(...rules(5, 0), ...rules(0, 5, 'low'), rule('a/high', see('no.lines')));
    expect(report.score).toBe(55.6);
    expect(report.nextGrade).toEqual({ grade: 'C', score: 60, steps: [{ rule: 'a/high', points: 16.7 }] });
  });
});
