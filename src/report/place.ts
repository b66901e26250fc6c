import { path as neutralPath } from './neutral.ts';

/** What is needed to name a place; findings, steps, stack evidence and unread files all have it. */
export interface Place {
  readonly path: string;
  readonly line: number | null;
  readonly cell?: number;
}

/**
 * A place as people read it: `src/train.py:41`, or `model.ipynb cell 5:2` for line 2 of the fifth cell.
 * People count cells from 1, so 1 is added here; in the JSON report `cell` counts from 0.
 */
export function where(place: Place): string {
  return `${neutralPath(place.path)}${position(place)}`;
}

/** The same without the path, for a further place in a file that was just named. */
export function position(place: Place): string {
  if (place.line === null) return '';
  return place.cell === undefined ? `:${place.line}` : ` cell ${place.cell + 1}:${place.line}`;
}
