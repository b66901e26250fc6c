import type { Confidence, Finding, Position, Step } from './model.ts';

/**
 * A finding at a position of a file; at the top of the file where the position is `null`.
 * @param message one line of plain text, without any literal of the audited code
 */
export function finding(
  path: string,
  at: Position | null,
  message: string,
  confidence: Confidence = 'certain',
  trace: readonly Step[] = [],
): Finding {
  const place = at ?? { line: 1, column: 1 };
  return {
    path,
    line: place.line,
    column: place.column,
    ...(place.cell === undefined ? {} : { cell: place.cell }),
    confidence,
    message,
    trace,
  };
}
