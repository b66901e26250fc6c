import { decode } from './facts/decode.ts';
import { notebookOf } from './facts/notebook.ts';
import { secrets } from './facts/secrets/reader.ts';
import { excerptAt, fingerprint } from './fingerprint.ts';
import { grouped } from './matching.ts';
import type { Config, Facts, Finding, Source, Verdict } from './model.ts';

/** A finding's fingerprint, by the finding itself. */
export type Fingerprints = ReadonlyMap<Finding, string>;

/**
 * Fingerprints of everything that fails, or would but for a waiver. Reads the files that hold it once more; what is too
 * large, binary or gone is told by its message alone.
 *
 * @param key see `fingerprint`
 */
export async function fingerprintsOf(
  source: Source,
  facts: Facts,
  verdicts: readonly Verdict[],
  limits: Config['limits'],
  key = '',
): Promise<Fingerprints> {
  const found = verdicts
    .filter(({ outcome }) => outcome === 'fail' || outcome === 'unknown')
    .flatMap(({ rule, findings }) => findings.map((finding) => ({ rule, finding })));
  const requests = [...new Set(found.map(({ finding }) => finding.path))].flatMap((path) => {
    const entry = facts.tree.get(path);
    const limit = isNotebook(path) ? limits.notebook : limits.text;
    const isFile = entry?.kind === 'file' || entry?.kind === 'executable';
    return isFile && entry.size !== null && entry.size <= limit ? [{ path, limit }] : [];
  });
  const byPath = grouped(found, ({ finding }) => finding.path);
  const prints = new Map<Finding, string>();
  for await (const content of source.read(requests)) {
    if ('problem' in content) continue;
    const text = decode(content.bytes);
    if (text === null) continue;
    const lines = linesOf(content.path, text);
    const leaks = facts.document(secrets, content.path) ?? [];
    for (const { rule, finding } of byPath.get(content.path) ?? []) {
      const own = lines(finding.cell);
      if (own === null) continue;
      const near = leaks.filter(({ cell }) => cell === finding.cell);
      const excerpt = excerptAt(near.length === 0 ? own : own.map(maskedBy(near)), finding.line);
      const isLeak = near.some(({ line }) => line === finding.line);
      // Beside a credential little of its line is left, so the kind of credential tells, too; unless all of it may be used.
      const named = isLeak && key === '' ? `${rule} ${finding.message.replace(/\d+/g, '#')}` : rule;
      const whole =
        isLeak && key !== '' && excerpt !== null ? { ...excerpt, line: own[finding.line - 1] ?? '' } : excerpt;
      prints.set(finding, fingerprint(named, finding.message, whole, isLeak ? key : ''));
    }
  }
  for (const { rule, finding } of found) {
    if (!prints.has(finding)) prints.set(finding, fingerprint(rule, finding.message, null));
  }
  return prints;
}

/** Nothing of a line is hashed from where a credential begins. */
function maskedBy(leaks: readonly { readonly line: number; readonly column: number }[]) {
  const first = new Map<number, number>();
  for (const { line, column } of leaks) first.set(line, Math.min(column, first.get(line) ?? column));
  return (text: string, index: number): string => {
    const column = first.get(index + 1);
    return column === undefined ? text : text.slice(0, column - 1);
  };
}

function linesOf(path: string, text: string): (cell: number | undefined) => readonly string[] | null {
  if (!isNotebook(path)) {
    const lines = text.split(/\r\n?|\n/);
    return () => lines;
  }
  try {
    const { cells } = notebookOf(text);
    return (cell) => (cell === undefined ? null : (cells[cell]?.source.split('\n') ?? null));
  } catch {
    return () => null;
  }
}

function isNotebook(path: string): boolean {
  return /\.ipynb$/i.test(path);
}
