import type { Case, Suite } from './suite.ts';

const root = 'src/scicode_lint/patterns';

/**
 * Patterns of https://github.com/authentic-research-partners/scicode-lint: their positive files are to be found and their
 * negative ones to be silent; those that depend on context are left out.
 * @param patterns folder of a pattern → our rules that speak about it
 * @param exclusions `pattern/file` → the reason
 */
export function scicode(
  name: string,
  category: string,
  patterns: Readonly<Record<string, readonly string[]>>,
  exclusions: Readonly<Record<string, string>> = {},
): Suite {
  return {
    name,
    repo: 'authentic-research-partners/scicode-lint',
    least: 0.9,
    cases: (copy) =>
      Object.entries(patterns).flatMap(([pattern, rules]) =>
        copy.list(`${root}/${category}/${pattern}`).flatMap((path): Case[] => {
          const [, kind, file] = /\/test_(positive|negative)\/(\w+\.py)$/.exec(path) ?? [];
          if (file === undefined) return [];
          const excluded = exclusions[`${pattern}/${file}`];
          return [
            {
              name: `${pattern}/${file}`,
              files: { [file.replace(/^test_/, '')]: copy.text(path) },
              rules,
              expected: kind === 'positive' ? 'finding' : 'silent',
              ...(excluded === undefined ? {} : { excluded }),
            },
          ];
        }),
      ),
  };
}
