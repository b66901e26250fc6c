import { line, longest, path as verbatim } from './neutral.ts';

/** A remedy is prose, and sometimes lines to write: those are indented or fenced in it. */
export type RemedyPart =
  | { readonly kind: 'prose'; readonly text: string }
  | { readonly kind: 'code'; readonly lines: readonly string[] };

const mostLines = 40;

/** The parts of a remedy in their order, harmless to show. */
export function remedyParts(fix: string): RemedyPart[] {
  const parts: RemedyPart[] = [];
  let fenced = false;
  for (const raw of fix.slice(0, longest.remedy).split(/\r?\n/).slice(0, mostLines)) {
    if (/^\s*```/.test(raw)) {
      fenced = !fenced;
      continue;
    }
    if (raw.trim() === '') continue;
    const last = parts.at(-1);
    if (fenced || /^(?: {2}|\t)/.test(raw)) {
      const code = verbatim(raw.replace(/^\t/, '  ').trimEnd(), longest.message);
      if (last?.kind === 'code') parts[parts.length - 1] = { kind: 'code', lines: [...last.lines, code] };
      else parts.push({ kind: 'code', lines: [code] });
    } else {
      parts.push({ kind: 'prose', text: line(raw, longest.remedy) });
    }
  }
  return parts.map((part) => (part.kind === 'code' ? { kind: 'code', lines: withoutMargin(part.lines) } : part));
}

function withoutMargin(lines: readonly string[]): string[] {
  const margin = Math.min(...lines.map((text) => text.length - text.trimStart().length));
  return lines.map((text) => text.slice(margin));
}
