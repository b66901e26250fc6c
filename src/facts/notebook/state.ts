import type { Reader } from '../../model.ts';
import { notebookOf } from '../notebook.ts';
import type { Cell } from './cells.ts';

/** What running a notebook left in it, without its code. */
export interface NotebookState {
  readonly language: string;
  /** Lines of code, neither blank nor comment nor magic. */
  readonly lines: number;
  /** UTF-8 size of all outputs. */
  readonly bytes: number;
  readonly outputs: number;
  /** Code cells that are not blank, in order. */
  readonly cells: readonly CellState[];
}

export interface CellState {
  readonly index: number;
  readonly count: number | null;
  readonly outputs: number;
  /** Name of the exception that the cell ended with. */
  readonly error: string | null;
  /** The error is shown on purpose: a tag or magic says so, or the text around it speaks of it. */
  readonly expected: boolean;
}

/** Notebooks of any language, as far as they were run. An empty file is none. */
export const notebookState: Reader<NotebookState> = {
  kind: 'notebook-state',
  cap: 'notebook',
  textOnly: true,
  matches: (path) => /\.ipynb$/i.test(path),
  parse: ({ text }) => (text.trim() === '' ? null : { value: stateOf(text) }),
};

function stateOf(text: string): NotebookState {
  const { language, cells, allowsErrors } = notebookOf(text);
  let [lines, bytes, outputs] = [0, 0, 0];
  const states: CellState[] = [];
  for (const [at, cell] of cells.entries()) {
    if (cell.kind !== 'code' || cell.source.trim() === '') continue;
    lines += cell.source.match(/^[ \t]*[^\s#%!]/gm)?.length ?? 0;
    outputs += cell.outputs.length;
    for (const output of cell.outputs) bytes += output.bytes;
    const error = cell.outputs.find(({ type }) => type === 'error')?.error ?? null;
    states.push({
      index: cell.index,
      // No run is the zeroth; some editors write it for a cell whose count is gone.
      count: cell.executionCount === 0 ? null : cell.executionCount,
      outputs: cell.outputs.length,
      error: error === null || /^\w{1,60}$/.test(error) ? error : 'error',
      expected:
        error !== null &&
        (allowsErrors ||
          isTagged(cell) ||
          isExplained(error, cell, cells[at - 1], cells[at + 1]) ||
          isPassedOver(error, cells, at)),
    });
  }
  return { language, lines, bytes, outputs, cells: states };
}

/** Reference: https://jupyterbook.org/content/execute.html and https://nbval.readthedocs.io */
function isTagged({ tags, source }: Cell): boolean {
  return (
    tags.some((tag) => /^(?:nbval[-_])?raises[-_]exception$|^allow[-_]errors?$|^ci[-_]skip$/i.test(tag)) ||
    /^\s*%%(?:expect_exception|expect_error|capture_error|expecterror)|NBVAL_RAISES_EXCEPTION|NBVAL_SKIP/m.test(source)
  );
}

const speaks =
  /\brais(?:es?|ed|ing)\b|\bexceptions?\b|\bthrows?\b|\btraceback|\bfail(?:s|ed|ing|ure)?\b|\bcrash|\bbreaks?\b|\b(?:not|n['’]t|never) work|\b(?:an|the|this|following|get|gets|gives?|with|produces?|causes?|expect(?:ed)?) error\b(?! (?:rate|of|term|function|bar|metric|is (?:low|high|small)))|\berror (?:message|occurs|is (?:raised|thrown|expected))|\berror[.:!]|\bnot (?:allowed|permitted|supported)|\boops\b/i;

/** What a machine or an unfinished run does, rather than a lesson. */
const accidents =
  /^(?:KeyboardInterrupt|SystemExit|MemoryError|FileNotFoundError|ModuleNotFoundError|ImportError|NameError|OSError|ConnectionError|HTTPError|URLError|TimeoutError|OutOfMemoryError|ResourceExhaustedError)$/;

/** A comment of the cell, or the Markdown just before or after it, names the exception or speaks of errors. */
function isExplained(error: string, cell: Cell, before: Cell | undefined, after: Cell | undefined): boolean {
  if (error === 'KeyboardInterrupt') return false;
  const comments = cell.source.match(/#[^\n]*/g)?.join('\n') ?? '';
  const around = [before, after].map((one) => (one?.kind === 'markdown' ? one.source.slice(0, 5000) : ''));
  return [comments.slice(0, 5000), ...around].some((text) => text.includes(error) || speaks.test(text));
}

/**
 * Cells that ended well ran just before and just after it, with prose beside it: the author went on past the error, as
 * lessons do. Whoever stumbles over an error runs the cell again, or everything behind it fails, too.
 */
function isPassedOver(error: string, cells: readonly Cell[], at: number): boolean {
  const count = cells[at]?.executionCount ?? null;
  const prose = [cells[at - 1], cells[at + 1]].some((one) => one?.kind === 'markdown');
  if (count === null || !prose || accidents.test(error)) return false;
  const ran = cells.filter(({ kind, executionCount }) => kind === 'code' && executionCount !== null);
  const rising = ran.every(
    (one, index) => index === 0 || (one.executionCount ?? 0) > (ran[index - 1]?.executionCount ?? 0),
  );
  const endedWell = (wanted: number) =>
    ran.some(
      ({ executionCount, outputs }) => executionCount === wanted && outputs.every(({ error }) => error === null),
    );
  return rising && endedWell(count - 1) && endedWell(count + 1);
}
