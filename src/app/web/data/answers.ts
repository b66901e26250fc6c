import type { Report } from '../../../model.ts';
import { badgeMessage } from '../../../report/badge.tsx';
import type { HistoryEntry } from '../../store/history.ts';
import type { Row } from '../../store/overview.ts';
import type { Repository } from '../../store/schema.ts';
import { type Adoption, share } from './adoption.ts';
import { figures } from './figures.ts';
import type { Judged, Organisation, RuleTally } from './organisation.ts';

// The shapes of the JSON API; `openapi.json` describes them, and a test compares the two.

/** One decimal, as reports have it. */
function tenth(value: number | null): number | null {
  return value === null ? null : Math.round(value * 10) / 10;
}

export function organisationAnswer(organisation: Organisation) {
  const { mean, median, ...rest } = figures(organisation.active);
  return { account: organisation.account, ...rest, mean: tenth(mean), median: tenth(median) };
}

export function repositoryAnswer(row: Row | Repository) {
  return {
    owner: row.owner,
    name: row.name,
    private: row.private,
    archived: row.archived,
    topics: row.topics,
    ml: row.ml,
    profile: row.ml ? row.profile : null,
    score: tenth(row.score),
    grade: row.grade,
    scoreChange: tenth(row.scoreChange),
    pass: row.score === null ? null : row.passes,
    fail: row.score === null ? null : row.fails,
    auditedAt: row.auditedAt?.toISOString() ?? null,
    problem: row.problem,
  };
}

export function ruleAnswer({ id, title, categoryTitle, pass, fail, unknown, waived, waits, skip }: RuleTally) {
  return { id, title, category: categoryTitle, pass, fail, unknown, waived, waits, skip };
}

/** A rule with the names of the repositories by verdict. */
export function ruleNamesAnswer(tally: RuleTally, judged: readonly Judged[], standingOf: (letter: string) => string) {
  const names = (standing: string) =>
    judged.filter(({ letter }) => standingOf(letter) === standing).map(({ row }) => `${row.owner}/${row.name}`);
  return { ...ruleAnswer(tally), failing: names('fail'), passing: names('pass') };
}

export function practiceAnswer(adoption: Adoption) {
  const { number, title, full, part, none, rules } = adoption;
  const adopted = share(adoption);
  return {
    number,
    title,
    wholly: full,
    partly: part,
    not: none,
    share: adopted === null ? null : Math.round(adopted * 1000) / 1000,
    rules: rules.map(({ id }) => id),
  };
}

export function auditAnswer({ id, commit, at, reason, score, grade, passes, fails, broke, fixed }: HistoryEntry) {
  return { id, commit, at: at.toISOString(), reason, score, grade, pass: passes, fail: fails, broke, fixed };
}

/** The shields.io endpoint: https://shields.io/badges/endpoint-badge */
export function shieldAnswer(grade: Report['grade'], score: number | null) {
  const colors = { A: 'brightgreen', B: 'green', C: 'yellow', D: 'orange', F: 'red' } as const;
  return {
    schemaVersion: 1,
    label: 'mlready',
    message: badgeMessage(grade, score),
    color: grade === null ? 'lightgrey' : colors[grade],
  };
}
