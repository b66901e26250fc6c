/** Words that only wrap a command. */
const wrappers = new Set([
  'sudo',
  'time',
  'nohup',
  'env',
  'exec',
  'winpty',
  'call',
  '!',
  'command',
  'srun',
  'cmd',
  '/c',
]);
const installers: Readonly<Record<string, RegExp>> = Object.assign(Object.create(null), {
  pip: /^(?:install|sync)$/,
  pipx: /^(?:install|run)$/,
  uv: /^(?:sync|add|install|pip|venv|tool|run)$/,
  uvx: /./,
  poetry: /^(?:install|add|update|sync)$/,
  pipenv: /^(?:install|sync)$/,
  pdm: /^(?:install|sync|add)$/,
  hatch: /^(?:env|shell|run)$/,
  rye: /^(?:sync|add|install)$/,
  pixi: /^(?:install|shell|run|add|global)$/,
  conda: /^(?:install|create|env|update|upgrade|add)$/,
  npm: /^(?:install|i|ci|add)$/,
  docker: /^(?:build|pull|run|compose|buildx|image|load|stack)$/,
  apptainer: /^(?:build|pull|run|exec|shell)$/,
  apt: /^(?:install|-y)$/,
  brew: /^install$/,
  mim: /^install$/,
  helm: /^(?:install|upgrade)$/,
  kubectl: /^(?:apply|create)$/,
  nix: /^(?:develop|shell|build|run|profile)$/,
  cog: /^(?:build|run|predict|train)$/,
  go: /^(?:get|install)$/,
  cargo: /^(?:install|build|run|add)$/,
  spack: /^install$/,
  gem: /^install$/,
  bundle: /^install$/,
  jupyter: /^labextension$/,
  devcontainer: /./,
  vagrant: /^up$/,
  easy_install: /./,
  repo2docker: /./,
  'nix-shell': /^/,
  cmake: /^/,
});
const aliases: Readonly<Record<string, string>> = Object.assign(Object.create(null), {
  mamba: 'conda', micromamba: 'conda', miniconda: 'conda', pnpm: 'npm', bun: 'npm', podman: 'docker', 'docker-compose': 'docker', singularity: 'apptainer',
  'apt-get': 'apt', yum: 'apt', dnf: 'apt', choco: 'brew', winget: 'brew', scoop: 'brew', 'nvidia-docker': 'docker',
}); // biome-ignore format: a table
const installing =
  /install|set-?_?up|bootstrap|(?:^|[-_./])(?:init|env|venv|deps|requirements|dependencies|prepare|build|dev|develop|sync)(?:$|[-_.])|conda|docker|environment/i;
/** They prepare, look around or check the code; whoever ran only them has not used the project. */
const preparing = new Set([
  'cd', 'ls', 'dir', 'mkdir', 'md', 'git', 'gh', 'export', 'set', 'setx', 'source', '.', 'echo', 'printf', 'wget', 'unzip', 'tar', 'gunzip', 'cp', 'copy', 'mv', 'rm',
  'cat', 'chmod', 'chown', 'ln', 'virtualenv', 'activate', 'deactivate', 'apt', 'brew', 'touch', 'nano', 'vim', 'vi', 'code', 'nvidia-smi', 'which', 'where',
  'nvcc', 'pip', 'easy_install', 'mim', 'pytest', 'tox', 'nox', 'pre-commit', 'ruff', 'black', 'flake8', 'mypy', 'isort', 'pylint', 'coverage', 'huggingface-cli', 'hf', 'wandb', 'aws',
  'gcloud', 'az', 'kaggle', 'gdown', 'npm', 'conda', 'pyenv', 'nvm', 'gem', 'go', 'cargo', 'head', 'tail', 'grep', 'find', 'pwd', 'sed', 'awk', 'ssh', 'scp', 'rsync', 'kill', 'ps', 'man', 'cmake',
  'module', 'alias', 'pushd', 'popd', 'direnv', 'tree', 'open', 'start', 'xdg-open', 'twine', 'sphinx-build', 'mkdocs', 'md5sum', 'sha256sum', 'du', 'df', 'sleep', 'spack', 'dvc', 'if', 'then', 'fi', 'for', 'do', 'done', 'uv', 'poetry',
  'pipenv', 'pdm', 'hatch', 'rye', 'pixi', 'docker', 'apptainer', 'helm', 'kubectl', 'psql', 'mysql', 'systemctl', 'curl', 'aria2c', 'axel', 'ipython', 'python',
]); // biome-ignore format: a table
const notRunning =
  /^(?:pip[\d.]*|venv|virtualenv|ensurepip|pytest|unittest|ipykernel|build|twine|coverage|black|ruff|mypy|flake8|pre_commit|site|pipx?|tox|nox|nltk\.downloader|poetry|uv)$/;

/** A command without what wraps it, its program by its plain name: `sudo python3.11 -m pip install x` is `pip install x`. */
export function plainCommand(words: readonly string[]): readonly string[] {
  let rest = words;
  while (rest.length > 1 && (wrappers.has(rest[0] ?? '') || /^[A-Za-z_]\w*=/.test(rest[0] ?? ''))) rest = rest.slice(1);
  const head = (rest[0] ?? '').replace(/^.*[\\/](?=[^\\/]+$)/, '').replace(/\.exe$/i, '');
  if (/^(?:python|py)[\d.]*$/.test(head)) {
    if (rest[1] === '-m' && /^pip[\d.]*$/.test(rest[2] ?? '')) return ['pip', ...rest.slice(3)];
    return ['python', ...rest.slice(1)];
  }
  if (/^pip[\d.]*$/.test(head)) return ['pip', ...rest.slice(1)];
  const own = /^\.{1,2}\//.test(rest[0] ?? '') || /\.(?:sh|py|bash)$/.test(head) ? (rest[0] ?? '') : head;
  return [aliases[own] ?? own, ...rest.slice(1)];
}

