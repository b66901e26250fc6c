import { pageNeed, pagesOf } from '../facts/documents/pages.ts';
import { finding } from '../finding.ts';
import type { Finding, Probe } from '../model.ts';

type Options = Readonly<Record<string, never>>;

const most = 5;
const weights =
  /\.(?:pt|pth|ckpt|safetensors|onnx|h5|hdf5|keras|pkl|joblib|pickle|tflite|pb|bin|gguf|npz|caffemodel|params|msgpack|mlmodel)(?:\.(?:zip|gz|tar))?(?:[?#]|$)/i;
const model = /\b(?:pre-?trained|weights?|checkpoints?|ckpts?|models?|model zoo|snapshots?)\b/i;
const stores =
  /(?:drive|docs)\.google\.com\/|dropbox\.com\/|pan\.baidu\.com\/|(?:1drv\.ms|onedrive|sharepoint)|zenodo\.org\/|figshare\.com\/|osf\.io\/|\/releases?\/|s3[.\w-]*\.amazonaws\.com|storage\.googleapis\.com|dl\.fbaipublicfiles\.com|blob\.core\.windows\.net|mega\.nz\/|kaggle\.com\/models|modelscope\.cn\/models|\b(?:files?|download|weights)\./i;
const hub =
  /huggingface\.co\/(?!datasets\/|docs\/|spaces\/|papers\/|blog\/|learn\/|join|settings)[\w.-]+\/[\w.-]+|wandb\.ai\/[^)\s]*\/(?:artifacts|registry)|tfhub\.dev\/|hub\.docker\.com\/r\//i;

export const modelLink: Probe<Options> = {
  about:
    'links of the README and of the documents that it leads to, to trained models: weight files, models of a hub, and stores of files where the link, its line or the heading above speaks of a model',
  options: { type: 'object', additionalProperties: false },
  in: ['code', 'docs'],
  needs: () => [pageNeed],
  run: (facts) => {
    const seen: Finding[] = [];
    for (const { path, value } of pagesOf(facts)) {
      for (const { url, text, line, image } of value.links) {
        if (image || seen.length >= most) continue;
        const said = [
          text,
          ...value.paragraphs.filter((one) => Math.abs(one.line - line) <= 1).map((one) => one.text.slice(0, 500)),
          value.headings.findLast((one) => one.line <= line)?.text ?? '',
        ].join(' ');
        if (weights.test(url) || hub.test(url) || (stores.test(url) && model.test(said)))
          seen.push(finding(path, { line, column: 1 }, 'links to a trained model'));
      }
      for (const { text, line } of value.code) {
        if (
          /(?:wget|curl|gdown|hf_hub_download|snapshot_download|huggingface-cli download|torch\.hub\.load|dvc pull)\b/.test(
            text.slice(0, 5000),
          ) &&
          (weights.test(text.slice(0, 5000)) ||
            model.test(text.slice(0, 5000)) ||
            /gdown|torch\.hub|dvc pull/.test(text.slice(0, 5000)))
        )
          seen.push(finding(path, { line, column: 1 }, 'downloads a trained model'));
      }
    }
    return { seen: seen.slice(0, most) };
  },
};
