import type { ProjectsReport, Report } from '../../model.ts';
import { line, longest, path as pathText } from '../neutral.ts';
import { figure } from '../number.ts';
import { nextSteps } from '../order.ts';
import { plural } from '../words.ts';

type Project = ProjectsReport['projects'][number];

/** A project as people call it: its folder, or the top. */
export function projectName({ path }: Project): string {
  return path === '' ? 'top of the repository' : pathText(path);
}

/** Those about machine learning, the worst first, and then the others. */
export function byScore({ projects }: ProjectsReport): {
  readonly graded: readonly Project[];
  readonly others: readonly Project[];
} {
  const graded = projects.filter(({ report }) => report.ml);
  return {
    graded: [...graded].sort((a, b) => (a.report.score ?? 0) - (b.report.score ?? 0)),
    others: projects.filter(({ report }) => !report.ml),
  };
}

export function countOf({ projects }: ProjectsReport): string {
  return plural(projects.length, 'project');
}

/** The score in one word, or that there is none. */
export function scoreOf({ score }: Report): string {
  return score === null ? '–' : figure(score);
}

/** The most valuable step. */
export function firstStep(report: Report): string {
  const [step] = nextSteps(report);
  return step === undefined ? '' : line(step.title, longest.message);
}
