import { commandReaders, commandsOf } from '../facts/commands.ts';
import { manifest } from '../facts/dependencies/manifest.ts';
import { trains } from '../facts/documents/training-commands.ts';
import { dvc } from '../facts/dvc.ts';
import { nameOf } from '../facts/patterns.ts';
import { stageKind } from '../facts/stages.ts';
import { reachNeeds } from '../facts/training-reach.ts';
import { finding } from '../finding.ts';
import type { Facts, Probe } from '../model.ts';

type Options = Readonly<Record<string, never>>;

/** These only prepare, look at or ship what others train. */
const others =
  /^(?:pip\d?|uv|poetry|conda|mamba|pipenv|apt|apt-get|docker|git|echo|cd|mkdir|cp|mv|rm|cat|ls|aws|gcloud|az|kubectl|helm|terraform|npm|npx|yarn|pnpm|black|ruff|flake8|isort|mypy|pylint|bandit|pre-commit|curl|wget|chmod|export|test|find|grep|sed|tar|zip|unzip|twine|codecov|coverage|pytest|make|tox|nox)$/;

export const ciTraining: Probe<Options> = {
  about:
    'commands that CI runs, directly or through tasks and scripts of the repository, which train or evaluate a model: its scripts, modules, notebooks and stages',
  options: { type: 'object', additionalProperties: false },
  in: ['code', 'tests', 'docs', 'examples'],
  needs: () => [...commandReaders.map((reader) => ({ reader })), ...reachNeeds, { reader: dvc }, { reader: manifest }],
  run: (facts) => ({
    seen: commandsOf(facts)
      .filter(({ words }) => !isOther(words) && (trains(facts, words) || evaluates(facts, words)))
      .map(({ path, line, via }) => finding(path, { line, column: 1 }, 'trains or evaluates a model', 'certain', via)),
  }),
};

/** The first word is a tool of another trade, or a test runner is started as a module. */
function isOther(words: readonly string[]): boolean {
  const [program = '', ...rest] = words;
  if ((program === 'uv' || program === 'poetry' || program === 'pipenv' || program === 'conda') && rest[0] === 'run')
    return others.test(rest[1] ?? '') || rest.includes('pytest');
  return others.test(program) || (rest[0] === '-m' && others.test(rest[1] ?? ''));
}

/** A script of the repository that is called so: `python src/evaluate.py`. */
function evaluates(facts: Facts, words: readonly string[]): boolean {
  const script = words.find((word) => /\.(?:py|ipynb|R|jl)$/.test(word));
  if (script === undefined || stageKind(nameOf(script)) !== 'evaluate') return false;
  const plain = script.replace(/^\.\//, '');
  return [...facts.tree.keys()].some((path) => path === plain || path.endsWith(`/${plain}`));
}
