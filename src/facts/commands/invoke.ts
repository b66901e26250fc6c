import type { Reader } from '../../model.ts';
import { nameOf } from '../patterns.ts';
import type { Expression, Module } from '../python/module.ts';
import { python } from '../python/reader.ts';
import type { Task } from '../tasks.ts';

/** Files of tasks for Invoke and Fabric (https://docs.pyinvoke.org), or a package of them; Celery calls its own files `tasks.py`, too. */
export const invokeFile: Reader<Module> = {
  ...python,
  kind: 'invoke',
  matches: (path) => /^(?:tasks|fabfile)\.py$/.test(nameOf(path)) || /^tasks\/\w+\.py$/.test(path),
};

export const invokeNeedles: readonly string[] = ['invoke', 'fabric'];

/** Texts that tasks give to `c.run(…)`, or to a helper of that name. */
export function invokeCommands(module: Module): readonly { readonly text: string; readonly line: number }[] {
  if (!module.imports.some((one) => /^(?:invoke|fabric)\b/.test(one.module))) return [];
  return module.calls.flatMap(({ callee, arguments: args, at }) => {
    const name = callee.kind === 'attribute' || callee.kind === 'name' ? callee.name : '';
    if (!/^_*(?:run|sudo|local)(?:_\w+)?$/.test(name)) return [];
    return args.flatMap(({ value }) => (value.kind === 'string' ? [{ text: value.value, line: at.line }] : []));
  });
}

/** Tasks of a module in order, by the names that the command line knows them by, with the one that its collection runs by default. */
export function invokeTasks(module: Module): { readonly tasks: readonly Task[]; readonly defaults: readonly string[] } {
  const defaults: string[] = [];
  const commands = invokeCommands(module);
  const tasks = module.scopes.flatMap((scope): Task[] => {
    const decorator = scope.decorators.find((one) =>
      /^(?:invoke|fabric)\.(?:\w+\.)?task$/.test(qualifiedOf(module, one)),
    );
    if (scope.kind !== 'function' || decorator === undefined) return [];
    const call = decorator.kind === 'call' ? module.calls[decorator.call] : undefined;
    const given = (name: string): Expression | undefined => call?.keywords.find((one) => one.name === name)?.value;
    const named = given('name');
    const name = (named?.kind === 'string' ? named.value : scope.name).replaceAll('_', '-');
    const byDefault = given('default');
    if (byDefault?.kind === 'constant' && byDefault.value === true) defaults.push(name);
    const around = [given('pre'), given('post')].flatMap((one) => (one?.kind === 'sequence' ? one.items : []));
    return [
      {
        runner: 'invoke',
        name,
        line: scope.at.line,
        needs: [...(call?.arguments.map(({ value }) => value) ?? []), ...around].flatMap((one) =>
          one.kind === 'name' ? [one.name.replaceAll('_', '-')] : [],
        ),
        commands: commands.filter(({ line }) => line > scope.at.line && line <= scope.endLine),
        directory: null,
      },
    ];
  });
  return { tasks, defaults };
}

function qualifiedOf(module: Module, expression: Expression): string {
  if (expression.kind === 'call') return module.calls[expression.call]?.qualified ?? '';
  return expression.kind === 'name' || expression.kind === 'attribute' ? (expression.qualified ?? '') : '';
}
