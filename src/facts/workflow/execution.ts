import { bareCommand } from '../bare-command.ts';
import { simpleCommands } from '../shell.ts';
import type { WorkflowStep } from '../workflow.ts';

/** Programs that run what a checkout holds: its build files, hooks, plug-ins, tests or scripts. */
const always = new Set(
  'make gmake cmake ninja meson bazel bazelisk tox nox pytest py.test unittest invoke npm yarn pnpm bun bunx node deno jest vitest mocha eslint cargo mvn mvnw gradle gradlew sbt rake bundle composer dotnet msbuild just task poetry pdm hatch pipenv tsc webpack vite pre-commit mkdocs sphinx-build jupyter-book dvc snakemake nextflow papermill Rscript julia swift xcodebuild maturin scons waf rebar3 mix ctest docker-compose'.split(
    ' ',
  ),
);
const shells = /^(?:bash|sh|zsh|source|\.|pwsh|perl|ruby|php)$/;
/** Actions that run what a checkout holds. */
const actions = new Set([
  'pre-commit/action',
  'docker/build-push-action',
  'docker/bake-action',
  'cypress-io/github-action',
  'gradle/gradle-build-action',
  'py-actions/py-dependency-install',
  'golangci/golangci-lint-action',
  'reviewdog/action-eslint',
]);

/** Whether a step runs something that stands in the folder of a checkout; the folder is empty for the top. */
export function runsCheckedOut(step: WorkflowStep, folder: string): boolean {
  if (step.uses !== null) {
    if (/^\.\//.test(step.uses.text)) return folder === '' || within(step.uses.text.slice(2), folder);
    const name = step.uses.text.split('@')[0]?.toLowerCase() ?? '';
    if (name === 'ruby/setup-ruby') return folder === '' && step.with.get('bundler-cache')?.text === 'true';
    if (!actions.has(name)) return false;
    const place = [...step.with.values()].map(({ text }) => text);
    return folder === '' || place.some((text) => text.split(/[\s,]+/).some((word) => within(word, folder)));
  }
  return step.run !== null && scriptRuns(step.run.text, folder, step.workingDirectory, 0);
}

/** The same for a script, from a line on. */
export function scriptRuns(script: string, folder: string, directory: string | null, fromLine: number): boolean {
  let inside = folder === '' ? !/^[/~$]/.test(directory ?? '') : directory !== null && within(directory, folder);
  for (const { words, line } of simpleCommands(script)) {
    const bare = bareCommand(words);
    if (bare[0] === 'cd' || bare[0] === 'pushd') {
      if (folder !== '') inside = within(bare[1] ?? '', folder);
      continue;
    }
    if (line < fromLine) continue;
    if ((inside || bare.some((word) => folder !== '' && within(word, folder))) && executes(bare)) return true;
  }
  return false;
}

function within(path: string, folder: string): boolean {
  const clean = path
    .replace(/^(?:\$\{?GITHUB_WORKSPACE\}?\/|\$\{\{\s*github\.workspace\s*\}\}\/|\.\/)/, '')
    .replace(/\/$/, '');
  const top = folder.replace(/^\.\//, '').replace(/\/$/, '');
  return clean === top || clean.startsWith(`${top}/`);
}

function executes(words: readonly string[]): boolean {
  const [program = '', ...rest] = words;
  const plain = rest.filter((word) => !word.startsWith('-'));
  // `tool --version` runs nothing.
  if (rest.some((word) => /^(?:--version|--help|-V)$/.test(word))) return false;
  if (always.has(program)) return !isHarmless(program, plain);
  if (/^\.{1,2}\//.test(program)) return true;
  if (shells.test(program))
    return plain[0] !== undefined && !rest.includes('-c') && !plain[0].startsWith('/') && !plain[0].startsWith('<');
  if (program === 'python') {
    if (rest[0] === '-m') return moduleExecutes(rest[1] ?? '', rest.slice(2));
    return rest[0] !== '-c' && /\.py$/.test(plain[0] ?? '') && !plain[0]?.startsWith('/');
  }
  if (/^pip\d?$/.test(program)) return installs(rest);
  if (program === 'uv')
    return plain[0] === 'pip' ? installs(rest.slice(1)) : /^(?:sync|run|build)$/.test(plain[0] ?? '');
  if (program === 'go') return /^(?:build|test|run|generate|vet|install)$/.test(plain[0] ?? '');
  if (program === 'docker')
    return (
      plain[0] === 'build' ||
      (/^(?:compose|buildx)$/.test(plain[0] ?? '') && /^(?:up|build|run|bake)$/.test(plain[1] ?? ''))
    );
  if (program === 'jupyter') return rest.includes('--execute');
  return program === 'terraform' && /^(?:plan|apply|init)$/.test(plain[0] ?? '');
}

/** What installs a named package from outside, or only reads. */
function isHarmless(program: string, plain: readonly string[]): boolean {
  const [first = '', second] = plain;
  if (/^(?:npm|pnpm|yarn|bun)$/.test(program)) {
    if (/^(?:config|cache|view|set|publish|version|login|whoami|audit)$/.test(first)) return true;
    return /^(?:install|i|add|global)$/.test(first) && second !== undefined && !/^(?:\.|file:)/.test(second);
  }
  if (/^(?:poetry|pdm|hatch|pipenv)$/.test(program))
    return /^(?:config|self|version|cache|env|lock|export|check)$/.test(first);
  return program === 'dvc' && /^(?:remote|pull|fetch|config|diff|metrics|params|plots)$/.test(first);
}

function moduleExecutes(module: string, rest: readonly string[]): boolean {
  if (module === 'pip') return installs(rest);
  return /^(?:pytest|unittest|build|tox|nox|pre_commit|mkdocs|sphinx|poetry|invoke)$/.test(module);
}

/** `pip install .` or of a requirements file, which may name any package. */
function installs(rest: readonly string[]): boolean {
  if (!rest.includes('install')) return false;
  return rest.some(
    (word, index) =>
      /^(?:\.|\.\/.*|\.\[.*\]|-e|--editable|.*\.txt)$/.test(word) ||
      (/^-r/.test(word) && index + 1 < rest.length) ||
      /^--requirement/.test(word),
  );
}

/** The line of a script, counted from 0, on which it fetches a pull request's code; `null` where it does not. */
export function fetchesPullRequest(script: string): number | null {
  let fetched: number | null = null;
  for (const { words, line, text } of simpleCommands(script)) {
    if (words[0] === 'gh' && words[1] === 'pr' && words[2] === 'checkout') return line;
    if (words[0] !== 'git') continue;
    if (words[1] === 'pull' && pullRef.test(text)) return line;
    if (words[1] === 'fetch' && pullRef.test(text)) fetched = line;
    else if (fetched !== null && /^(?:checkout|switch|merge|reset)$/.test(words[1] ?? '')) return line;
  }
  return null;
}

const pullRef = /\bpull\/[^\s]+\/(?:head|merge)\b|\bpull\/\$\{\{[^}]*\}\}\/(?:head|merge)\b/;
