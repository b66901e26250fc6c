import type { Facts, Need } from '../../model.ts';
import { memo } from '../memo.ts';
import type { Module } from '../python/module.ts';
import { python } from '../python/reader.ts';
import { type Flaw, Leaks } from './leaks.ts';
import { Machine } from './machine.ts';
import { compare } from './program.ts';
import { Repository } from './repository.ts';
import { thingOf, type Value } from './values.ts';

/** What must be gathered for `flawsOf`: code that splits rows, or that fits something on them. */
export const flowNeed: Need = {
  reader: python,
  needles: [
    '.fit_transform',
    '.fit_resample(',
    '.fit_sample(',
    'fit_on_texts(',
    '<train_test_split(',
    '<cross_val_',
    '<cross_validate(',
    'randomSplit(',
    '<random_split(',
    'sklearn&&.fit(',
    'imblearn&&.fit(',
    'pyspark&&.fit(',
    'keras&&.fit(',
    'xgboost&&.fit(',
    'lightgbm&&.fit(',
    'catboost&&.fit(',
    'preprocessing&&scale(',
  ],
};

const matters =
  /^(?:fit|fit_transform|fit_resample|fit_sample|fit_on_texts|train_test_split|cross_val_score|cross_validate|cross_val_predict|randomSplit|random_split|split|scale|minmax_scale|train)$/;

/** Flaws in how data flow from reading to judging, in order of path and place. */
export const flawsOf: (facts: Facts) => readonly Flaw[] = memo((facts) => {
  const modules = facts.documents(python).map(({ value }) => value);
  return flawsIn(modules);
});

/** The same over modules that were parsed already. */
export function flawsIn(modules: readonly Module[]): readonly Flaw[] {
  const leaks = new Leaks();
  const machine = new Machine(new Repository(modules), leaks);
  const worth = modules.filter(isWorth);
  for (const module of worth) machine.bounded(() => machine.moduleNames(module));
  for (const module of worth) alone(machine, module);
  return [...leaks.finish()].sort((a, b) =>
    a.at.path < b.at.path ? -1 : a.at.path > b.at.path ? 1 : compare(a.at, b.at),
  );
}

function isWorth(module: Module): boolean {
  return module.calls.some(
    ({ callee }) => (callee.kind === 'attribute' || callee.kind === 'name') && matters.test(callee.name),
  );
}

/** Functions and methods that nothing called, with parameters of which nothing is known. */
function alone(machine: Machine, module: Module): void {
  const wanted = new Set<number>();
  for (const { callee, scope } of module.calls) {
    if (!((callee.kind === 'attribute' || callee.kind === 'name') && matters.test(callee.name))) continue;
    for (let at = scope; at > 0; at = module.scopes[at]?.parent ?? 0)
      if (module.scopes[at]?.kind === 'function') wanted.add(at);
  }
  withCallers(module, wanted);
  const called = new Set(
    module.calls.map(({ callee }) => (callee.kind === 'name' || callee.kind === 'attribute' ? callee.name : '')),
  );
  const order = [...module.scopes.entries()].filter(([, { kind, parent }]) => {
    const around = module.scopes[parent]?.kind;
    return kind === 'function' && (around === 'module' || around === 'class');
  });
  const instances = new Map<number, ReturnType<typeof thingOf>>();
  const run = (only: (index: number, name: string) => boolean): void => {
    for (const [index, { name, parent }] of order) {
      if (machine.visited.has(`${module.path}:${index}`) || !only(index, name)) continue;
      machine.bounded(() => {
        const isMethod = module.scopes[parent]?.kind === 'class';
        let self: ReturnType<typeof thingOf> | null = null;
        if (isMethod) {
          self = instances.get(parent) ?? null;
          if (self === null) {
            self = thingOf(null, { own: { kind: 'definition', module, scope: parent, closure: null, self: null } });
            instances.set(parent, self);
            const begin = machine.repository.defined(module, parent, '__init__');
            if (begin !== null)
              machine.call(
                { kind: 'definition', module, scope: begin, closure: null, self: null },
                new Map<string, Value>(),
                self,
              );
          }
        }
        machine.call(
          { kind: 'definition', module, scope: index, closure: null, self: null },
          new Map<string, Value>(),
          self,
        );
      });
    }
  };
  run((index, name) => wanted.has(index) && !called.has(name));
  run((index) => wanted.has(index));
}

/** Adds the functions that call one of them, over a few levels: what they pass on tells more than a parameter. */
function withCallers(module: Module, wanted: Set<number>): void {
  for (let round = 0; round < 4; round++) {
    const names = new Set([...wanted].map((index) => module.scopes[index]?.name ?? ''));
    const before = wanted.size;
    for (const { callee, scope } of module.calls) {
      if (!((callee.kind === 'name' || callee.kind === 'attribute') && names.has(callee.name))) continue;
      for (let at = scope; at > 0; at = module.scopes[at]?.parent ?? 0)
        if (module.scopes[at]?.kind === 'function') wanted.add(at);
    }
    if (wanted.size === before) return;
  }
}
