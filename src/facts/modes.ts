import type { Confidence, Facts, Need, Position } from '../model.ts';
import { lastOf, pathOf, receiverOf } from './functions.ts';
import { memo } from './memo.ts';
import { layerNeedles, moodyLayers } from './modes/layers.ts';
import { predictionsIn } from './modes/predictions.ts';
import { relapsesIn } from './modes/relapses.ts';
import { entersEvaluation, isSwitched } from './modes/switches.ts';
import type { Module } from './python/module.ts';
import { python } from './python/reader.ts';

/** A place that shows whether networks are switched between training and evaluation. */
export interface ModePlace {
  readonly path: string;
  readonly at: Position;
  readonly what: 'switched' | 'unswitched' | 'relapse';
  readonly confidence: Confidence;
}

const bodies = [
  'eval',
  'valid',
  'test',
  'predict',
  'infer',
  'score',
  'run',
  'encode',
  'embed',
  'extract',
  'classif',
  'detect',
  'serve',
  'analy',
];
export const modeNeeds: readonly Need[] = [
  {
    reader: python,
    needles: [
      'torch&&.eval()',
      'with torch.no_grad',
      'with torch.inference_mode',
      'with no_grad()',
      'with inference_mode()',
      ...bodies.flatMap((name) => ['', '    '].map((indent) => `torch&&()\n${indent}def ${name}`)),
      '.train(False)',
      'set_grad_enabled',
    ],
  },
  { reader: moodyLayers, needles: layerNeedles },
];

const torch = /^(?:torch|torchvision|pytorch_lightning|lightning|transformers|timm|fastai|accelerate|ignite)(?:\.|$)/;

/** Places of the view where the mode matters, in order of path. */
export const modePlacesOf: (facts: Facts) => readonly ModePlace[] = memo((facts) => {
  const layersAround = facts.documents(moodyLayers).length > 0;
  return Object.freeze(facts.documents(python).flatMap(({ value }) => placesIn(facts, value, layersAround)));
});

function placesIn(facts: Facts, module: Module, layersAround: boolean): ModePlace[] {
  if (module.imports.length > 0 && !module.imports.some(({ module: from }) => torch.test(from))) return [];
  const { path } = module;
  const switched = module.calls
    .filter((call) => entersEvaluation(call) && isNetwork(lastOf(pathOf(receiverOf(call)))))
    .map(({ at }): ModePlace => ({ path, at, what: 'switched', confidence: 'certain' }));
  const predicted = predictionsIn(facts, module, layersAround).flatMap(({ at, scope, model, moody }): ModePlace[] => {
    if (isSwitched(facts, module, scope, model)) return [{ path, at, what: 'switched', confidence: 'certain' }];
    return [{ path, at, what: 'unswitched', confidence: moody }];
  });
  const relapses = relapsesIn(facts, module).map(
    ({ at, confidence }): ModePlace => ({ path, at, what: 'relapse', confidence }),
  );
  return [...switched, ...predicted, ...relapses];
}

/** Frames have an `eval`, too. */
function isNetwork(name: string | null): boolean {
  return name === null || !/^(?:df|frame|data|pd|expr|sympy|ast|tf|sess)$/.test(name);
}
