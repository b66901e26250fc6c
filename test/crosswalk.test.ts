import { describe, expect, it } from 'vitest';
import { withStandsFor } from '../scripts/stands-for.ts';
import { crosswalk } from '../src/crosswalk.ts';
import { defaultConfig } from '../src/defaults.ts';
import type { Attestation, Crosswalk, CrosswalkRow, Outcome, Report, Rule } from '../src/model.ts';
import { crosswalkMarkdown } from '../src/report/crosswalk/markdown.ts';
import { crosswalkText } from '../src/report/crosswalk/text.ts';
import { ownBook, reportOn } from './engine/support.ts';

const book = ownBook();
const list = (id: string): Crosswalk => {
  const found = book.crosswalks.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no list ${id}`);
  return found;
};
const itemsOf = (one: Crosswalk) => one.sections.flatMap(({ items }) => items);

/** A report in which every rule that any list names has this verdict, or the one given for it. */
async function reportWith(verdict: Outcome, given: Record<string, Outcome | 'blocked'> = {}): Promise<Report> {
  const report = await reportOn({ 'README.md': '# Nothing' }, book);
  const [model] = report.rules;
  if (model === undefined) throw new Error('no rules');
  const named = [...new Set(book.crosswalks.flatMap(itemsOf).flatMap(({ rules, needs }) => [...rules, ...needs]))];
  return {
    ...report,
    rules: named.map((id) => {
      const own = given[id] ?? verdict;
      return {
        ...model,
        id,
        verdict: own === 'blocked' ? 'skip' : own,
        blockedBy: own === 'blocked' ? 'data/versioned' : null,
        findings: [],
      };
    }),
  };
}

function attested(item: string, more: Partial<Attestation> = {}): Attestation {
  return { item, reason: 'See docs.', by: 'Ada', expires: null, at: { path: '.mlready.yml', line: 3 }, ...more };
}

function row(report: { sections: readonly { items: readonly CrosswalkRow[] }[] }, id: string): CrosswalkRow {
  const found = report.sections.flatMap(({ items }) => items).find((item) => item.id === id);
  if (found === undefined) throw new Error(`no item ${id}`);
  return found;
}

describe('the published lists', () => {
  it('have the items that were published', () => {
    expect(list('ml-test-score').sections.map(({ items }) => items.length)).toEqual([7, 7, 7, 7]);
    expect(itemsOf(list('completeness'))).toHaveLength(5);
    expect(itemsOf(list('neurips')).map(({ id }) => id)).toEqual(
      Array.from({ length: 16 }, (_, index) => `neurips/${index + 1}`),
    );
    expect(itemsOf(list('practices'))).toHaveLength(27);
  });

  it('and the rules agree on what stands for what', () => {
    for (const rule of book.rules) {
      expect(withStandsFor(`stands-for: [${rule.standsFor.join(', ')}]\n`, rule, book.crosswalks)).toBe(
        `stands-for: [${rule.standsFor.join(', ')}]\n`,
      );
      for (const practice of rule.standsFor.filter((id) => id.startsWith('practice-'))) {
        expect(Number(practice.slice('practice-'.length))).toSatisfy((number) => number >= 1 && number <= 27);
      }
    }
  });
});

describe('stands-for', () => {
  const rule = { id: 'data/validation', standsFor: ['practice-4', 'neurips/1'] } as unknown as Rule;

  it('keeps what is no published list and takes the rest from the lists', () => {
    const text = 'title: x\nstands-for: [practice-4, neurips/1]\nexamples:\n';
    expect(withStandsFor(text, rule, book.crosswalks)).toBe(
      'title: x\nstands-for: [practice-4, ml-test-score/data-1, ml-test-score/monitor-2]\nexamples:\n',
    );
  });

  it('is written where it is missing, and left out where it is empty', () => {
    const without = { ...rule, standsFor: [] };
    expect(withStandsFor('title: x\nexamples:\n', without, book.crosswalks)).toContain(
      'stands-for: [ml-test-score/data-1, ml-test-score/monitor-2]\nexamples:\n',
    );
    const other = { ...rule, id: 'team/owner', standsFor: ['neurips/1'] };
    expect(withStandsFor('title: x\nstands-for: [neurips/1]\nexamples:\n', other, book.crosswalks)).toBe(
      'title: x\nexamples:\n',
    );
  });
});

describe('an item', () => {
  it.each<[string, Record<string, Outcome | 'blocked'>, string]>([
    ['is verified where all its rules pass', {}, 'verified'],
    ['is verified by those that apply', { 'testing/ci': 'skip' }, 'verified'],
    ['is not met where one fails', { 'testing/ci': 'fail' }, 'not met'],
    ['is not met where one waits for a rule that fails', { 'testing/ci': 'blocked' }, 'not met'],
    ['is unknown where one could not be judged', { 'testing/ci': 'unknown' }, 'unknown'],
    ['is unknown where one is waived', { 'testing/ci': 'waived' }, 'unknown'],
    ['is unknown where none applies', { 'testing/ci': 'skip', 'testing/data-pipeline': 'skip' }, 'unknown'],
  ])('%s', async (_, given, status) => {
    const told = crosswalk(await reportWith('pass', given), list('ml-test-score'), []);
    expect(row(told, 'ml-test-score/data-7').status).toBe(status);
  });

  it('that only needs a rule is never verified by it', async () => {
    const needing = 'ml-test-score/infra-6';
    expect(row(crosswalk(await reportWith('pass'), list('ml-test-score'), []), needing).status).toBe('unknown');
    const failing = await reportWith('pass', { 'serving/experiment': 'fail' });
    expect(row(crosswalk(failing, list('ml-test-score'), []), needing).status).toBe('not met');
  });

  it('of which a rule is missing is not verified', async () => {
    const report = await reportWith('pass');
    const rules = report.rules.filter(({ id }) => id !== 'testing/ci');
    expect(row(crosswalk({ ...report, rules }, list('ml-test-score'), []), 'ml-test-score/data-7').status).toBe(
      'unknown',
    );
  });

  it('is not denied by a rule that only advises', async () => {
    const report = await reportWith('pass', { 'testing/ci': 'fail' });
    const rules = report.rules.map((rule) => (rule.id === 'testing/ci' ? { ...rule, advice: true } : rule));
    expect(row(crosswalk({ ...report, rules }, list('ml-test-score'), []), 'ml-test-score/data-7').status).toBe(
      'unknown',
    );
  });
});

describe('an attestation', () => {
  it('outweighs what rules do not see, and what they deny', async () => {
    const told = crosswalk(await reportWith('fail'), list('ml-test-score'), [
      attested('ml-test-score/data-1'),
      attested('ml-test-score/data-2'),
    ]);
    expect(row(told, 'ml-test-score/data-1')).toMatchObject({ status: 'attested', points: 0.5 });
    expect(row(told, 'ml-test-score/data-2')).toMatchObject({ status: 'attested', attestation: { by: 'Ada' } });
    expect(told.notices).toEqual([]);
  });

  it('holds through its last day', async () => {
    const report = await reportWith('fail');
    const on = (date: string) =>
      crosswalk({ ...report, date }, list('neurips'), [attested('neurips/1', { expires: '2026-11-30' })]);
    expect(row(on('2026-11-30'), 'neurips/1').status).toBe('attested');
    expect(row(on('2026-12-01'), 'neurips/1')).toMatchObject({ status: 'unknown', attestation: null });
    expect(on('2026-12-01').notices[0]).toEqual({
      path: '.mlready.yml',
      line: 3,
      message: 'the attestation of neurips/1 expired on 2026-11-30 and no longer counts',
    });
  });

  it('that rules make needless is told and brings no less', async () => {
    const told = crosswalk(await reportWith('pass'), list('ml-test-score'), [attested('ml-test-score/data-1')]);
    expect(row(told, 'ml-test-score/data-1')).toMatchObject({ status: 'verified', points: 1 });
    expect(told.notices[0]?.message).toContain('not needed');
  });

  it('in a file that holds a credential is not repeated', async () => {
    const report = await reportOn(
      { '.mlready.yml': 'attestations:\n  - reason: token hf\x5fQvLpZtRwYxKcNbMjHgFdSaPoIuYtReWqLk\n' },
      book,
    );
    const told = crosswalk(report, list('neurips'), [attested('neurips/1', { reason: 'token hf_Qv' })]);
    expect(row(told, 'neurips/1').attestation?.reason).toBe('not shown, for it holds a credential');
  });
});

describe('the ML Test Score', () => {
  it('is the weakest section, with the reading of the paper', async () => {
    const score = async (verdict: Outcome, ...items: string[]) =>
      crosswalk(
        await reportWith(verdict),
        list('ml-test-score'),
        items.map((item) => attested(`ml-test-score/${item}`)),
      ).score;
    expect(await score('fail')).toEqual({
      value: 0,
      of: 7,
      reading: 'more a research project than a production system',
    });
    expect(await score('fail', 'data-2', 'model-1', 'infra-5', 'monitor-4')).toMatchObject({
      value: 0.5,
      reading: expect.stringContaining('serious holes'),
    });
    const rest = ['data-2', 'data-3', 'data-4', 'data-6', 'monitor-4', 'monitor-5', 'monitor-6', 'monitor-7'];
    expect(await score('pass', ...rest, 'infra-4', 'infra-5', 'infra-6')).toMatchObject({ value: 4 });
    expect(await score('pass', ...rest)).toMatchObject({ value: 4, reading: expect.stringContaining('strong') });
  });

  it('reads scores on a bound as the lower class', () => {
    const { readings } = list('ml-test-score');
    expect(readings.map(({ to }) => to)).toEqual([0, 1, 2, 3, 5, undefined]);
  });
});

describe('what people see', () => {
  it('gives every item a line with its place, in text and Markdown', async () => {
    const report = await reportOn(
      { 'train.py': 'from sklearn.linear_model import Ridge\nRidge().fit([[1]], [1])\n', 'README.md': '# x\n' },
      book,
      { ...defaultConfig, profile: 'research' },
    );
    const told = crosswalk(report, list('completeness'), [attested('completeness/pretrained-models')]);
    const text = crosswalkText(told, { colour: false, width: 100, verbose: false, quiet: false });
    const page = crosswalkMarkdown(told);
    for (const shown of [text, page]) {
      expect(shown).toContain('The code that evaluates is there');
      expect(shown).toMatch(/evaluation\/script`? +fail,? .*train\.py:2/);
      expect(shown).toContain('Ada: See docs.');
    }
    const narrow = crosswalkText(told, { colour: false, width: 40, verbose: true, quiet: false });
    expect(narrow).toContain('pretrained-models');
    expect(crosswalkText(told, { colour: false, width: 100, verbose: false, quiet: true })).not.toContain('evaluates');
  });
});
