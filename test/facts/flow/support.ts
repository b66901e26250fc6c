import { flawsIn } from '../../../src/facts/flow/flaws.ts';
import type { Flaw } from '../../../src/facts/flow/leaks.ts';
import { python } from '../../../src/facts/python/reader.ts';
import { read } from '../support.ts';

/** Flaws of a small repository, path → Python text. */
export async function flawsOf(tree: Readonly<Record<string, string>>): Promise<readonly Flaw[]> {
  const parsed = await Promise.all(Object.entries(tree).map(([path, text]) => read(python, path, text)));
  return flawsIn(parsed.map(({ value }) => value));
}

/** Each flaw in one line: `preprocessing certain train.py:7 (read 5 → 7 → 8)`. */
export async function told(script: string): Promise<string[]> {
  return (await flawsOf({ 'train.py': script })).map(lineOf);
}

export function lineOf({ kind, confidence, at, trace }: Flaw): string {
  const way = trace.map((step) => (step.path === at.path ? String(step.line) : `${step.path}:${step.line}`));
  return `${kind} ${confidence} ${at.path}:${at.line} (${way.join(' → ')})`;
}

export function notebook(cells: readonly string[]): string {
  return JSON.stringify({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: { language: 'python', name: 'python3' } },
    cells: cells.map((source) => ({ cell_type: 'code', execution_count: null, metadata: {}, outputs: [], source })),
  });
}
