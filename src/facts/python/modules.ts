import type { Gap, Parsed } from '../../model.ts';
import { dottedNames, packageOf } from './dotted.ts';
import { Draft } from './draft.ts';
import type { Module } from './module.ts';
import { Places } from './places.ts';
import { type Hole, parse } from './recovery.ts';
import { readBody } from './statements.ts';

/** A text that is parsed by itself: a file, or a cell of a notebook. */
interface Part {
  readonly text: string;
  readonly cell?: number;
}

/** After so many gaps the rest is one. */
const MOST_GAPS = 200;

/** Reads a module from its parts in order, which share one namespace. Never throws for content. */
export function moduleOf(
  path: string,
  notebook: boolean,
  parts: readonly Part[],
  commands: Module['commands'],
): Parsed<Module> {
  const draft = new Draft(new Places(''), packageOf(path));
  const gaps: Gap[] = [];
  let lines = 0;
  for (const [index, part] of parts.entries()) {
    const places = new Places(part.text, part.cell);
    const { pieces, holes } = parse(part.text);
    const lost: Hole[] = [...holes];
    for (const { statements, offset } of pieces) {
      draft.turn(part.text, offset, places);
      for (const [place, statement] of statements.entries()) {
        const documented = index === 0 && offset === 0 && place === 0 && !notebook;
        try {
          if (readBody([statement], draft, documented)) draft.docstring = true;
        } catch (error) {
          if (!(error instanceof RangeError)) throw error;
          draft.reset();
          const start = offset + statement.start;
          lost.push({ reason: 'nested too deeply', start, end: start + statement.length });
        }
      }
    }
    gaps.push(...gapsOf(part, lost, places));
    lines += places.code;
    draft.endLine = places.lines;
  }
  draft.finish();
  const {
    scopes,
    blocks,
    imports,
    calls,
    assignments,
    returns,
    asserts,
    comparisons,
    shown,
    strings,
    docstring,
    main,
  } = draft;
  const value: Module = {
    path,
    notebook,
    names: notebook ? [] : dottedNames(path),
    docstring,
    scopes,
    blocks,
    imports,
    calls,
    assignments,
    returns,
    asserts,
    comparisons,
    shown,
    strings,
    commands,
    lines,
    main,
  };
  return gaps.length === 0 ? { value } : { value, gaps };
}

/** Holes as whole lines, those on neighbouring lines together. */
function gapsOf({ text, cell }: Part, holes: readonly Hole[], places: Places): Gap[] {
  const sorted = [...holes].sort((a, b) => a.start - b.start);
  const spans: { reason: string; start: number; end: number }[] = [];
  for (const { reason, start, end } of sorted) {
    // Of a very long line only what is near.
    const from = Math.max(places.lineStart(start), start - 2000);
    const to = Math.min(places.lineEnd(Math.max(start, end - 1)), Math.max(start, end) + 2000);
    const last = spans.at(-1);
    if (last !== undefined && (from <= last.end + 1 || spans.length >= MOST_GAPS)) last.end = Math.max(last.end, to);
    else spans.push({ reason, start: from, end: to });
  }
  return spans.map(({ reason, start, end }) => ({
    reason: cell === undefined ? reason : `${reason} in cell ${cell + 1}`,
    line: places.line(start),
    text: text.slice(start, end).trimEnd(),
  }));
}