/** Whether a command brings the project's dependencies, or the project itself, onto a machine. */
export function installs(words: readonly string[]): boolean {
  const [head = '', ...rest] = plainCommand(words);
  const expected = installers[head];
  if (expected !== undefined)
    return rest.some((word) => expected.test(word)) || (rest.length === 0 && expected.test(''));
  if (head === 'yarn') return rest.length === 0 || /^(?:install|add)$/.test(rest[0] ?? '');
  if (head === 'python') {
    const [script = ''] = rest.filter((word) => !word.startsWith('-'));
    return /(?:^|\/)setup\.py$/.test(script)
      ? rest.some((word) => /^(?:install|develop|build\w*)$/.test(word))
      : /install/i.test(script);
  }
  if (/^(?:make|gmake|just|task|nox|tox|invoke|inv|npx|ansible-playbook)$/.test(head))
    return (head === 'make' && rest.length === 0) || rest.some((word) => installing.test(word));
  if (/^(?:bash|sh|zsh|source|\.)$/.test(head)) {
    const script = rest.find((word) => !word.startsWith('-')) ?? '';
    return (
      installing.test(script) &&
      !/activate/.test(script) &&
      (head === 'bash' || head === 'sh' || /\.(?:sh|bash)$/.test(script))
    );
  }
  return /\.(?:sh|bash|bat|ps1)$/.test(head) && installing.test(head);
}

/**
 * Whether a command runs something of the project.
 * @param surely it stands where only commands stand, so that an unknown program is the project's own
 */
export function runs(words: readonly string[], surely: boolean): boolean {
  const [head = '', ...rest] = plainCommand(words);
  const first = rest.find((word) => !word.startsWith('-')) ?? '';
  switch (head) {
    case 'python':
    case 'ipython': {
      const module = rest.indexOf('-m');
      if (module >= 0)
        return !notRunning.test(rest[module + 1] ?? 'pip') && !/download/.test(rest.slice(module + 1).join(' '));
      return /\.(?:py|pyc|ipynb)$|[/<\\]/.test(first) && !/(?:^|\/)setup\.py$|get-pip/.test(first);
    }
    case 'docker':
      return rest.some((word) => /^(?:run|up|start|exec)$/.test(word));
    case 'apptainer':
      return /^(?:run|exec|shell)$/.test(first);
    case 'npm':
      return /^(?:start|run|exec|dev|serve|preview)$/.test(first);
    case 'yarn':
      return /^(?:start|run|dev|serve)$/.test(first);
    case 'uv':
    case 'poetry':
    case 'pipenv':
    case 'pdm':
    case 'hatch':
    case 'rye':
    case 'pixi':
    case 'conda':
    case 'cargo':
    case 'go':
    case 'cog': {
      const at = rest.indexOf('run');
      if (head === 'cog') return /^(?:run|predict|train)$/.test(first);
      if (at < 0) return head === 'hatch' || head === 'pixi' ? /shell/.test(first) : false;
      const inner = rest.slice(at + 1);
      return inner.length > 0 && (runs(inner, true) || inner.some((word) => /\.py$/.test(word)));
    }
    case 'dvc':
      return /^(?:repro|exp|run)$/.test(first);
    case 'kubectl':
      return /^(?:apply|port-forward|create)$/.test(first);
    case 'helm':
      return /^(?:install|upgrade)$/.test(first);
    case 'curl':
      return /localhost|127\.0\.0\.1|0\.0\.0\.0|-X|--request|-d\b|--data|-F\b/.test(rest.join(' '));
    case 'wandb':
      return /^(?:sweep|agent)$/.test(first);
    case 'make':
    case 'just':
    case 'task':
    case 'tox':
    case 'nox':
    case 'inv':
    case 'invoke':
      return rest.some(
        (word) =>
          /^[\w:./-]+$/.test(word) &&
          !word.startsWith('-') &&
          !/^(?:install|setup|requirements|venv|env|lint|test|tests|format|clean|docs|help|style|check|quality)$/.test(
            word,
          ),
      );
    case 'bash':
    case 'sh':
    case 'zsh':
    case 'source':
    case '.':
      return /\.(?:sh|bash)$/.test(first) && !/install|set-?_?up|activate/i.test(first);
    case 'open':
    case 'start':
      return /localhost|127\.0\.0\.1|\.html$|\.ipynb$/.test(first);
  }
  if (/\.(?:sh|bash|bat|py)$/.test(head)) return !/install|setup\.(?:py|sh)/i.test(head);
  if (/^\.{1,2}\/[\w./-]+$/.test(head)) return true;
  if (
    /^(?:streamlit|uvicorn|gunicorn|flask|jupyter\S*|runipy|papermill|mlflow|kedro|snakemake|nextflow|prefect|airflow|dagster|zenml|torchrun|accelerate|deepspeed|sbatch|Rscript|chainlit|gradio|bentoml|ray|yolo|luigi|ploomber|modal|julia|matlab|voila|fastapi|litserve|mage|tensorboard|npx|minikube|terraform|horovodrun|mpirun)$/.test(
      head,
    )
  )
    return rest.length > 0 || surely;
  return surely && /^[a-z][\w.-]+$/.test(head) && !preparing.has(head) && !/activate$/.test(head);
}
