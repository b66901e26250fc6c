import { python } from '../facts/python/reader.ts';
import { simpleCommands } from '../facts/shell.ts';
import { tasks } from '../facts/tasks.ts';
import { finding } from '../finding.ts';
import type { Finding, Probe } from '../model.ts';

type Options = Readonly<Record<string, never>>;

const fetches =
  /^(?:kaggle (?:datasets|competitions|d|c) download|gdown|dvc (?:pull|get|get-url|import|import-url)|git lfs pull|datalad (?:get|install|clone)|huggingface-cli download|hf download|aws s3 (?:cp|sync)|gsutil (?:-m )?(?:cp|rsync)|gcloud storage cp|az storage blob download\S*|azcopy|rclone (?:copy|sync))\b/;
const loads = /^(?:wget|curl|aria2c|axel)$/;
const dataFile =
  /\.(?:csv|tsv|json|jsonl|parquet|zip|tar|gz|tgz|bz2|xz|7z|rar|txt|npz?|npy|h5|hdf5|mat|pkl|arff|data|xlsx?|bin|pt|arrow|feather)(?:[?"'#]|$)|\/(?:data|datasets?|download)s?\b/i;
/** Programs, keys and scripts are no data. */
const software =
  /conda|get-pip|install|setup|\.deb\b|\.rpm\b|\.sh\b|\.gpg|docker|kubectl|helm|terraform|pypi|github\.com\/[^/]+\/[^/]+\/releases|nodesource|awscli|google-cloud-sdk|localhost|127\.0|0\.0\.0\.0|prometheus|\.whl|protoc|cmake|cuda|spark-|hadoop|\.jar\b/i;

export const dataDownload: Probe<Options> = {
  about: 'commands that fetch data, in scripts, Makefiles and their like, and in cells of notebooks',
  options: { type: 'object', additionalProperties: false },
  in: ['code', 'examples', 'docs', 'tests'],
  needs: () => [
    { reader: tasks },
    { reader: python, needles: ['!wget', '!curl', '!gdown', '!kaggle', '! wget', '! kaggle', '! gdown', '%%bash'] },
  ],
  run: (facts) => ({
    seen: [
      ...facts
        .documents(tasks)
        .flatMap(({ path, value }) =>
          value.tasks.flatMap((task) =>
            task.commands.flatMap(({ text, line }): Finding[] =>
              fetching(text).map((at) => finding(path, { line: line + at, column: 1 }, 'fetches data')),
            ),
          ),
        ),
      ...facts
        .documents(python)
        .flatMap(({ path, value }) =>
          value.commands
            .filter(({ text }) => fetching(text).length > 0)
            .map(({ at }) => finding(path, at, 'fetches data')),
        ),
    ],
  }),
};

/** Lines, from 0, of the commands of a script that fetch data. */
function fetching(text: string): readonly number[] {
  if (
    text.length > 200_000 ||
    !/wget|curl|aria2c|axel|kaggle|gdown|dvc|lfs|datalad|hugging|\bhf\b|aws|gsutil|gcloud|az/.test(text)
  )
    return [];
  return simpleCommands(text.replace(/^[\t ]*[@!-]+[\t ]*/gm, ''))
    .filter(({ words }) => {
      if (fetches.test(words.join(' '))) return true;
      if (!loads.test(words[0] ?? '')) return false;
      const urls = words.filter((word) => /:\/\/|\$/.test(word));
      return urls.some((url) => dataFile.test(url) && !software.test(url));
    })
    .map(({ line }) => line);
}
