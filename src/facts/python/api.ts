/** Patterns over qualified names: `*` stands for part of one segment, `**` for anything. */
export interface ApiPattern {
  matches(qualified: string): boolean;
  /** First segments of what can match; `null` where a pattern begins with a wildcard. */
  readonly roots: readonly string[] | null;
  /** A text that holds none of these cannot hold a name that matches. */
  readonly needles: readonly string[];
  /** Python code that holds none of these cannot call what the pattern names. */
  readonly callNeedles: readonly string[];
}

const known = new Map<string, ApiPattern>();

/**
 * Compiles patterns such as `pandas.read_*`, `torch.optim.**().step` or `**.fit_resample`, where `()` marks the result
 * of a call. A needle is the longest literal part. To call something, code has to name its package in an import and to
 * write its last name before a parenthesis or, for an alias, before `as`.
 */
export function api(patterns: readonly string[]): ApiPattern {
  const key = patterns.join('\n');
  let pattern = known.get(key);
  if (pattern === undefined) {
    const expression = new RegExp(`^(?:${patterns.map(source).join('|')})$`);
    pattern = {
      matches: (qualified) => qualified.length < 400 && expression.test(qualified),
      roots: rootsOf(patterns),
      needles: [...new Set(patterns.map(needle))],
      callNeedles: [...new Set(patterns.flatMap(callNeedles))],
    };
    known.set(key, pattern);
  }
  return pattern;
}

function rootsOf(patterns: readonly string[]): readonly string[] | null {
  const roots = patterns.map((pattern) => /^[^.()]*/.exec(pattern)?.[0] ?? '');
  return roots.some((root) => root.includes('*')) ? null : [...new Set(roots)];
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

function callNeedles(pattern: string): readonly string[] {
  const segments = pattern.replaceAll('()', '').split('.');
  const last = segments.pop() ?? '';
  const literals = segments.filter((segment) => segment !== '' && !segment.includes('*'));
  const after = (end: string) => [...literals, end].join('&&');
  if (!last.includes('*')) return [after(`<${last}(`), after(`<${last} as`)];
  const part = needle(last);
  return [part === '' ? literals.join('&&') : after(part)];
}
