import picomatch from 'picomatch';
import type { RuleBook } from '../model.ts';
import { UsageError } from '../surface/exit.ts';
import { unknownRule } from '../surface/words.ts';

/**
 * The rules that `--only` and `--skip` leave. Both take ids, categories and globs over ids; `--skip` wins.
 * @returns `undefined` where all are left
 * @throws UsageError for a word that fits no rule, and where nothing is left
 */
export function selection(
  book: RuleBook,
  only: readonly string[],
  skip: readonly string[],
): ((rule: string) => boolean) | undefined {
  if (only.length === 0 && skip.length === 0) return undefined;
  const ids = book.rules.map(({ id }) => id);
  const matching = (patterns: readonly string[]): Set<string> => {
    const found = new Set<string>();
    for (const pattern of patterns) {
      const matches = picomatch(pattern);
      const fits = ids.filter((id) => matches(id) || id.startsWith(`${pattern}/`));
      if (fits.length === 0) throw new UsageError(unknownRule(pattern, ids));
      for (const id of fits) found.add(id);
    }
    return found;
  };
  const wanted = only.length === 0 ? new Set(ids) : matching(only);
  for (const id of matching(skip)) wanted.delete(id);
  if (wanted.size === 0) throw new UsageError('--only and --skip leave no rule');
  return (rule) => wanted.has(rule);
}
