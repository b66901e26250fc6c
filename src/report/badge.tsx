import type { Grade, Report } from '../model.ts';
import { Badge } from './html/badge.tsx';

/** `B 76`, or that there is no grade. Rounded down, so that no badge shows a score that its grade does not reach. */
export function badgeMessage(grade: Grade | null, score: number | null): string {
  return grade === null || score === null ? 'no grade' : `${grade} ${Math.floor(score)}`;
}

/** The grade as an SVG badge for a README. */
export function badge({ grade, score }: Pick<Report, 'grade' | 'score'>): string {
  return `${String(<Badge message={badgeMessage(grade, score)} grade={grade} />)}\n`;
}
