import { isRequirementsPath } from './dependencies/requirements-path.ts';
import { nameOf } from './patterns.ts';

export type ArtifactKind = 'data' | 'weights' | 'archive';

const dataEndings = new Set([
  'csv', 'tsv', 'parquet', 'pq', 'feather', 'arrow', 'orc', 'avro', 'jsonl', 'ndjson', 'npy', 'npz', 'mat', 'hdf', 'xls',
  'xlsx', 'ods', 'sqlite', 'sqlite3', 'db', 'duckdb', 'tfrecord', 'tfrecords', 'lmdb', 'mdb', 'libsvm', 'svmlight', 'arff',
  'dta', 'sas7bdat', 'rds', 'rdata', 'nc', 'zarr', 'nii', 'dcm', 'las', 'idx',
]); // biome-ignore format: a table
const weightEndings = new Set([
  'pt', 'pth', 'ckpt', 'onnx', 'safetensors', 'pb', 'tflite', 'keras', 'gguf', 'ggml', 'mlmodel', 'caffemodel', 'pdparams',
  'pdmodel', 'params', 'joblib', 'pkl', 'pickle', 'cbm', 'mar', 'engine', 'h5', 'hdf5', 'weights', 'sav', 'ptl', 'msgpack', 'torchscript',
]); // biome-ignore format: a table
const archiveEndings = new Set(['zip', 'tar', 'gz', 'tgz', 'bz2', 'xz', '7z', 'rar', 'zst', 'lz4', 'tbz2', 'txz']);
/** Data only by where they stand: elsewhere they are documents, settings or pictures. */
const folderEndings = new Set([
  'json', 'txt', 'png', 'jpg', 'jpeg', 'bmp', 'tif', 'tiff', 'gif', 'webp', 'wav', 'mp3', 'flac', 'ogg', 'mp4', 'avi', 'mov',
  'mkv', 'xml', 'geojson', 'dat', 'bin', 'raw', 'data', 'pdf', 'html',
]); // biome-ignore format: a table
const dataFolder = /(?:^|\/)(?:data|datas?ets?)\//i;
const modelFolder = /(?:^|\/)(?:models?|weights|checkpoints?|ckpts?|artifacts?|saved_models?|pretrained)\//i;
const docsFolder = /(?:^|\/)docs?\//i;
/** Weights by rule, data in a data folder. */
const ambiguous = new Set(['pkl', 'pickle', 'joblib', 'sav', 'h5', 'hdf5', 'msgpack', 'params', 'pb', 'weights']);
/** What a tracking server, tuner, scheduler, web framework or vector store writes of its own. */
const ledger =
  /^(?:mlflow|mlruns|optuna|airflow|prefect|zenml|dagster|aim|celerybeat-schedule|langchain|(?:db|chroma|django))\.(?:db|sqlite3?)$/;
const document = /^(?:readme|licen[cs]e|requirements|changelog|notice|copying|thumbs\.db)\b/;

/**
 * What a path holds, judged by its ending:
 * - tables, arrays, records and databases are data, wherever they stand;
 * - formats of weights are weights; those that can hold anything (pickles, HDF5, MessagePack …) are data in a data folder;
 * - `bin` is weights in a model folder, or when named as Hugging Face names it (`pytorch_model.bin`);
 * - JSON, text, pictures, sound and film are data in a data folder only (`data/`, `dataset/`, `datasets/`), not below `docs/`;
 * - packed files are archives, except a packed table (`train.csv.gz`), which is data.
 *
 * Databases that a tool keeps for itself (`mlflow.db`, `chroma.sqlite3`) and papers of a data folder (README, licence, requirements, code, `.gitkeep`, DVC pointers) are none of these.
 */
export function artifactKind(path: string): ArtifactKind | null {
  const name = nameOf(path).toLowerCase();
  const dot = name.lastIndexOf('.');
  if (dot <= 0 || document.test(name) || ledger.test(name) || isRequirementsPath(path)) return null;
  const ending = name.slice(dot + 1);
  const inData = dataFolder.test(path) && !docsFolder.test(path);
  if (dataEndings.has(ending)) return 'data';
  if (weightEndings.has(ending)) return ambiguous.has(ending) && inData && !modelFolder.test(path) ? 'data' : 'weights';
  if (archiveEndings.has(ending)) {
    const inner = name.slice(0, dot);
    return dataEndings.has(inner.slice(inner.lastIndexOf('.') + 1)) ? 'data' : 'archive';
  }
  const model = modelFolder.test(path) || /(?:^|_)(?:model|weights)(?:[-_.]|$)/.test(name);
  if (ending === 'bin' && model) return 'weights';
  return inData && folderEndings.has(ending) ? 'data' : null;
}
