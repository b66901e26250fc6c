import type { TaskFile } from '../tasks.ts';

const recipe = /^@?([A-Za-z_][\w-]*)((?:\s+[$*+]*[\w-]+(?:\s*=\s*(?:'[^']*'|"[^"]*"|[^\s:]+))?)*)\s*:(?!=)\s*([^#]*)/;

/** Recipes of a justfile. Reference: https://just.systems/man/en/ */
export function readJustfile(text: string): Omit<TaskFile, 'kind'> {
  const tasks: {
    runner: 'just';
    name: string;
    line: number;
    needs: string[];
    commands: { text: string; line: number }[];
    directory: null;
  }[] = [];
  let current: (typeof tasks)[number] | null = null;
  let script = false;
  for (const [index, raw] of text.split('\n').entries()) {
    const line = index + 1;
    if (/^\s/.test(raw) && raw.trim() !== '') {
      const last = current?.commands.at(-1);
      if (raw.trim().startsWith('#!')) {
        script = true;
        current?.commands.push({ text: '', line });
      } else if (last !== undefined && (script || last.text.endsWith('\\'))) last.text += `\n${raw.trim()}`;
      else current?.commands.push({ text: raw.trim().replace(/^[@-]+/, ''), line });
      continue;
    }
    if (raw.length > 1000 || raw.trim() === '' || raw.startsWith('#')) continue;
    const [, name, , needs = ''] = recipe.exec(raw) ?? [];
    script = false;
    current = null;
    if (name === undefined) continue;
    current = { runner: 'just', name, line, needs: namesIn(needs), commands: [], directory: null };
    tasks.push(current);
  }
  const [first] = tasks;
  return { tasks, defaults: first === undefined ? [] : [first.name] };
}

/** Dependencies, also those with arguments in parentheses. */
function namesIn(needs: string): string[] {
  return [...needs.matchAll(/\(\s*([\w-]+)[^)]*\)?|([\w-]+)/g)].map(([, called, bare]) => called ?? bare ?? '');
}
