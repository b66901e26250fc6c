const runners: readonly (readonly string[])[] = [
  ['uv', 'run'],
  ['poetry', 'run'],
  ['pipenv', 'run'],
  ['pdm', 'run'],
  ['hatch', 'run'],
  ['rye', 'run'],
  ['pixi', 'run'],
  ['conda', 'run'],
  ['mamba', 'run'],
  ['micromamba', 'run'],
  ['npx'],
  ['pnpm', 'exec'],
  ['yarn', 'exec'],
  ['bundle', 'exec'],
  ['uvx'],
  ['pipx', 'run'],
  ['sudo'],
  ['time'],
  ['timeout'],
  ['env'],
  ['exec'],
  ['nice'],
  ['xvfb-run'],
  ['coverage', 'run', '-m'],
  ['docker-compose', 'run'],
  ['docker', 'compose', 'run'],
  ['docker', 'run'],
  ['docker', 'exec'],
  ['docker-compose', 'exec'],
  ['docker', 'compose', 'exec'],
  ['catchsegv'],
  ['mpirun'],
  ['torchrun'],
];
const inContainer = new Set(['docker', 'docker-compose']);
const python = /^(?:\S*\/)?python(?:\d(?:\.\d+)?)?$/;

/**
 * A command without what only wraps it: runners of environments (`uv run`), `sudo`, `time 10`, `docker run image`, a path
 * before the program; `python3.11 -m pytest` becomes `python -m pytest`, and the module alone where it is a program, too.
 */
export function bareCommand(words: readonly string[]): readonly string[] {
  let rest = words;
  for (let turn = 0; turn < 6; turn += 1) {
    const runner = runners.find((one) => one.every((word, index) => rest[index] === word));
    if (runner === undefined) break;
    rest = rest.slice(runner.length);
    if (inContainer.has(runner[0] ?? '')) rest = afterImage(rest);
    else
      rest = afterOptions(
        rest,
        runner[0] === 'conda' || runner[0] === 'mamba' || runner[0] === 'micromamba' || runner[0] === 'uv',
      );
    if (runner[0] === 'timeout' && /^\d/.test(rest[0] ?? '')) rest = rest.slice(1);
  }
  const [first, ...others] = rest;
  if (first === undefined) return rest;
  if (python.test(first)) {
    const module = others.indexOf('-m');
    if (module >= 0 && others.slice(0, module).every((word) => word.startsWith('-')))
      return ['python', '-m', ...others.slice(module + 1)];
    return ['python', ...others];
  }
  return [
    first.includes('/') && /\/(bin|Scripts)\//.test(first) ? (first.split('/').at(-1) ?? first) : first,
    ...others,
  ];
}

function afterOptions(words: readonly string[], withValues: boolean): readonly string[] {
  let at = 0;
  while (at < words.length && words[at]?.startsWith('-') === true) {
    const takesValue =
      withValues &&
      /^(-n|-p|--name|--prefix|--extra|--group|--with|--python|--env-file|--project|--directory|--package)$/.test(
        words[at] ?? '',
      );
    at += takesValue ? 2 : 1;
  }
  while (/^[A-Za-z_]\w*=/.test(words[at] ?? '')) at += 1;
  return words.slice(at);
}

/** What follows the image or service: the first word that is the name of a test or Python program. */
function afterImage(words: readonly string[]): readonly string[] {
  const at = words.findIndex(
    (word) => python.test(word) || /^(pytest|tox|nox|make|bash|sh|poetry|uv|coverage)$/.test(word),
  );
  return at < 0 ? [] : words.slice(at);
}
