import type { Report } from '../src/model.ts';

/** Rules whose findings stand where a credential stands. */
const secretive = ['security/no-secrets', 'security/no-secret-files'];

/** Long strings that mix letters and figures may be keys, whatever the rules say of them. */
const keyLike = /(?=[A-Za-z0-9+/_=-]*[0-9])(?=[A-Za-z0-9+/_=-]*[A-Za-z])[A-Za-z0-9+/_=-]{20,}/g;
const longest = 160;

/** The lines of a file around one of them, with numbers; `null` where they must not be shown. */
export type Excerpt = readonly string[] | null;

/** Files, and notebook cells, in which the report found credentials: nothing of them is ever shown. */
export function withheld(report: Report): ReadonlySet<string> {
  const places = report.rules
    .filter(({ id }) => secretive.includes(id))
    .flatMap(({ findings }) => findings)
    .map(({ path }) => path);
  return new Set(places);
}

/**
 * The lines around a finding.
 * @param text the file; of a notebook, the JSON
 * @param around how many lines to show before and after
 */
export function excerpt(
  text: string,
  at: { readonly path: string; readonly line: number; readonly cell?: number },
  hidden: ReadonlySet<string>,
  around: number,
): Excerpt {
  if (hidden.has(at.path)) return null;
  const lines = (at.cell === undefined ? text : (cellOf(text, at.cell) ?? '')).split(/\r\n|\r|\n/);
  const first = Math.max(1, at.line - around);
  return lines.slice(first - 1, at.line + around).map((line, index) => {
    const number = first + index;
    return `${number === at.line ? '>' : ' '} ${String(number).padStart(5)} | ${harmless(line)}`;
  });
}

function cellOf(text: string, cell: number): string | null {
  try {
    const notebook = JSON.parse(text) as { cells?: { source?: string | string[] }[] };
    return [notebook.cells?.[cell]?.source ?? []].flat().join('');
  } catch {
    return null;
  }
}

/** Without what could be a key or would steer a terminal, and not too long. */
function harmless(line: string): string {
  const shown = line
    .slice(0, 4 * longest)
    .replace(/\t/g, '  ')
    .replace(/\p{C}/gu, '?')
    .replace(keyLike, '…');
  return shown.length > longest ? `${shown.slice(0, longest)} …` : shown;
}
