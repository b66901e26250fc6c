import type { Facts, Position, Reader } from '../model.ts';
import { memo } from './memo.ts';
import { notebookOf } from './notebook.ts';
import { nameOf } from './patterns.ts';

/** A variable that code reads from its environment. */
export interface EnvironmentRead {
  readonly name: string;
  readonly at: Position;
}

export interface OwnVariable {
  readonly path: string;
  readonly at: Position;
}

/**
 * Variables of the environment that Python, TypeScript and JavaScript read by a literal name, found without parsing;
 * strings and comments are skipped, and a variable that is only set does not count.
 */
export const environmentReads: Reader<readonly EnvironmentRead[]> = {
  kind: 'environment-reads',
  cap: (path) => (path.endsWith('.ipynb') ? 'notebook' : 'text'),
  matches: (path) =>
    /\.(?:pyw?|ipynb|[cm]?[jt]sx?)$/i.test(path) && !/\.(?:min|config|bundle)\.[cm]?[jt]s$/i.test(nameOf(path)),
  parse: ({ path, text }) => {
    if (!/\.ipynb$/i.test(path)) {
      return { value: Object.freeze(/\.pyw?$/i.test(path) ? pythonReads(text) : scriptReads(text)) };
    }
    const { language, cells } = notebookOf(text);
    if (language !== 'python') return null;
    return {
      value: Object.freeze(
        cells.flatMap(({ kind, source, index }) => (kind === 'code' ? pythonReads(source, index) : [])),
      ),
    };
  },
};

/** Texts of which one stands in every file that reads the environment as `environmentReads` sees it. */
export const environmentNeedles = ['environ', 'getenv', 'process.env', 'import.meta.env', 'decouple', 'BaseSettings'];

const skipped = String.raw`("""|''')(?:[^\\]|\\[\s\S])*?(?:\1|(?![\s\S]))|#[^\n]*`;
const name = String.raw`[A-Za-z_]\w{0,80}`;
/** The string that names a variable is read with the call that it stands in; all other strings are skipped. */
const python = new RegExp(
  `${skipped}|\\benviron\\s*\\[\\s*["'](${name})["']\\s*\\](?!\\s*=[^=])|\\b(?:environ\\s*\\.\\s*get|getenv|environ\\s*\\.\\s*pop)\\s*\\(\\s*["'](${name})["']|["'](${name})["']\\s*(?:not\\s+)?in\\s+os\\.environ\\b|"(?:[^"\\\\\\n]|\\\\[\\s\\S])*"?|'(?:[^'\\\\\\n]|\\\\[\\s\\S])*'?`,
  'g',
);
const script = new RegExp(
  `//[^\\n]*|/\\*[\\s\\S]*?(?:\\*/|(?![\\s\\S]))|\\b(?:process\\.env|import\\.meta\\.env)(?:\\.(${name})\\b|\\[\\s*["'](${name})["']\\s*\\])(?!\\s*=[^=])`,
  'g',
);
/** `config("X")` of python-decouple and `env.str("X")` of environs; only where these are imported. */
const called = new RegExp(`\\b(?:config|env(?:\\.\\w{1,20})?)\\(\\s*["'](${name})["']`, 'g');
const field = new RegExp(`^ {4}(${name})[ \\t]*:[ \\t]*[^\\s]`, 'gm');

function pythonReads(text: string, cell?: number): EnvironmentRead[] {
  const found = matches(python, text, cell);
  if (/^\s*from\s+(?:decouple|environs)\s+import|^\s*import\s+environ\b/m.test(text))
    found.push(...matches(called, text, cell));
  return [...found, ...settingsFields(text, cell)];
}

function scriptReads(text: string): EnvironmentRead[] {
  return matches(script, text);
}

