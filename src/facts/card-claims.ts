import type { Facts, Need } from '../model.ts';
import { globs } from './globs.ts';
import { isHyperParameter } from './hyper-parameters.ts';
import { type Markdown, markdown } from './markdown.ts';
import { memo } from './memo.ts';
import { python } from './python/reader.ts';
import { type Setting, settings } from './settings.ts';
import { trainingNeed } from './training.ts';

/** A figure of a model card, compared with the one value that the repository records under that name. */
export interface CardClaim {
  readonly path: string;
  readonly line: number;
  /** `accuracy`, `learning rate`: as a person would say it. */
  readonly name: string;
  /** Where the value that it is compared with stands. */
  readonly source: string;
  readonly sourceLine: number;
  readonly agrees: boolean;
}

const cards = ['*model*card*.md', 'modelcard*.md', 'model_cards/**/*.md', '**/model_cards/**/*.md', 'README.md'];
const isCardPath = globs(cards.slice(0, 4));
const metricPaths = [
  '*metrics*.json',
  '*scores*.json',
  '*evaluation*.json',
  '*results*.json',
  '*metrics*.y*ml',
  '*scores*.y*ml',
];
const parameterPaths = [
  'params*.y*ml',
  '*config*.y*ml',
  'conf/**/*.y*ml',
  'configs/**/*.y*ml',
  '*hyper*param*.{json,y*ml}',
  '*config*.json',
  '*.toml',
];
const isMetrics = globs(metricPaths);
const isParameters = globs(parameterPaths);

export const cardNeeds: readonly Need[] = [
  { reader: markdown, paths: cards },
  { reader: settings, paths: [...metricPaths, ...parameterPaths] },
  trainingNeed,
];

const metric =
  /^(?:test |val |validation |eval |holdout |mean |overall |macro |weighted )?(accuracy|precision|recall|f1|f1 score|f1 macro|macro f1|roc auc|auc|auroc|average precision|rmse|mse|mae|mape|r2|r2 score|log loss|perplexity|wer|cer|bleu|loss)$/;
const parameter =
  /^(?:random seed|random state|seed|learning rate|lr|epochs|num epochs|batch size|weight decay|dropout|max depth|n estimators|num leaves|alpha|momentum|max length|warmup steps)$/;
const synonyms: Readonly<Record<string, string>> = {
  lr: 'learning rate', 'random seed': 'seed', 'random state': 'seed', 'num epochs': 'epochs', 'f1 score': 'f1', 'r2 score': 'r2', auc: 'roc auc', auroc: 'roc auc', 'macro f1': 'f1 macro', 'num train epochs': 'epochs', 'n epochs': 'epochs', 'max epochs': 'epochs', 'train batch size': 'batch size', 'max seq length': 'max length',
}; // biome-ignore format: a table

interface Value {
  readonly number: number;
  readonly path: string;
  readonly line: number;
}

interface Claim {
  readonly name: string;
  readonly kind: 'metric' | 'parameter';
  /** As written: its decimals tell how exact it wants to be. */
  readonly written: string;
  readonly percent: boolean;
  readonly line: number;
}

/**
 * Figures of model cards of which the repository records exactly one value elsewhere: in metrics files, settings or the code that trains.
 * What the card says twice, or the repository in two ways, is left out, for it may be about another model or split.
 */
export const cardClaimsOf: (facts: Facts) => readonly CardClaim[] = memo((facts) => {
  const all = facts.documents(markdown).filter(({ path, value }) => isCardPath(path) || isHubCard(value));
  if (all.length !== 1 || all[0] === undefined) return [];
  const [{ path, value }] = all as [(typeof all)[number]];
  const metrics = recordedIn(facts, isMetrics, metric);
  const parameters = merged(recordedIn(facts, isParameters, parameter), codeValues(facts));
  return claimsOf(value).flatMap((claim, _, claims): CardClaim[] => {
    if (claims.some((other) => other !== claim && other.name === claim.name && other.written !== claim.written))
      return [];
    const recorded = (claim.kind === 'metric' ? metrics : parameters).get(claim.name) ?? [];
    const [first] = recorded;
    if (first === undefined) return [];
    const agrees = recorded.find(({ number }) => isSame(claim, number));
    if (agrees === undefined && new Set(recorded.map(({ number }) => number)).size > 1) return [];
    const other = agrees ?? first;
    return [
      {
        path,
        line: claim.line,
        name: claim.name,
        source: other.path,
        sourceLine: other.line,
        agrees: agrees !== undefined,
      },
    ];
  });
});

function isHubCard({ frontMatter }: Markdown): boolean {
  return frontMatter !== null && ('model-index' in frontMatter || 'library_name' in frontMatter);
}

