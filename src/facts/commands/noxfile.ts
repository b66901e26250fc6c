import type { Reader } from '../../model.ts';
import { nameOf } from '../patterns.ts';
import type { Expression, Module } from '../python/module.ts';
import { python } from '../python/reader.ts';
import type { Task } from '../tasks.ts';

/** Noxfiles alone, so that CI can be followed without reading all Python of a repository. */
export const noxfile: Reader<Module> = {
  ...python,
  kind: 'noxfile',
  matches: (path) => nameOf(path) === 'noxfile.py',
};

/** Sessions of a noxfile in order, with the commands that are written as text. */
export function noxSessions(module: Module): { readonly tasks: readonly Task[]; readonly defaults: readonly string[] } {
  const sessions = module.scopes.flatMap((scope, index) => {
    const decorator = scope.decorators.find((one) => qualifiedOf(module, one) === 'nox.session');
    if (scope.kind !== 'function' || decorator === undefined) return [];
    const name = keyword(module, decorator, 'name');
    const byDefault = keyword(module, decorator, 'default');
    const called = name?.kind === 'string' ? name.value : scope.name;
    return [
      { index, name: called, line: scope.at.line, hidden: byDefault?.kind === 'constant' && byDefault.value === false },
    ];
  });
  const tasks = sessions.map(({ index, name, line }): Task => {
    const commands: { text: string; line: number }[] = [];
    const needs: string[] = [];
    for (const call of module.calls) {
      if (call.callee.kind !== 'attribute' || !within(module, call.scope, index)) continue;
      const words = leadingStrings(call.arguments);
      if (/^run(?:_always)?$/.test(call.callee.name) && words.length > 0) {
        commands.push({ text: words.map(quoted).join(' '), line: call.at.line });
      } else if (call.callee.name === 'notify') needs.push(...words.slice(0, 1));
    }
    return { runner: 'nox', name, line, needs, commands, directory: null };
  });
  const options = module.assignments.find(({ target }) => target.kind === 'attribute' && target.name === 'sessions');
  const chosen = options?.value.kind === 'sequence' ? stringsOf(options.value.items) : [];
  const shown = sessions.filter(({ hidden }) => !hidden).map(({ name }) => name);
  return { tasks, defaults: chosen.length > 0 ? chosen : shown };
}

function qualifiedOf(module: Module, expression: Expression): string | null {
  if (expression.kind === 'call') return module.calls[expression.call]?.qualified ?? null;
  return expression.kind === 'name' || expression.kind === 'attribute' ? expression.qualified : null;
}

function keyword(module: Module, expression: Expression, name: string): Expression | undefined {
  if (expression.kind !== 'call') return undefined;
  return module.calls[expression.call]?.keywords.find((one) => one.name === name)?.value;
}

function within(module: Module, scope: number, outer: number): boolean {
  for (let at = scope; at > 0; at = module.scopes[at]?.parent ?? 0) if (at === outer) return true;
  return false;
}

function leadingStrings(args: Module['calls'][number]['arguments']): readonly string[] {
  const strings: string[] = [];
  for (const { value, star } of args) {
    if (star !== '' || value.kind !== 'string') break;
    strings.push(value.value);
  }
  return strings;
}

function stringsOf(items: readonly Expression[]): readonly string[] {
  return items.flatMap((item) => (item.kind === 'string' ? [item.value] : []));
}

function quoted(word: string): string {
  return /^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
