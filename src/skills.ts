import type { Skill, StackDefinition, StackEntry } from './model.ts';

const mostSuggested = 3;

/**
 * What somebody who looks at a portfolio sees evidence of, by group of the stack, in the order of the definitions. A group
 * without a tool in use names some that would fill it; what is only declared is no evidence.
 */
export function skillsOf(stack: readonly StackEntry[], definitions: readonly StackDefinition[]): readonly Skill[] {
  const groups = new Map<string, string[]>();
  for (const { name, group } of definitions) groups.set(group, [...(groups.get(group) ?? []), name]);
  return [...groups].map(([group, names]) => {
    const shown = stack.filter((entry) => entry.group === group && entry.used).map(({ name }) => name);
    return { group, shown, missing: shown.length > 0 ? [] : names.slice(0, mostSuggested) };
  });
}
