import type { Confidence, Facts, Need, Position, Step } from '../model.ts';
import { calledName, callsIn, canMean, functionsByName, type OwnFunction, pathOf } from './functions.ts';
import { memo } from './memo.ts';
import { originsOf } from './origins.ts';
import { api } from './python/api.ts';
import type { Call, Expression, Module } from './python/module.ts';
import { python } from './python/reader.ts';
import { scopesWithin } from './requests/raw.ts';
import { webNeed } from './routes.ts';
import { type Handler, handlersOf, isCached } from './serving/handlers.ts';

/** A model, or what prepares its input, that is loaded again for each request. */
export interface RepeatedLoad {
  readonly path: string;
  readonly at: Position;
  readonly page: boolean;
  readonly confidence: Confidence;
  readonly trace: readonly Step[];
}

const loads = api([
  'joblib.load', 'sklearn.externals.joblib.load', 'pickle.load', 'cloudpickle.load', 'dill.load', 'skops.io.load', 'torch.load', 'torch.jit.load', 'torch.hub.load', 'safetensors.torch.load_file', 'tensorflow.keras.models.load_model', 'keras.models.load_model', 'tensorflow.keras.**load_model', 'keras.**load_model', 'tensorflow.saved_model.load', 'tensorflow_hub.load', 'tensorflow.lite.Interpreter', 'tflite_runtime.interpreter.Interpreter',
  'transformers.*.from_pretrained', 'transformers.pipeline', 'diffusers.*.from_pretrained', 'sentence_transformers.SentenceTransformer', 'sentence_transformers.CrossEncoder', 'peft.*.from_pretrained', 'mlflow.**.load_model', 'mlflow.**.load_checkpoint', 'xgboost.**().load_model', 'lightgbm.Booster', 'catboost.**().load_model', 'onnxruntime.InferenceSession', 'spacy.load', 'whisper.load_model', 'ultralytics.YOLO', 'fasttext.load_model', 'gensim.**.load', 'gensim.**.load_word2vec_format', 'easyocr.Reader', 'paddleocr.PaddleOCR', 'llama_cpp.Llama', 'vllm.LLM', 'fastai.**load_learner', 'bentoml.**.load_model', 'timm.create_model', 'torchvision.models.*', '**.load_from_checkpoint', 'pycaret.**.load_model', 'h2o.load_model', 'ctransformers.**.from_pretrained', 'langchain.**HuggingFaceEmbeddings', 'langchain_huggingface.HuggingFaceEmbeddings', 'langchain_community.**HuggingFaceEmbeddings',
]); // biome-ignore format: a table

export const modelLoadNeeds: readonly Need[] = [
  webNeed,
  {
    reader: python,
    needles: [
      'streamlit', 'gradio', 'joblib.load(', 'joblib&&<load(', 'pickle.load(', 'torch.load(', 'load_model(', '<load_object(', 'SentenceTransformer(', 'InferenceSession(', 'spacy.load(', 'YOLO(', 'load_from_checkpoint(', 'Interpreter(',
    ], // biome-ignore format: a table
  },
];

/** Every such load of the view that a handler reaches, in order. */
export const repeatedLoadsOf: (facts: Facts) => readonly RepeatedLoad[] = memo((facts) => {
  const found = new Map<string, RepeatedLoad>();
  for (const handler of handlersOf(facts).slice(0, mostHandlers)) {
    for (const one of loadsOf(facts, handler)) {
      const key = `${one.path}:${one.at.line}:${one.at.column}`;
      if (!found.has(key)) found.set(key, one);
    }
  }
  return Object.freeze(
    [...found.values()].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.at.line - b.at.line)),
  );
});

const mostHandlers = 500;
const deepest = 3;

function loadsOf(facts: Facts, { module, scope, kind }: Handler): readonly RepeatedLoad[] {
  const found: RepeatedLoad[] = [];
  const seen = new Set<string>();
  const visit = (at: OwnFunction, steps: readonly Step[], depth: number): void => {
    const key = `${at.module.path}:${at.scope}`;
    if (seen.has(key) || depth > deepest) return;
    seen.add(key);
    const scopes = at.scope === 0 ? new Set([0]) : bodyOf(at.module, at.scope);
    for (const call of callsIn(at.module, scopes)) {
      if (isKept(at.module, call)) continue;
      if (call.qualified !== null && loads.matches(call.qualified) && isModelFile(call)) {
        const chosen = kind === 'request' && chosenByClient(facts, at.module, call);
        const sure: Confidence = chosen ? 'hint' : depth === 0 ? 'certain' : 'likely';
        const trace = depth === 0 ? [] : [...steps, { path: at.module.path, ...call.at, message: 'loads' }];
        found.push({ path: at.module.path, at: call.at, page: kind === 'page', confidence: sure, trace });
        continue;
      }
      for (const next of called(facts, at.module, call)) {
        if (isCached(next.module, next.scope) || returnsKept(next)) continue;
        visit(
          next,
          [...steps, { path: at.module.path, ...call.at, message: `calls ${calledName(call) ?? 'it'}` }],
          depth + 1,
        );
      }
    }
  };
  visit({ module, scope }, [], 0);
  return found;
}

