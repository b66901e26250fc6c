import type { Outcome, Report, ReportFinding, ReportRule } from '../../src/model.ts';

const empty = {
  schemaVersion: 1,
  tool: { name: 'mlready', version: '0.1.0' },
  name: 'churn',
  commit: 'a'.repeat(40),
  date: '2026-01-01',
  ml: true,
  mlReason: [],
  profile: 'portfolio',
  profileReason: 'nothing else fits',
  traits: { trains: true, serves: null },
  score: 50,
  scoreUpTo: 50,
  grade: 'D',
  gradeCap: null,
  outOfReach: 0,
  nextGrade: null,
  counts: { apply: 0, pass: 0, fail: 0, unknown: 0, skip: 0, waived: 0 },
  categories: [],
  rules: [],
  stack: [],
  skills: null,
  unread: [],
  notices: [],
  baseline: null,
} as const satisfies Report;

export function report(rules: readonly ReportRule[], more: Partial<Report> = {}): Report {
  return { ...empty, rules, ...more };
}

export function rule(id: string, verdict: Outcome, more: Partial<ReportRule> = {}): ReportRule {
  return {
    id,
    verdict,
    severity: 'high',
    points: 10,
    title: 'Something holds',
    fix: null,
    blockedBy: null,
    advice: false,
    findings: [],
    because: [],
    unread: [],
    waived: [],
    known: false,
    ...more,
  };
}

export function finding(path: string, line: number, more: Partial<ReportFinding> = {}): ReportFinding {
  return { path, line, column: 1, confidence: 'certain', message: 'is not so', trace: [], ...more };
}
