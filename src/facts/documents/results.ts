import type { Facts, Need } from '../../model.ts';
import { globs } from '../globs.ts';
import { type Markdown, markdown } from '../markdown.ts';
import { unwritten } from '../phrases.ts';
import { type Page, pagesOf } from './pages.ts';

export interface Result {
  readonly path: string;
  readonly line: number;
  readonly what: string;
}

const most = 20;
const docs = ['/docs/**', '/doc/**'];
const inDocs = globs(docs);

/** Tables deeper in the docs, such as those of a model zoo. */
export const resultNeed: Need = {
  reader: markdown,
  paths: docs,
  needles: [
    'mIoU',
    'mAP',
    'Top-1',
    'Top1',
    'top-1',
    'BLEU',
    'PSNR',
    'pixAcc',
    'Accuracy |',
    'accuracy |',
    'Acc |',
    'F1 |',
    'AUC |',
    'RMSE |',
    'WER |',
    'Accuracy  ',
  ],
};

/** Names of measures, and words that stand for one, in the languages READMEs are written in. */
const measure =
  '(?:accurac(?:y|ies)|acc|precision|recall|sensitivity|specificity|f-?[12β](?:[ -]?(?:score|measure|macro|micro))?|f1|auc|auroc|auprc|roc[ -]?auc|roc|map|mAP\\S*|[ab]?ap\\d*|miou|iou|jaccard|dice|dsc|bleu\\S*|rouge\\S*|meteor|cider|spice|chrf|perplexity|ppl|bpc|bits per (?:byte|character|dim)|val(?:idation)? loss|test loss|train(?:ing)? loss|loss|losses|rmse|rmsle|mse|mae|mape|smape|r2|r²|r\\^2|r-?squared|score|error(?: rate)?|wer|cer|psnr|ssim|lpips|fid|inception score|top-?[15]\\S*|eer|ndcg\\S*|mrr\\S*|hit(?:s|[ -]?rate)?@\\d+|recall@\\d+|precision@\\d+|kappa|mcc|gini|log-?loss|brier|pearson\\S*|spearman\\S*|correlation|em|exact match|(?:mean |average |episode |total )?(?:reward|return)s?|win ?rate|success rate|silhouette|c-?index|elbo|nll|ade|fde|mota|idf1|hota|pck\\S*|epe|leaderboard|lb|ks|lift|throughput|acurácia|acuracia|precisão|exactitud|precisión|exactitude|précision|rappel|genauigkeit|fehler|accuratezza|точность|doğruluk)';
const unspaced = '(?:准确率|精度|精确率|召回率|损失|正确率|得分|正解率|정확도)';
const named = `(?:(?<![\\p{L}\\p{N}])${measure}(?![\\p{L}])|${unspaced})`;
const number = '[-+~≈<>=]{0,2}\\s?\\$?\\d{1,7}(?:[.,]\\d{1,6})?\\s?(?:%|±|percent|/)?';
/** A measure with its number near by: `accuracy of 92 %`, `AUC = 0.84`, `93% accuracy`, `RMSE: 0.12`. */
const stated = new RegExp(
  `${named}[^.\\n\\d]{0,40}?(?:${number.replace('\\d{1,7}', '(?:0?[.,]\\d{1,6}|\\d{1,7}(?:[.,]\\d{1,6})?\\s?%|\\d{1,7}[.,]\\d{1,6})')})|(?<![\\p{L}\\p{N}.])(?:0?[.,]\\d{2,6}|\\d{1,3}(?:[.,]\\d{1,4})?\\s?%)[^.\\n\\d]{0,30}?${named}`,
  'iu',
);
const measureWord = new RegExp(named, 'iu');
const figure =
  /(?:^|[\s(~≈<>|*_])[-+]?(?:\d{1,7}[.,]\d{1,6}|\d{1,3}\s?%|0|1|\d{1,6})(?:\s?(?:%|±|x|k|M)|[\s)*_|,;/]|$)/;
const resultTopic =
  /\b(?:results?|performance|evaluations?|metrics?|scores?|benchmarks?|experiments?|leaderboard|accuracy|model comparison|comparison|resultados?|desempenho|rendimiento|métricas?|résultats?|ergebnisse?|risultati|sonuçlar|kết quả|wyniki|результаты)\b|结果|结论|性能|实验|精度|결과|結果/iu;
