import type { Reader } from '../../model.ts';
import { nameOf } from '../patterns.ts';
import type { Module } from '../python/module.ts';
import { python } from '../python/reader.ts';

/** Files of tasks for Invoke and Fabric (https://docs.pyinvoke.org); Celery calls its own files `tasks.py`, too. */
export const invokeFile: Reader<Module> = {
  ...python,
  kind: 'invoke',
  matches: (path) => /^(?:tasks|fabfile)\.py$/.test(nameOf(path)),
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
