import { artifactKind } from './artifacts.ts';
import { folderOf } from './patterns.ts';

/** Folders that machine-learning code reads data from and writes models, runs and results to. */
const names =
  'data|datas?ets?|raw|processed|interim|corpus|corpora|features?|embeddings?|models?|weights?|checkpoints?|ckpts?|snapshots?|saved|pretrained|mlruns|mlartifacts|mlflow|wandb|lightning_logs|tb_logs?|tensorboard|tboard|runs?|outputs?|results?|logs?|artifacts?|experiments?|exps?|multirun|catboost_info|predictions?|submissions?|dvclive|ray_results|vector_?(?:store|db)|chroma(?:_?db)?|faiss(?:_index)?|trained|training|downloads?_data|cache_data|dumps?|plots|figures|huggingface|hf_cache';
const telling = new RegExp(`^\\.?(?:${names})(?:$|[-_.*\\d])|[-_](?:${names})s?$`, 'i');
/** Settings of editors, build output and documents, in the usual templates. */
const foreign =
  /^(?:\.idea|\.vscode|\.vs|\.history|docs?|site|node_modules|target|share|lib|build|dist|__pycache__|\.?ipynb_checkpoints|thumbs\.db|ehthumbs.*|.*\.vc\.db|db\.sqlite3.*|models\.py|data\.py|.*\.log)$/i;
/** All there is, or one thing of a name, as DVC writes it. */
const anything = /^\/?(?:\*|\*\*|\*\.\*)$|^\/[^*/]+$/;

/**
 * Whether a pattern of `.gitignore` keeps data, models or what runs leave behind out of Git.
 * @param path of the `.gitignore`: in a data folder a `*` is enough
 */
export function ignoresArtifacts(pattern: string, path: string): boolean {
  if (pattern.startsWith('!')) return false;
  // A list of what to keep, `*` and then `!src/`, keeps everything else out.
  if (/^\/?\*\*?$/.test(pattern) && folderOf(path) === '') return true;
  const segments = segmentsOf(pattern);
  if (segments.length === 0 || segments.some((segment) => foreign.test(segment))) {
    return anything.test(pattern) && segmentsOf(folderOf(path)).some((segment) => telling.test(segment));
  }
  if (segments.some((segment) => telling.test(segment))) return true;
  const ending = /^[^.]*\.(.*?)\*?$/.exec(segments.at(-1) ?? '')?.[1] ?? '';
  const kind = artifactKind(`x.${ending.replaceAll('*', 'x')}`);
  if (kind === 'data' || kind === 'weights') return true;
  return anything.test(pattern) && segmentsOf(folderOf(path)).some((segment) => telling.test(segment));
}

function segmentsOf(path: string): readonly string[] {
  return path
    .trim()
    .split('/')
    .filter((segment) => segment !== '' && !/^\*+$/.test(segment) && segment !== '.');
}