const aboutData = /\bsplit|\b(?:training|test|validation) (?:set|data)\b|python|version|cuda|v\d/i;
/** A decimal or a percentage; versions have two points. */
const plainFigure = /(?<![\w.])(?:\d{1,6}[.,]\d{1,6}(?![.\w])|\d{1,3}(?:[.,]\d{1,4})?\s?%)/;
/** What a run should reach, or what others reached, is no result; neither is a version or a share of the data. */
const wish = /\b(?:threshold|should (?:be|reach)|at least|must|target|goal|minimum|if the)\b[^.]{0,60}$/i;

/** Tables and sentences with values of measures, in the pages that people come to from the README. */
export function resultsOf(facts: Facts, furthest = Number.POSITIVE_INFINITY): readonly Result[] {
  const found: Result[] = [];
  for (const page of pagesOf(facts)) {
    if (found.length < most && page.distance <= furthest) found.push(...resultsIn(page.value, page.path));
  }
  if (found.length === 0 && furthest === Number.POSITIVE_INFINITY) {
    for (const { path, value } of facts.documents(markdown)) {
      if (!inDocs(path) || found.length >= most) continue;
      for (const { rows, line } of value.tables)
        if (holdsResults(rows.slice(0, 400))) found.push({ path, line, what: 'has a table with values of a metric' });
    }
  }
  return found.slice(0, most);
}

export function resultsIn(value: Page['value'] | Markdown, path: string): readonly Result[] {
  const onResults = resultLines(value);
  const tables = value.tables
    .filter(
      ({ rows, line }) => holdsResults(rows.slice(0, 400)) || (onResults(line) && holdsFigures(rows.slice(0, 400))),
    )
    .map(({ line }) => ({ path, line, what: 'has a table with values of a metric' }));
  const sentences = value.paragraphs
    .filter(
      ({ kind, text, line }) =>
        kind !== 'cell' &&
        !unwritten.test(text) &&
        (states(text.slice(0, 5000)) ||
          (onResults(line) && plainFigure.test(text.slice(0, 5000)) && !aboutData.test(text.slice(0, 5000)))),
    )
    .map(({ line }) => ({ path, line, what: 'states the value of a metric' }));
  const blocks = value.code
    .filter(({ language, text }) => isOutput(language) && states(text.slice(0, 5000)))
    .map(({ line }) => ({ path, line, what: 'shows the value of a metric' }));
  return [...tables, ...sentences, ...blocks].slice(0, most);
}

/** Tells for a line whether it stands below a heading on results. */
function resultLines({ headings }: Page['value']): (line: number) => boolean {
  const spans = headings
    .map(({ text, line, depth }, index) => {
      if (index > 2000 || !resultTopic.test(text)) return null;
      const next = headings.slice(index + 1, index + 200).find((other) => other.depth <= depth);
      return { from: line, to: next?.line ?? Number.POSITIVE_INFINITY };
    })
    .filter((span) => span !== null)
    .slice(0, 50);
  return (line) => spans.some(({ from, to }) => line > from && line < to);
}

function holdsFigures(rows: readonly (readonly string[])[]): boolean {
  return rows.slice(1).some((row) => row.slice(1).some((cell) => cell.length < 60 && plainFigure.test(cell)));
}

function states(text: string): boolean {
  const match = stated.exec(text);
  return match !== null && !wish.test(text.slice(Math.max(0, match.index - 60), match.index));
}

/** Code of a language gives options and thresholds; only what is shown bare is output. */
function isOutput(language: string | null): boolean {
  return language === null || /^(?:text|txt|plaintext|console|output|log|none|json)$/i.test(language);
}

/** A row or column is called like a measure, and numbers stand in it. */
function holdsResults(rows: readonly (readonly string[])[]): boolean {
  const [header = []] = rows;
  const columns = header.flatMap((cell, index) => (isMeasure(cell) ? [index] : []));
  const body = rows.slice(1);
  if (columns.some((index) => body.some((row) => isFigure(row[index] ?? '')))) return true;
  return rows.some(([first = '', ...rest]) => isMeasure(first) && rest.some((cell) => isFigure(cell)));
}

function isMeasure(cell: string): boolean {
  return cell.length <= 80 && measureWord.test(cell);
}

function isFigure(cell: string): boolean {
  return cell.length <= 120 && figure.test(cell);
}
