import type { Confidence, Finding } from './model.ts';

/** Hints are advice: they never change a verdict. */
export function counts(finding: { readonly confidence: Confidence }): boolean {
  return finding.confidence !== 'hint';
}

/** By path, cell, line and column; the same finding once. */
export function sorted(findings: readonly Finding[]): readonly Finding[] {
  const unique = new Map(findings.map((finding) => [JSON.stringify(finding), finding]));
  return [...unique.values()].sort(
    (a, b) =>
      compare(a.path, b.path) ||
      (a.cell ?? -1) - (b.cell ?? -1) ||
      a.line - b.line ||
      a.column - b.column ||
      compare(a.message, b.message),
  );
}

/** The first findings, at most one a file, so that a reason stays short. */
export function firstPlaces(findings: readonly Finding[], most: number): readonly Finding[] {
  const byFile = new Map<string, Finding>();
  for (const finding of sorted(findings.filter(counts))) {
    if (!byFile.has(finding.path)) byFile.set(finding.path, finding);
  }
  return [...byFile.values()].slice(0, most);
}

export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
