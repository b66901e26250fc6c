import type { Reader } from '../model.ts';
import { nameOf } from './patterns.ts';

const named =
  /(?:metric|score|result|eval|report|performance|leaderboard|benchmark|accuracy|summary|baseline|comparison|cv_|test_|val_|train_|training|history)/i;
const ending = /\.(?:json|jsonl|ya?ml|csv|tsv|txt|md|html|tex)$/i;
/** What is called like results in folders of code, data and settings is something else. */
const elsewhere =
  /(?:^|\/)(?:\.github|node_modules|configs?|conf|data|datasets?|tests?|requirements[^/]*|package(?:-lock)?\.json|static|templates|docs\/api|locales?|i18n|schema[^/]*|prompts?)(?:\/|$)/i;
/** Trackers that keep their runs as files. */
const run = /(?:^|\/)(?:mlruns|mlartifacts)\/(?:.+\/)?metrics\/[^/]+$/;
const measured =
  /(?<![A-Za-z0-9])["']?(?:\w{1,40}[_ ./-])?(?:accuracy|acc|precision|recall|f1|f1[_-]?score|auc|auroc|roc[_-]?auc|rmse|rmsle|mse|mae|mape|r2|r2[_-]?score|loss|score|map\S{0,10}|m?iou|dice|bleu\S{0,4}|rouge\S{0,4}|wer|cer|psnr|ssim|fid|perplexity|ppl|ndcg\S{0,5}|mrr|kappa|mcc|log[_-]?loss|error|support|reward|return)(?:[_ ./@-]\w{1,40})?["']?\s{0,20}(?:[:=|,;]|<\/t[dh]>)\s*["']?\s*(?:<t[dh][^>]{0,60}>)?-?\d/i;
/** A table of numbers whose columns are called like metrics. */
const header =
  /^[^\n]{0,2000}(?<![A-Za-z])(?:accuracy|acc|precision|recall|f1|f1[_ -]?score|auc|roc[_ -]?auc|rmse|rmsle|mse|mae|mape|r2|loss|score|map|iou|dice|bleu|wer|cer|ppl|perplexity|reward)(?![a-z])[^\n]{0,2000}\n[^\n]{0,2000}\d/i;

/** In folders of data only the table of a training, which counts its epochs, is no data set. */
const dataFolder = /(?:^|\/)(?:data|datasets?)(?=\/)/i;
const epochs = /^[^\n,;\t]{0,20}[,;\t]?"?(?:epochs?|episodes?|iterations?)"?\s*[,;\t]/i;

export interface MetricsFile {
  readonly line: number;
}

const largest = 300_000;

/** Committed files that record values of metrics: of evaluation scripts, trackers and reports. */
export const metricsFile: Reader<MetricsFile> = {
  kind: 'metrics-file',
  cap: 'text',
  textOnly: true,
  fits: (size) => size !== null && size > 0 && size < largest,
  matches: (path) =>
    run.test(path) ||
    (ending.test(path) &&
      named.test(nameOf(path)) &&
      (!elsewhere.test(path) || (/\.[ct]sv$/i.test(path) && !elsewhere.test(withoutDataFolder(path))))),
  parse: ({ path, text }) => {
    if (run.test(path)) return /^\d+ -?[\d.]/.test(text) ? { value: { line: 1 } } : null;
    if (elsewhere.test(path)) return epochs.test(text) && header.test(text) ? { value: { line: 1 } } : null;
    const match = measured.exec(text);
    if (match !== null) return { value: { line: text.slice(0, match.index).split('\n').length } };
    return /\.(?:csv|tsv|txt|md)$/i.test(path) && header.test(text) ? { value: { line: 1 } } : null;
  },
};

function withoutDataFolder(path: string): string {
  return path.replace(dataFolder, '').replace(/^\//, '');
}
