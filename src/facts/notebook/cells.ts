import { isRecord, type Json, memberOf, textOf } from './json.ts';
import { type Output, outputsOf } from './outputs.ts';

export interface Cell {
  /** Over all cells, from 0. */
  readonly index: number;
  readonly kind: 'code' | 'markdown' | 'raw';
  /** Where the cell itself names a language, in lower case. */
  readonly language: string | null;
  /** With line feeds only. */
  readonly source: string;
  readonly executionCount: number | null;
  readonly outputs: readonly Output[];
  /** Of its metadata: `raises-exception`, `parameters`. */
  readonly tags: readonly string[];
}

/** The cells of a notebook in order, those of format 3 from all worksheets; `null` where there is no list of them. */
export function cellsOf(root: Record<string, Json>): Cell[] | null {
  const own = memberOf(root, 'cells');
  const sheets = memberOf(root, 'worksheets');
  if (!Array.isArray(own) && !Array.isArray(sheets)) return null;
  const cells = Array.isArray(own)
    ? own
    : (sheets as Json[]).flatMap((sheet) => {
        const list = memberOf(sheet, 'cells');
        return Array.isArray(list) ? list : [];
      });
  return cells.map((cell, index) => cellOf(isRecord(cell) ? cell : {}, index));
}

function cellOf(cell: Record<string, Json>, index: number): Cell {
  const type = memberOf(cell, 'cell_type');
  const kind = type === 'code' || type === 'raw' ? type : 'markdown';
  const text = textOf(memberOf(cell, 'source') ?? memberOf(cell, 'input'));
  const heading = type === 'heading' ? `${'#'.repeat(levelOf(memberOf(cell, 'level')))} ` : '';
  return {
    index,
    kind: type === undefined ? 'raw' : kind,
    language: kind === 'code' ? languageOf(cell) : null,
    source: heading + text.replace(/\r\n?/g, '\n'),
    executionCount: countOf(memberOf(cell, 'execution_count') ?? memberOf(cell, 'prompt_number')),
    outputs: kind === 'code' ? outputsOf(memberOf(cell, 'outputs')) : [],
    tags: tagsOf(memberOf(memberOf(cell, 'metadata'), 'tags')),
  };
}

function languageOf(cell: Record<string, Json>): string | null {
  const editor = memberOf(memberOf(memberOf(cell, 'metadata'), 'vscode'), 'languageId');
  const said = textOf(editor) || textOf(memberOf(cell, 'language'));
  return said === '' ? null : said.toLowerCase();
}

function countOf(value: Json | undefined): number | null {
  return typeof value === 'number' && Number.isInteger(value) ? value : null;
}

function levelOf(value: Json | undefined): number {
  return typeof value === 'number' && value >= 1 && value <= 6 ? Math.floor(value) : 1;
}

function tagsOf(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((tag) => typeof tag === 'string').slice(0, 100) : [];
}