/** Fields of classes that pydantic fills from the environment. */
function settingsFields(text: string, cell?: number): EnvironmentRead[] {
  const found: EnvironmentRead[] = [];
  const head = /^class\s+\w+\s*\([^()\n]{0,200}\bBaseSettings\b[^()\n]{0,200}\)\s*:/gm;
  for (let match = head.exec(text); match !== null; match = head.exec(text)) {
    const from = match.index + match[0].length;
    const next = /\n(?=[^\s#)])/g;
    next.lastIndex = from;
    const body = text.slice(0, next.exec(text)?.index ?? text.length);
    found.push(
      ...matches(field, body, cell, from)
        .filter((one) => one.name !== 'model_config')
        .map((one) => ({ ...one, name: one.name.toUpperCase() })),
    );
  }
  return found;
}

function matches(expression: RegExp, text: string, cell?: number, from = 0): EnvironmentRead[] {
  const found: EnvironmentRead[] = [];
  let line = 1;
  let counted = 0;
  expression.lastIndex = from;
  for (let match = expression.exec(text); match !== null; match = expression.exec(text)) {
    const variable = match.slice(1).find((part) => part !== undefined && /^\w/.test(part));
    if (variable === undefined) continue;
    for (let at = text.indexOf('\n', counted); at >= 0 && at < match.index; at = text.indexOf('\n', at + 1)) {
      line += 1;
      counted = at + 1;
    }
    const column = match.index - text.lastIndexOf('\n', match.index);
    found.push({ name: variable, at: { line, column: Math.max(1, column), ...(cell === undefined ? {} : { cell }) } });
  }
  return found;
}

/** Set by the system, by a launcher, by CI or by a library that documents it: nobody has to be told of these by this repository. */
const others =
  /^(?:PATH|PYTHON\w*|HOME|USER|USERNAME|LOGNAME|SHELL|PWD|TMP|TEMP|TMPDIR|LANG|LC_\w+|TERM|COLUMNS|LINES|DISPLAY|EDITOR|PAGER|HOSTNAME|APPDATA|LOCALAPPDATA|USERPROFILE|PROGRAMFILES|SYSTEMROOT|WINDIR|COMSPEC|OS|XDG_\w+|VIRTUAL_ENV|CONDA_\w+|LD_\w+|DYLD_\w+|PKG_CONFIG\w*|CC|CXX|CFLAGS|CXXFLAGS|LDFLAGS|MAX_JOBS|CMAKE\w*|CI|GITHUB_(?!TOKEN|APP|CLIENT)\w+|RUNNER_\w+|GITLAB_CI|CI_\w+|TRAVIS\w*|CIRCLE\w*|JENKINS\w*|BUILDKITE\w*|TF_BUILD|READTHEDOCS\w*|TOX\w*|NOX\w*|PYTEST\w*|COVERAGE\w*|CUDA\w*|NVIDIA\w*|CUDNN\w*|CUBLAS\w*|NCCL\w*|GLOO\w*|HIP\w*|ROCM\w*|ROCR\w*|XPU\w*|ASCEND\w*|XLA\w*|TPU\w*|COLAB\w*|KAGGLE_KERNEL\w*|KAGGLE_(?:URL|DATA|CONTAINER|GCS|IS)\w*|OMP\w*|MKL\w*|KMP\w*|OPENBLAS\w*|NUMEXPR\w*|VECLIB\w*|NUMBA\w*|RANK|LOCAL_RANK|WORLD_SIZE|LOCAL_WORLD_SIZE|NODE_RANK|GROUP_RANK|ROLE_\w+|MASTER_ADDR|MASTER_PORT|NNODES|NPROC\w*|TORCHELASTIC\w*|SLURM\w*|SLURMD\w*|PMI\w*|PMIX\w*|OMPI\w*|MPI\w*|MV2\w*|LSB\w*|PBS\w*|JOB_ID|HOROVOD\w*|ACCELERATE\w*|FSDP\w*|DEEPSPEED\w*|DS_\w+|RAY_(?!API)\w+|DMLC\w*|PADDLE\w*|FLAGS_\w+|TORCH\w*|PYTORCH\w*|TF_\w+|TENSORFLOW\w*|KERAS\w*|JAX\w*|TRITON\w*|TOKENIZERS\w*|TRANSFORMERS\w*|HF_(?!TOKEN|API)\w+|HUGGINGFACE_HUB_CACHE|DIFFUSERS\w*|XDG\w*|MPL\w*|MPLBACKEND|QT\w*|SDL\w*|MUJOCO\w*|PYOPENGL\w*|WANDB_(?!API_KEY|ENTITY|PROJECT)\w+|MLFLOW_(?!TRACKING_(?:URI|USERNAME|PASSWORD|TOKEN))\w+|SM_\w+|SAGEMAKER\w*|AWS_(?:LAMBDA|EXECUTION|CONTAINER)\w*|AIP_\w+|K_SERVICE|FUNCTION_\w+|KUBERNETES\w*|POD_\w+|PORT|HOST|DYNO|NODE_ENV|MODE|DEV|PROD|SSR|BASE_URL|VITEST|JEST\w*|SPARK_HOME|JAVA_HOME|HADOOP\w*|PYSPARK\w*|DATABRICKS_RUNTIME\w*|http_proxy|https_proxy|no_proxy|HTTPS?_PROXY|NO_PROXY|SSL_CERT\w*|REQUESTS_CA\w*|DEBUG|VERBOSE|LOGLEVEL|LOG_LEVEL|NO_COLOR|FORCE_COLOR|SOURCE_DATE_EPOCH|_\w*)$/;

/** A variable that this repository's own code asks for. */
export function isOwnVariable(name: string): boolean {
  return !others.test(name);
}

/** The first read of every variable of the repository's own, by name. */
export const ownVariables: (facts: Facts) => ReadonlyMap<string, OwnVariable> = memo((facts) => {
  const first = new Map<string, OwnVariable>();
  for (const { path, value } of facts.documents(environmentReads)) {
    // Docs may list variables; what code in them reads nobody needs.
    if (facts.place(path) === 'docs') continue;
    for (const { name: variable, at } of value) {
      if (isOwnVariable(variable) && !first.has(variable)) first.set(variable, { path, at });
    }
  }
  return first;
});
