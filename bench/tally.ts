import type { Outcome } from '../src/model.ts';
import type { Judged } from './compare.ts';

/** So many out of so many. */
export interface Share {
  readonly hits: number;
  readonly of: number;
}

export const outcomes: readonly Outcome[] = ['pass', 'fail', 'skip', 'unknown'];

export interface Tally {
  readonly agreed: Share;
  /** Of what the tool says, how much is so: true and false passes, fails, skips and unknowns. */
  readonly said: Readonly<Record<Outcome, Share>>;
  /** Of the fails that the tool reports, how many are so. */
  readonly precision: Share;
  /** Of the fails that there are, how many the tool reports. */
  readonly recall: Share;
}

/** Counts over sure labels; a verdict of a rule that the tool lacks is wrong. */
export function tally(rows: readonly Judged[]): Tally {
  const same = (row: Judged): boolean => row.got === row.label;
  const said = Object.fromEntries(
    outcomes.map((outcome) => [
      outcome,
      share(
        rows.filter(({ got }) => got === outcome),
        same,
      ),
    ]),
  ) as Record<Outcome, Share>;
  return {
    agreed: share(rows, same),
    said,
    precision: said.fail,
    recall: share(
      rows.filter(({ label }) => label === 'fail'),
      same,
    ),
  };
}

/** The tally of each rule, by id. */
export function tallies(rows: readonly Judged[]): Map<string, Tally> {
  const ids = [...new Set(rows.map(({ rule }) => rule))].sort();
  return new Map(ids.map((id) => [id, tally(rows.filter(({ rule }) => rule === id))]));
}

export function share<T>(rows: readonly T[], hit: (row: T) => boolean): Share {
  return { hits: rows.filter(hit).length, of: rows.length };
}

/** `95.0 % (19/20)`; a dash where there is nothing to share. */
export function percent({ hits, of }: Share): string {
  return of === 0 ? '–' : `${((100 * hits) / of).toFixed(1)} % (${hits}/${of})`;
}
