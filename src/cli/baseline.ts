import { readFileSync, statSync } from 'node:fs';
import type { Report } from '../model.ts';
import { UsageError } from '../surface/exit.ts';
import { reasonOf, writeOutput } from '../surface/output.ts';
import { problemLine } from '../surface/words.ts';

const MAX_BYTES = 50 << 20;

/**
 * Reads a baseline, before any audit begins.
 * @returns what marks a report by it; `all` says whether every rule was judged
 * @throws UsageError
 */
export async function baselineAt(file: string): Promise<(report: Report, all: boolean) => Report> {
  const { readBaseline, withBaseline } = await import('../baseline.ts');
  const baseline = readBaseline(textOf(file), file);
  if ('problems' in baseline) throw new UsageError(...baseline.problems.map(problemLine));
  return (report, all) => withBaseline(report, baseline, file, all);
}

/** Writes what fails into a file. @throws UsageError */
export async function keepBaseline(file: string, report: Report): Promise<void> {
  const { baselineOf } = await import('../baseline.ts');
  writeOutput(file, baselineOf(report));
}

function textOf(file: string): string {
  try {
    if (statSync(file).size > MAX_BYTES) throw new UsageError(`${file} is too large for a baseline`);
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`cannot read the baseline ${file}: ${reasonOf(error)}`);
  }
}