/** Items `name: value` and rows of two cells, outside what is only an example. */
function claimsOf({ paragraphs, tables }: Markdown): readonly Claim[] {
  const pairs: { readonly name: string; readonly value: string; readonly line: number }[] = [];
  for (const { kind, text, line } of paragraphs) {
    if (kind !== 'item' || text.length > 120) continue;
    const pair = /^\**([A-Za-z][\w \-()²]{0,40}?)\**\s*[:=]\s*\**\s*(\S.*)$/.exec(text);
    if (pair !== null) pairs.push({ name: pair[1] ?? '', value: pair[2] ?? '', line });
  }
  for (const { rows, line } of tables) {
    if (rows.some((cells) => cells.length !== 2)) continue;
    for (const [index, cells] of rows.entries())
      pairs.push({ name: cells[0] ?? '', value: cells[1] ?? '', line: line + (index === 0 ? 0 : index + 1) });
  }
  return pairs.flatMap(({ name, value, line }) => {
    const figure = /^[`*~≈]*\s*(-?\d{1,9}(?:\.\d{1,8})?(?:e-?\d{1,3})?)\s*(%?)[`*]*(?:\s*\(.*\)|\s+\w.*)?$/i.exec(
      value.trim(),
    );
    const plain = plainName(name);
    const kind = metric.test(plain) ? 'metric' : parameter.test(plain) ? 'parameter' : null;
    if (figure === null || kind === null || /±|\+\/-|–/.test(value)) return [];
    return [{ name: synonyms[plain] ?? plain, kind, written: figure[1] ?? '', percent: figure[2] === '%', line }];
  });
}

function plainName(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/\(.*\)/, '')
    .replace('²', '2')
    .replace(/[^A-Za-z0-9]+/g, ' ')
    .trim()
    .toLowerCase();
}

type Recorded = ReadonlyMap<string, readonly Value[]>;

function recordedIn(facts: Facts, wanted: (path: string) => boolean, known: RegExp): Recorded {
  const found = new Map<string, Value[]>();
  for (const { path, value } of facts.documents(settings)) {
    if (!wanted(path)) continue;
    for (const one of value) add(found, known, one, path);
  }
  return found;
}

function add(found: Map<string, Value[]>, known: RegExp, { key, text, line }: Setting, path: string): void {
  const number = Number(text);
  if (text === '' || !Number.isFinite(number)) return;
  const [last = '', before = ''] = key.split('.').reverse();
  // DVC and scikit-learn write `test: {accuracy: 0.9}` and `accuracy: {value: 0.9}`.
  const plain = plainName(last === 'value' || last === 'mean' ? before : last);
  if (!known.test(plain)) return;
  const name = synonyms[plain] ?? plain;
  found.set(name, [...(found.get(name) ?? []), { number, path, line }]);
}

/** Numbers that the code that trains passes or assigns under the name of a parameter. */
function codeValues(facts: Facts): Recorded {
  const found = new Map<string, Value[]>();
  const put = (name: string, number: number, path: string, line: number): void => {
    const plain = plainName(name);
    if (!parameter.test(plain) && !isHyperParameter(name)) return;
    const key = synonyms[plain] ?? plain;
    found.set(key, [...(found.get(key) ?? []), { number, path, line }]);
  };
  for (const { path, value: module } of facts.documents(python)) {
    for (const { target, value, at } of module.assignments)
      if (target.kind === 'name' && value.kind === 'number') put(target.name, value.value, path, at.line);
    for (const { keywords } of module.calls)
      for (const { name, value } of keywords) if (value.kind === 'number') put(name, value.value, path, value.at.line);
  }
  return found;
}

function merged(one: Recorded, other: Recorded): Recorded {
  const all = new Map(one);
  for (const [name, values] of other) all.set(name, [...(all.get(name) ?? []), ...values]);
  return all;
}

/** Equal as far as the card is exact; a percentage and a share of one are the same. */
function isSame({ written, percent, kind }: Claim, number: number): boolean {
  const claimed = Number(written);
  const decimals = /\.(\d+)$/.exec(written)?.[1]?.length ?? 0;
  const unit = 10 ** -decimals;
  const near = (a: number, b: number, by: number) => Math.abs(a - b) < by * 1.001;
  if (kind === 'parameter')
    return (
      Math.abs(claimed - number) <= Math.abs(number) * 1e-9 || near(claimed, number, decimals > 0 ? unit / 2 : 1e-9)
    );
  const candidates = percent || claimed > 1 ? [number, number * 100] : [number, number / 100];
  return candidates.some((candidate) => near(claimed, candidate, unit));
}