/** Scopes of a function, without functions that are declared in it for later. */
function bodyOf(module: Module, scope: number): ReadonlySet<number> {
  const within = new Set([scope]);
  for (const one of scopesWithin(module, scope)) {
    const kind = module.scopes[one]?.kind;
    if (kind === 'comprehension' && within.has(module.scopes[one]?.parent ?? -1)) within.add(one);
  }
  return within;
}

/** A function of the repository by what a call resolves to; by its bare name only where there is just one. */
function called(facts: Facts, module: Module, call: Call): readonly OwnFunction[] {
  const name = calledName(call);
  if (
    name === null ||
    /^(?:get|post|put|load|run|main|close|open|read|write|copy|update|append|fit|transform|save|items|keys|values|print)$/.test(
      name,
    )
  )
    return [];
  const all = (functionsByName(facts).get(name) ?? []).filter((one) => canMean(call, module, one));
  const own = all.filter((one) => one.module === module);
  const candidates = call.qualified?.startsWith('.') === true && own.length > 0 ? own : all;
  return candidates.length > 2
    ? []
    : candidates.filter(
        (one) => !/__call__/.test(one.module.scopes[one.scope]?.name ?? '') || call.callee.kind === 'name',
      );
}

/** Loaded only where there is none yet: below such a test, or where a look-up has failed. */
function isKept(module: Module, { block, scope }: Call): boolean {
  for (let at = block; at >= 0; at = module.blocks[at]?.parent ?? -1) {
    const one = module.blocks[at];
    if (one === undefined || one.scope !== scope) return false;
    if (one.kind === 'except') return true;
    if ((one.kind === 'if' || one.kind === 'else') && one.test !== null && asksForOne(one.test, module)) return true;
    if (one.kind === 'if' && one.test !== null && isMainTest(one.test)) return true;
    if (one.kind === 'else' && one.test === null) return true;
  }
  return false;
}

function asksForOne(test: Expression, module: Module): boolean {
  if (test.kind === 'operation') {
    if (/^(?:is|==|not in|not|is not|in|!=)$/.test(test.operator)) {
      const none = test.operands.some((operand) => operand.kind === 'constant' && operand.value === null);
      return (
        none ||
        test.operator === 'not in' ||
        test.operator === 'in' ||
        (test.operator === 'not' && pathOf(test.operands[0] ?? null) !== null) ||
        (test.operator === 'not' &&
          test.operands[0]?.kind === 'call' &&
          /hasattr|loaded|ready|initiali/i.test(calledName(module.calls[test.operands[0].call] as Call) ?? ''))
      );
    }
    return test.operands.some((operand) => asksForOne(operand, module));
  }
  return test.kind === 'call' && /hasattr|loaded|ready/i.test(calledName(module.calls[test.call] as Call) ?? '');
}

function isMainTest(test: Expression): boolean {
  return test.kind === 'operation' && test.operands.some((one) => one.kind === 'name' && one.name === '__name__');
}

/** A helper that gives back what it has before it loads: `if _model is not None: return _model`. */
function returnsKept({ module, scope }: OwnFunction): boolean {
  return module.returns.some(({ scope: within, block }) => {
    if (within !== scope || block < 0) return false;
    const around = module.blocks[block];
    if (around?.kind === 'try') return true;
    return (
      around?.kind === 'if' && around.test !== null && (asksForOne(around.test, module) || pathOf(around.test) !== null)
    );
  });
}

/** Tables and settings are pickled, too. */
function isModelFile(call: Call): boolean {
  if (!/^(?:pickle|cloudpickle|dill|joblib)\./.test(call.qualified ?? '')) return true;
  const words = [...call.arguments, ...call.keywords].flatMap(({ value }) =>
    value.kind === 'string' ? [value.value] : [pathOf(value) ?? ''],
  );
  return !words.some((word) =>
    /session|cookie|history|users?\b|columns|cache|cart|result|message|embeddings?\b|data(?:frame|set)?\b|(?:^|[/_])df\b/i.test(
      word,
    ),
  );
}

/** Which of many models is loaded is up to the client; keeping all of them may be too much. */
function chosenByClient(facts: Facts, module: Module, call: Call): boolean {
  return [...call.arguments, ...call.keywords].some(({ value }) => {
    const origins = originsOf(facts, module, call.scope, value);
    return origins.has('request') || origins.has('upload');
  });
}
