import { api } from '../facts/python/api.ts';
import { callsOf } from '../facts/python/calls.ts';
import type { Call, Expression, Module } from '../facts/python/module.ts';
import { python } from '../facts/python/reader.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

type Options = Readonly<Record<string, never>>;

const logging = api([
  'mlflow.log_artifact',
  'mlflow.log_artifacts',
  'mlflow.log_table',
  '**().log_artifact',
  '**().log_artifacts',
]);
const artifacts = api(['wandb.Artifact', 'wandb.sdk.**.Artifact']);
const data =
  /(?:^|[\W_\d])(?:data|datasets?|features?|train|training|raw|processed|prepared|clean(?:ed)?|splits?|corpus|samples?|[xy]_train|[xy]_test)(?:$|[\W_\d])|\.(?:csv|parquet|feather|npy|npz|jsonl)$/i;
/** What comes out of a run rather than what goes into it. */
const result =
  /predict|metric|result|report|plot|fig|importance|confusion|eval|param|score|drift|summar|schema|image|\.png|\.html|\.json$|log(?:s|ger)?(?:$|\W)|model|checkpoint|weights|config|columns?(?:$|\W|_)|names?(?:$|\W|_)/i;

/** Only what says in its own words that it is data: the name of a file, of a constant or of the kind of artifact. */
export const loggedDataset: Probe<Options> = {
  about:
    'data that code logs as artifacts of MLflow or Weights & Biases, so that each run names the data it made or used',
  options: { type: 'object', additionalProperties: false },
  needs: () => [{ reader: python, needles: ['mlflow&&log_artifact', 'mlflow&&log_table', 'wandb&&Artifact('] }],
  run: (facts) => ({
    seen: [
      ...callsOf(facts, logging).filter(({ module, call }) => tracks(module) && isData(call.arguments[0]?.value)),
      ...callsOf(facts, artifacts).filter(({ call }) => isData(typeOf(call))),
    ].map(({ module, call }) => finding(module.path, call.at, 'logs data as an artifact')),
  }),
};

function tracks(module: Module): boolean {
  return module.imports.some((one) => one.module.split('.')[0] === 'mlflow');
}

function typeOf({ arguments: list, keywords }: Call): Expression | undefined {
  return keywords.find(({ name }) => name === 'type')?.value ?? list[1]?.value;
}

function isData(expression: Expression | undefined): boolean {
  const words = expression === undefined ? [] : wordsOf(expression, 0);
  return words.some((word) => data.test(word)) && !words.some((word) => result.test(word));
}

function wordsOf(expression: Expression, depth: number): readonly string[] {
  if (depth > 6) return [];
  switch (expression.kind) {
    case 'string':
      return [expression.value, ...(expression.parts ?? []).flatMap((one) => wordsOf(one, depth + 1))];
    case 'name':
      return [expression.name];
    case 'attribute':
      return [expression.name];
    case 'operation':
      return expression.operands.flatMap((one) => wordsOf(one, depth + 1));
    default:
      return [];
  }
}
