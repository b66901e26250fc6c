import type { Confidence, Facts, Need, Position } from '../model.ts';
import { adviceOnly, type Generator, generators, helpers, noDraw, perCall, shuffled } from './generators.ts';
import { memo } from './memo.ts';
import type { ApiPattern } from './python/api.ts';
import { importGraph, reachedFrom, reaching } from './python/graph.ts';
import type { Call, Expression, Module } from './python/module.ts';
import { python } from './python/reader.ts';
import { type Training, trainingNeed, trainingOf } from './training.ts';

/** One library whose randomness the training code uses. */
export interface Randomness {
  readonly library: string;
  /** Where it is seeded with something that is the same in every run. */
  readonly seeds: readonly { readonly path: string; readonly at: Position }[];
  /** Uses that no seed governs, or all uses where the library is seeded as a whole. */
  readonly uses: readonly {
    readonly path: string;
    readonly at: Position;
    readonly what: string;
    readonly confidence: Confidence;
  }[];
  /** What would seed it. */
  readonly how: string;
}

type Use = Randomness['uses'][number];
type Seed = Randomness['seeds'][number];

export const seedNeed: Need = {
  ...trainingNeed,
  needles: [
    ...(trainingNeed.needles ?? []),
    '<seed(',
    // As a statement: in docstrings of libraries it stands a thousand times.
    '\ntorch.manual_seed(',
    '\n    torch.manual_seed(',
    '\n        torch.manual_seed(',
    '\n\ttorch.manual_seed(',
    '<manual_seed_all(',
    'seed_everything',
    'set_seed',
    'random_seed',
    'numpy&&random.',
    'import random',
    'from random',
    'default_rng',
    'sklearn',
    'imblearn',
    'set_determinism',
    'pandas&&.sample(',
  ],
};

/**
 * What randomness the training code reaches and how each library is seeded. Modules that training imports count with
 * their uses; those that import it (entry points) count with their seeds. Exploratory notebooks beside training
 * scripts give hints only. Libraries that are deterministic by default (LightGBM, `xgb.train`) or seed themselves
 * (Hugging Face's Trainer, Ultralytics, JAX's explicit keys) do not appear.
 */
export const randomnessOf: (facts: Facts) => readonly Randomness[] = memo((facts) => {
  const trainings = trainingOf(facts).filter(({ confidence }) => confidence !== 'hint');
  if (trainings.length === 0) return [];
  const graph = importGraph(facts);
  const start = trainings.map(({ path }) => path);
  const using = reachedFrom(graph, start);
  const seeding = reachedFrom(graph, reaching(graph, start));
  const modules = facts.documents(python).map(({ value }) => value);
  const scripted = modules.some((module) => !module.notebook && start.includes(module.path));
  const confidenceIn = (module: Module): Confidence => (module.notebook && scripted ? 'hint' : 'certain');

  const helped = modules.filter(({ path }) => seeding.has(path)).flatMap((module) => seedsIn(module, helpers));
  const found = generators.map((generator): Randomness => {
    const seeds = modules.filter(({ path }) => seeding.has(path)).flatMap((module) => seedsIn(module, generator.seeds));
    const uses = [
      ...trainings
        .filter(({ library }) => generator.trainers.includes(library))
        .map((one) => trains(one, generator, confidenceIn, modules)),
      ...modules
        .filter(({ path }) => using.has(path))
        .flatMap((module) => drawsIn(module, generator, confidenceIn(module))),
    ];
    return { library: generator.library, how: generator.how, seeds: [...seeds, ...helped], uses };
  });
  const numpy = found.find(({ library }) => library === 'NumPy');
  const globally = (numpy?.seeds ?? []).filter(({ path }) => seeding.has(path));
  found.push(
    scikitLearn(
      modules.filter(({ path }) => using.has(path)),
      globally,
      confidenceIn,
    ),
  );
  return Object.freeze(found.filter(({ uses }) => uses.length > 0));
});

function trains(
  training: Training,
  generator: Generator,
  confidence: (module: Module) => Confidence,
  modules: readonly Module[],
): Use {
  const module = modules.find(({ path }) => path === training.path);
  return {
    path: training.path,
    at: training.at,
    what: `${training.library === generator.library ? generator.library : `${training.library} (${generator.library})`} trains`,
    confidence: module === undefined ? 'certain' : confidence(module),
  };
}

function seedsIn(module: Module, pattern: ApiPattern): Seed[] {
  return module.calls
    .filter(
      (call) =>
        call.qualified !== null &&
        pattern.matches(call.qualified) &&
        (helpers.matches(call.qualified) || isSteady(module, call)),
    )
    .map(({ at }) => ({ path: module.path, at }));
}

/** Seeded with something, and not with the clock. */
function isSteady(module: Module, call: Call): boolean {
  const values = [...call.arguments.map(({ value }) => value), ...call.keywords.map(({ value }) => value)];
  return values.length > 0 && !values.some((value) => isNone(value) || readsClock(module, value));
}

function isNone(value: Expression): boolean {
  return value.kind === 'constant' && value.value === null;
}

