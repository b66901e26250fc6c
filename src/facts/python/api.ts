/** Patterns over qualified names: `*` stands for part of one segment, `**` for anything. */
export interface ApiPattern {
  matches(qualified: string): boolean;
  /** A file that holds none of these strings cannot use what the pattern names. */
  readonly needles: readonly string[];
}

const known = new Map<string, ApiPattern>();

/**
 * Compiles patterns such as `pandas.read_*`, `torch.optim.**().step` or `**.fit_resample`, where `()` marks the result
 * of a call. The needle of a pattern is its longest literal part: however a name is imported or aliased, its last
 * segments stand in the text.
 */
export function api(patterns: readonly string[]): ApiPattern {
  const key = patterns.join('\n');
  let pattern = known.get(key);
  if (pattern === undefined) {
    const expression = new RegExp(`^(?:${patterns.map(source).join('|')})$`);
    pattern = {
      matches: (qualified) => qualified.length < 400 && expression.test(qualified),
      needles: [...new Set(patterns.map(needle))],
    };
    known.set(key, pattern);
  }
  return pattern;
}

function source(pattern: string): string {
  return pattern
    .split(/(\*\*|\*)/)
    .map((part) => (part === '**' ? '.*' : part === '*' ? '[^.()]*' : part.replaceAll(/[.()]/g, '\\$&')))
    .join('');
}

function needle(pattern: string): string {
  const literals = pattern.split(/[*.()]+/).filter((part) => part.length > 1);
  const last = literals.at(-1) ?? '';
  return literals.reduce((best, part) => (part.length > best.length ? part : best), last);
}
