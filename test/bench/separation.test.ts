import { expect, test } from 'vitest';
import { aucOf, type Scored, scoreWithout, separations } from '../../bench/separation.ts';
import type { Outcome } from '../../src/model.ts';
import { report, rule } from './samples.ts';

const project = (engineered: boolean, score: number | null, tests: Outcome, pinned: Outcome): Scored => ({
  repo: 'owner/name',
  engineered,
  report: report([rule('testing/present', tests), rule('environment/pinned', pinned, { points: 50 })], { score }),
});

const projects = [
  project(true, 60, 'pass', 'fail'),
  project(true, 60, 'pass', 'fail'),
  project(false, 90, 'fail', 'pass'),
  project(false, null, 'skip', 'unknown'),
];

test('a project without a score stands below all others', () => {
  expect(aucOf(projects)).toBe(0.5);
});

test('rules are told by how they tell the sides apart, among projects to which they apply', () => {
  const [first, last] = separations(projects);
  expect(first).toMatchObject({
    rule: 'testing/present',
    engineered: { hits: 2, of: 2 },
    others: { hits: 0, of: 1 },
    difference: 1,
  });
  expect(last).toMatchObject({ rule: 'environment/pinned', others: { hits: 1, of: 2 }, difference: -0.5, worth: -0.5 });
});

test('without a rule its points go from both what is earned and what can be', () => {
  const failing = project(true, 40, 'pass', 'fail');
  expect(scoreWithout(failing, 'environment/pinned')).toBe(80);
  expect(scoreWithout(failing, 'testing/present')).toBeCloseTo(100 / 3);
  expect(scoreWithout(failing, 'absent/rule')).toBe(40);
});