const clock = /^(time\.(time|time_ns|perf_counter)|datetime\..*now|os\.(getpid|urandom))$/;

function readsClock(module: Module, value: Expression): boolean {
  switch (value.kind) {
    case 'call': {
      const call = module.calls[value.call];
      if (call === undefined) return false;
      return clock.test(call.qualified ?? '') || call.arguments.some((argument) => readsClock(module, argument.value));
    }
    case 'operation':
      return value.operands.some((operand) => readsClock(module, operand));
    default:
      return false;
  }
}

function drawsIn(module: Module, generator: Generator, confidence: Confidence): Use[] {
  return module.calls
    .filter(({ qualified }) => qualified !== null && generator.draws.matches(qualified) && !noDraw.matches(qualified))
    .filter((call) => !waits(call, module))
    .map(({ at, qualified }) => ({ path: module.path, at, what: `${qualified} is drawn`, confidence }));
}

/** How long something sleeps or waits for its next try changes no model. */
function waits(draw: Call, module: Module): boolean {
  const slept = module.calls.filter(({ qualified }) => qualified === 'time.sleep' || qualified === 'asyncio.sleep');
  if (slept.length === 0) return false;
  const holds = (value: Expression, depth = 0): boolean => {
    if (depth > 8) return false;
    if (value.kind === 'call') {
      const call = module.calls[value.call];
      return value.call === draw.index || (call?.arguments.some((one) => holds(one.value, depth + 1)) ?? false);
    }
    return value.kind === 'operation' && value.operands.some((operand) => holds(operand, depth + 1));
  };
  const names = new Set(
    module.assignments
      .filter(({ scope, value }) => scope === draw.scope && holds(value))
      .flatMap(({ target }) => (target.kind === 'name' ? [target.name] : [])),
  );
  const named = (value: Expression): boolean =>
    (value.kind === 'name' && names.has(value.name)) || (value.kind === 'operation' && value.operands.some(named));
  return slept.some((call) =>
    call.arguments.some(({ value }) => holds(value) || (call.scope === draw.scope && named(value))),
  );
}

function scikitLearn(
  modules: readonly Module[],
  globally: readonly Seed[],
  confidenceIn: (module: Module) => Confidence,
): Randomness {
  const seeds: Seed[] = [];
  const uses: Use[] = [];
  for (const module of modules) {
    for (const call of module.calls) {
      const { qualified } = call;
      if (samplesRows(call, module)) {
        const state = call.keywords.find(({ name }) => name === 'random_state')?.value;
        if (state !== undefined && !isNone(state) && !readsClock(module, state)) continue;
        uses.push({
          path: module.path,
          at: call.at,
          what: 'a sample of rows draws at random',
          confidence: confidenceIn(module),
        });
        continue;
      }
      if (qualified === null) continue;
      const advice = adviceOnly.matches(qualified);
      if (!advice && !perCall.matches(qualified) && !(shuffled.matches(qualified) && isTrue(call, 'shuffle'))) continue;
      if (hasStars(call) || isFalse(call, 'shuffle')) continue;
      const state = call.keywords.find(({ name }) => name === 'random_state' || name === 'seed')?.value;
      if (state !== undefined && !isNone(state) && !readsClock(module, state))
        seeds.push({ path: module.path, at: call.at });
      else {
        const what = `${qualified.split('.').at(-1)} draws at random`;
        uses.push({ path: module.path, at: call.at, what, confidence: advice ? 'hint' : confidenceIn(module) });
      }
    }
  }
  const governed = uses.every(({ confidence }) => confidence === 'hint') ? seeds : globally;
  return {
    library: 'scikit-learn',
    how: 'random_state',
    seeds: governed,
    uses: uses.length > 0 ? uses : seeds.map((seed) => ({ ...seed, what: 'a seeded call', confidence: 'certain' })),
  };
}

/** `frame.sample(frac=0.5)` that is used, rather than looked at. */
function samplesRows(call: Call, module: Module): boolean {
  if (call.callee.kind !== 'attribute' || call.callee.name !== 'sample' || call.statement || hasStars(call))
    return false;
  if (!call.keywords.some(({ name }) => name === 'frac' || name === 'n')) return false;
  if (!module.imports.some(({ module: from }) => from === 'pandas' || from.startsWith('pandas.'))) return false;
  if (call.qualified !== null && !/^(?:pandas\.|\.)/.test(call.qualified)) return false;
  return !module.calls.some(
    (other) =>
      /^(?:print|display|IPython\.display\.display|streamlit\.\w+)$/.test(other.qualified ?? '') &&
      other.arguments.some(({ value }) => value.kind === 'call' && value.call === call.index),
  );
}

/** Arguments that come from elsewhere may hold the seed. */
function hasStars(call: Call): boolean {
  return call.arguments.some(({ star }) => star !== '');
}

function isTrue(call: Call, name: string): boolean {
  const value = call.keywords.find((keyword) => keyword.name === name)?.value;
  return value?.kind === 'constant' && value.value === true;
}

function isFalse(call: Call, name: string): boolean {
  const value = call.keywords.find((keyword) => keyword.name === name)?.value;
  return value?.kind === 'constant' && value.value === false;
}
