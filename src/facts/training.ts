import type { Confidence, Facts, Need, Position } from '../model.ts';
import { byName, compiled, factories, methods, preparation, preparing } from './fitters.ts';
import { memo } from './memo.ts';
import type { Call, Expression, Module } from './python/module.ts';
import { python } from './python/reader.ts';

/** A place where code fits a model. */
export interface Training {
  readonly path: string;
  readonly at: Position;
  /** Name for people, such as `scikit-learn`. */
  readonly library: string;
  readonly kind: 'classic' | 'deep';
  readonly confidence: Confidence;
}

export const trainingNeed: Need = {
  reader: python,
  needles: [
    '.fit',
    '.train',
    '.backward(',
    'apply_gradients',
    '.minimize',
    'fine_tune',
    'apply_updates',
    '.learn',
    'cross_val',
    'Word2Vec',
    'Doc2Vec',
    'LdaM',
    'auto_arima',
    'train_supervised',
    'compare_models',
    'create_model',
    'LightningCLI',
    'spacy',
    '.cv(',
  ],
};

/** Every place of the view where code fits a model, in order of path and line. */
export const trainingOf: (facts: Facts) => readonly Training[] = memo((facts) =>
  Object.freeze(facts.documents(python).flatMap(({ value }) => trainingIn(value))),
);

function trainingIn(module: Module): Training[] {
  const imports = module.imports.map((one) => one.module);
  const found: Training[] = [];
  const add = (call: Call, library: string, kind: Training['kind'], confidence: Confidence): void => {
    found.push({ path: module.path, at: call.at, library, kind, confidence });
  };
  for (const call of module.calls) {
    const { qualified } = call;
    if (qualified !== null && !qualified.startsWith('.')) {
      if (preparation.matches(qualified)) continue;
      const fitter = compiled.find(({ pattern }) => pattern.matches(qualified));
      if (fitter !== undefined) {
        add(call, fitter.library, fitter.kind, 'certain');
        continue;
      }
    }
    if (call.callee.kind !== 'attribute') continue;
    const { name, base } = call.callee;
    const method = methods.find((one) => one.name === name && imports.some((from) => one.imports.test(from)));
    if (
      method !== undefined &&
      (method.also === undefined || module.calls.some((other) => attribute(other) === method.also))
    ) {
      add(call, method.library, method.kind, 'certain');
      continue;
    }
    if (qualified !== null && !qualified.startsWith('.') && !factories.matches(qualified)) continue;
    if (qualified?.startsWith('.') === true && definesItself(module, qualified)) continue;
    const receiver = nameOf(base);
    if (receiver === null || preparing.test(receiver)) continue;
    if (call.arguments.length + call.keywords.length < (name === 'train' ? 0 : 1)) continue;
    const likely = byName.find(
      (one) => one.method === name && one.receiver.test(receiver) && imports.some((from) => one.imports.test(from)),
    );
    if (
      likely !== undefined &&
      (likely.library !== 'scikit-learn' ||
        call.arguments.length + call.keywords.length >= 2 ||
        /model|clf|classifier|regress|estimator|pipe|search|grid|svm|tree|forest|knn|kmeans|boost|learner/i.test(
          receiver,
        ))
    ) {
      add(call, likely.library, likely.kind, 'likely');
    }
  }
  return found;
}

/** A class of the module that brings its own method is not trained where the method is called, but inside it. */
function definesItself(module: Module, qualified: string): boolean {
  const own = qualified.slice(1).replace('()', '');
  return module.scopes.some((scope) => scope.kind === 'function' && scope.qualified === own);
}

function attribute(call: Call): string | null {
  return call.callee.kind === 'attribute' ? call.callee.name : null;
}

function nameOf(expression: Expression): string | null {
  if (expression.kind === 'name') return expression.name;
  if (expression.kind === 'attribute') return expression.name;
  if (expression.kind === 'subscript') return nameOf(expression.base);
  return null;
}
