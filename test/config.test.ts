import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkConfig, defaultConfig, readConfig } from '../src/config.ts';
import type { Config, Problem, Rule, RuleBook } from '../src/model.ts';

const FILE = '.mlready.yml';

function config(text: string): Config {
  const read = readConfig(text, FILE);
  if ('problems' in read) throw new Error(shown(read.problems).join('\n'));
  return read.config;
}

function problems(text: string): string[] {
  const read = readConfig(text, FILE);
  return 'problems' in read ? shown(read.problems) : [];
}

function shown(list: readonly Problem[]): string[] {
  return list.map(({ file, line, message }) => `${file}:${line}: ${message}`);
}

describe('readConfig', () => {
  it('gives the defaults for an empty file and for one of comments', () => {
    expect(config('')).toEqual(defaultConfig);
    expect(config('# profile: service\n')).toEqual(defaultConfig);
    expect(defaultConfig.limits).toEqual({ text: 1_048_576, lock: 20_971_520, notebook: 52_428_800 });
  });

  it('reads every key', () => {
    const text = `
profile: service
severities:
  data/versioned: low
  license/present: off
ignore: [legacy/, "**/*_generated.py"]
thresholds: { environment/pinned: 0.8 }
limits: { text: 2 MiB, lock: 2MB, notebook: 1000 }
rules: [.mlready/rules]
waivers:
  - rule: training/seeds
    path: sweep/
    reason: Chance is measured.
    expires: 2026-12-31
  - { rule: data/versioned, reason: Synthetic. }
attestations:
  - { item: neurips/1, reason: "Section 2. ", by: Ada, expires: 2027-01-01 }
  - { item: neurips/2, reason: Section 6. }
`;
    expect(config(text)).toEqual({
      profile: 'service',
      severities: { 'data/versioned': 'low', 'license/present': 'off' },
      ignore: ['legacy/', '**/*_generated.py'],
      thresholds: { 'environment/pinned': 0.8 },
      limits: { text: 2_097_152, lock: 2_000_000, notebook: 1000 },
      rules: ['.mlready/rules'],
      waivers: [
        {
          rule: 'training/seeds',
          path: 'sweep/',
          reason: 'Chance is measured.',
          expires: '2026-12-31',
          at: { path: FILE, line: 11 },
        },
        { rule: 'data/versioned', path: null, reason: 'Synthetic.', expires: null, at: { path: FILE, line: 15 } },
      ],
      attestations: [
        {
          item: 'neurips/1',
          reason: 'Section 2.',
          by: 'Ada',
          expires: '2027-01-01',
          at: { path: FILE, line: 17 },
        },
        { item: 'neurips/2', reason: 'Section 6.', by: null, expires: null, at: { path: FILE, line: 18 } },
      ],
    });
  });

  it('keeps the other limits where one is set', () => {
    expect(config('limits: { text: 1.5 kB }').limits).toEqual({ ...defaultConfig.limits, text: 1500 });
  });

  it('names the nearest key of an unknown one', () => {
    expect(problems('profile: service\n\nseverites:\n  a: low\n')).toEqual([
      '.mlready.yml:3: unknown key "severites", did you mean "severities"?',
    ]);
    expect(problems('limits:\n  test: 1 MB\n')).toEqual(['.mlready.yml:2: unknown key "test", did you mean "text"?']);
  });

  it('lists the keys that there are where none is near', () => {
    expect(problems('weather: fine\n')).toEqual([
      '.mlready.yml:1: unknown key "weather", expected "profile", "severities", "ignore", "thresholds", "limits", "rules", "waivers" or "attestations"',
    ]);
  });

  it('names the nearest value', () => {
    expect(problems('severities:\n  data/versioned: hihg\n')).toEqual([
      '.mlready.yml:2: "data/versioned" is "hihg", did you mean "high"?',
    ]);
    expect(problems('profile: industrial\n')).toEqual([
      '.mlready.yml:1: "profile" is "industrial", expected "portfolio", "research", "service" or "library"',
    ]);
  });

  it('says what type is expected', () => {
    expect(problems('ignore: legacy\nthresholds:\n  a/b: much\n')).toEqual([
      '.mlready.yml:1: "ignore" must be a list',
      '.mlready.yml:3: "a/b" must be a number',
    ]);
    expect(problems('ignore:\n  - a\n  - 7\n')).toEqual(['.mlready.yml:3: item 2 must be text']);
    expect(problems('- a\n')).toEqual(['.mlready.yml:1: the document must be a map of keys or empty']);
  });

  it('refuses sizes that are none, or out of bounds', () => {
    expect(problems('limits:\n  text: 2 parsecs\n')[0]).toContain('"text" is "2 parsecs", expected a number of bytes');
    expect(problems('limits:\n  lock: 1\n  text: 2 GiB\n')).toEqual([
      '.mlready.yml:3: "text" must be between 1 byte and 500 MiB',
    ]);
    expect(problems('limits: { text: 0 }')).toHaveLength(1);
    expect(problems('limits: { text: 0.2 B }')).toHaveLength(1);
    expect(problems('limits: { text: -3 }')).toHaveLength(1);
  });

  it('wants a reason for each waiver, and days that there are', () => {
    const text = `waivers:
  - rule: a/b
  - { rule: a/b, reason: "  " }
  - { rule: a/b, reason: Why., expires: 31.12.2026 }
  - { rule: a/b, reasn: Why. }
`;
    expect(problems(text)).toEqual([
      '.mlready.yml:2: item 1 lacks the key "reason"',
      '.mlready.yml:3: "reason" is "  ", expected why it does not count, in words',
      '.mlready.yml:4: "expires" is "31.12.2026", expected the last day on which the waiver holds, as YYYY-MM-DD',
      '.mlready.yml:5: item 4 lacks the key "reason"',
      '.mlready.yml:5: unknown key "reasn", did you mean "reason"?',
    ]);
    expect(problems('waivers:\n  - { rule: a/b, reason: Why., expires: 2027-02-29 }\n')).toEqual([
      '.mlready.yml:2: "expires" is "2027-02-29", which is no day of the calendar',
    ]);
  });

  it('tells the line of a syntax error, a repeated key and a tag', () => {
    expect(problems('profile: service\nignore: [a\n')[0]).toMatch(/^\.mlready\.yml:\d: /);
    expect(problems('profile: service\n\nprofile: library\n')).toEqual([
      '.mlready.yml:3: the key "profile" stands here twice',
    ]);
    expect(problems('profile: !!js/function "x"\n')).toHaveLength(1);
  });

  it('refuses a second document', () => {
    expect(problems('profile: service\n---\nprofile: library\n')).toHaveLength(1);
  });

  it('survives alias bombs, depth and size', () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghi'
      .split('')
      .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[index]}`).join(',')}]`)
      .join('\n')}\n`;
    expect(problems(bomb)).toHaveLength(1);
    expect(problems('['.repeat(100_000))).not.toEqual([]);
    expect(problems(`ignore: ["${'x'.repeat(300_000)}"]`)).toEqual(['.mlready.yml:null: is too large']);
    const many = Array.from({ length: 20_000 }, (_, index) => `k${index}: 1`).join('\n');
    expect(problems(many).length).toBeLessThanOrEqual(50);
  });

  it('does not touch the prototype of anything', () => {
    const { severities } = config('severities: { __proto__: low, constructor: high }');
    expect(Object.keys(severities).sort()).toEqual(['__proto__', 'constructor']);
    expect(({} as Record<string, unknown>).low).toBeUndefined();
    expect(problems('__proto__: { profile: service }\n')).toHaveLength(1);
  });

  it('never throws', () => {
    const word = fc.constantFrom(
      'profile',
      'severities',
      'limits',
      ':',
      ': ',
      '\n',
      '  ',
      '- ',
      '&a',
      '*a',
      '{',
      '[',
      '"',
      '!!set',
      '<<',
      '\u0000',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(word, fc.string())), (parts) => {
        readConfig(parts.join(''), FILE);
      }),
    );
  });
});

describe('checkConfig', () => {
  const rule = (id: string, expectation: Rule['expect']): Rule => ({
    id,
    title: id,
    severity: { portfolio: 'high', research: 'high', service: 'high', library: 'high' },
    why: '',
    expect: expectation,
    per: 'repository',
    advice: false,
    fix: [],
    see: [],
    standsFor: [],
    examples: { pass: {}, fail: {}, skip: {} },
  });
  const book: RuleBook = {
    categories: [],
    traits: [],
    profiles: [],
    stack: [],
    crosswalks: [],
    rules: [
      rule('data/versioned', { file: { name: 'dvc.yaml' } }),
      rule('environment/pinned', { any: [{ file: {} }, { every: { dependency: {} }, share: 0.9 }] }),
      rule('data/no-large-files-in-git', { none: [{ 'large-file': { threshold: 5_000_000 } }] }),
    ],
  };
  const check = (text: string): string[] => {
    const read = readConfig(text, FILE);
    return 'problems' in read ? shown(read.problems) : shown(checkConfig(read, book, FILE));
  };

  it('accepts what is in the book', () => {
    const text =
      'severities: { data/versioned: off }\nthresholds: { environment/pinned: 0.5, data/no-large-files-in-git: 9 }';
    expect(check(text)).toEqual([]);
  });

  it('names the rule that was meant', () => {
    expect(check('profile: service\nseverities:\n  data/version: low\nthresholds:\n  enviroment/pinned: 1\n')).toEqual([
      '.mlready.yml:3: unknown rule "data/version", did you mean "data/versioned"?',
      '.mlready.yml:5: unknown rule "enviroment/pinned", did you mean "environment/pinned"?',
    ]);
    expect(check('waivers:\n  - reason: Why.\n    rule: data/version\n')).toEqual([
      '.mlready.yml:3: unknown rule "data/version", did you mean "data/versioned"?',
    ]);
  });

  it('refuses a threshold for a rule without one, and a share above 1', () => {
    expect(check('thresholds:\n  data/versioned: 3\n  environment/pinned: 90\n')).toEqual([
      '.mlready.yml:2: the rule "data/versioned" has no threshold',
      '.mlready.yml:3: the threshold of "environment/pinned" is a share from 0 to 1',
    ]);
  });
});
