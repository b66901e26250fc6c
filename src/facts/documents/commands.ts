import type { Facts } from '../../model.ts';
import { targetsOf } from '../commands/targets.ts';
import { memo } from '../memo.ts';
import { simpleCommands } from '../shell.ts';
import { type TaskFile, tasks } from '../tasks.ts';
import { deepPagesOf, type Page, pagesOf } from './pages.ts';

/** A command that a document tells to run. */
export interface DocumentedCommand {
  readonly path: string;
  readonly line: number;
  readonly words: readonly string[];
  /** How sure it is that this is a command: it stands in a block of shell, in some other block, or within a sentence. */
  readonly where: 'shell' | 'block' | 'prose';
}

const shells =
  /^\{?\.?(?:sh|bash|shell|console|zsh|fish|shell-?session|terminal|cmd|bat|batch|batchfile|dos|powershell|pwsh|ps1?|posh|command-?line|prompt)\b/i;
const plain = /^(?:text|txt|plaintext|plain|none|code|log|output)$/i;
const prompt =
  /^\s*(?:\([\w.-]{1,40}\)\s*)?(?:PS\s)?(?:[\w.@~:\\/-]{0,60}[$❯➜>]\s+|!(?=\S)|%(?=(?:pip|conda|run|cd|sh)\b))/;
const tree = /[├└│┣┗┃]|^\s*(?:\||\+|`)--/;
/** Programs by which a command is told within a sentence, or in a block of another language. */
const program =
  'python[\\d.]*|py|pip[\\d.]*|pipx|pipenv|poetry|uv|uvx|pdm|hatch|rye|pixi|conda|mamba|micromamba|npm|npx|pnpm|yarn|bun|docker|docker-compose|podman|make|just|task|bash|sh|source|streamlit|uvicorn|gunicorn|flask|jupyter|jupyter-lab|jupyter-notebook|ipython|runipy|papermill|dvc|mlflow|kedro|snakemake|nextflow|prefect|airflow|dagster|zenml|torchrun|accelerate|deepspeed|sbatch|Rscript|chainlit|gradio|bentoml|apt|apt-get|brew|helm|kubectl|terraform|minikube|cog|modal|ray|yolo|nohup|sudo|tox|nox|luigi|ploomber|metaflow|singularity|apptainer|cargo|go|julia|matlab|curl';
const known = new RegExp(`^(?:${program})$|^\\.{0,2}/?[\\w./-]+\\.(?:sh|bash|py|bat)$`);
const inProse = new RegExp(
  `(?<![\\w./-])((?:${program})|\\./[\\w./-]+\\.(?:sh|py))\\s+([^\\n,;()（）。，;"“”]{1,160})`,
  'g',
);
/** Programs whose names are plain words, too: within a sentence they are commands only where something says so. */
const everyday = /^(?:make|just|task|source|accelerate|go|modal|ray|cog|brew|helm|cargo)$/;
const announced = /(?:[`"'“‘$]|\b(?:run|runs|running|type|execute|using|via|command):?\s)\s*$/i;
const mostCommands = 2000;

/** Every command in the pages of the repository, nearest to the front first. */
export const documentedCommands: (facts: Facts) => readonly DocumentedCommand[] = memo((facts) =>
  commandsOf(pagesOf(facts)),
);

/** Every command in the pages that lie deeper: of the docs, and READMEs beside the code. */
export const deepCommands: (facts: Facts) => readonly DocumentedCommand[] = memo((facts) =>
  commandsOf(deepPagesOf(facts)),
);

function commandsOf(pages: readonly Page[]): readonly DocumentedCommand[] {
  const found: DocumentedCommand[] = [];
  for (const page of pages) {
    for (const command of commandsIn(page)) {
      if (found.length >= mostCommands) return found;
      found.push(command);
    }
  }
  return found;
}

function* commandsIn({ path, value }: Page): Generator<DocumentedCommand> {
  for (const { language, text, line } of value.code) {
    const shell = language !== null && shells.test(language);
    const unnamed = language === null || plain.test(language);
    const where = shell ? 'shell' : 'block';
    for (const { words, at } of commandLines(text)) {
      if (shell || unnamed || known.test(words[0] ?? '')) yield { path, line: line + at, words, where };
    }
  }
  for (const { text, line } of [...value.paragraphs, ...value.headings]) {
    for (const match of text.slice(0, 20_000).matchAll(inProse)) {
      if (everyday.test(match[1] ?? '') && !announced.test(text.slice(Math.max(0, match.index - 20), match.index)))
        continue;
      const [one] = simpleCommands(`${match[1]} ${match[2]?.replace(/[`'’]/g, ' ').replace(/[.:!?]+(?=\s|$)/g, ' ')}`);
      if (one !== undefined) yield { path, line, words: one.words, where: 'prose' };
    }
  }
}

/** Line by line, for what is shown may be no script as a whole; lines that a backslash joins are one. */
function* commandLines(text: string): Generator<{ readonly words: readonly string[]; readonly at: number }> {
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at += 1) {
    const first = at;
    let whole = lines[at] ?? '';
    if (tree.test(whole)) continue;
    while (/\\\s*$/.test(whole) && at + 1 < lines.length && whole.length < 4000) {
      at += 1;
      whole = `${whole.replace(/\\\s*$/, '')} ${lines[at]?.trim()}`;
    }
    for (const { words } of simpleCommands(whole.slice(0, 4000).replace(prompt, ''))) yield { words, at: first };
  }
}

const deepest = 4;
const mostReached = 100;

/** A command and all that it calls through Make, shell scripts and other task files of the repository. */
export function reachedFromCommand(facts: Facts, words: readonly string[]): readonly (readonly string[])[] {
  const reached: (readonly string[])[] = [];
  const seen = new Set<unknown>();
  const follow = (command: readonly string[], depth: number): void => {
    if (reached.length >= mostReached) return;
    reached.push(command);
    if (depth >= deepest) return;
    for (const { task, file } of targetsOf(command, '', taskLookup(facts)) ?? []) {
      const needed = task.needs.flatMap((need) => file.tasks.filter(({ name }) => name === need));
      for (const one of [...needed, task]) {
        if (seen.has(one)) continue;
        seen.add(one);
        for (const { text } of one.commands)
          for (const { words: inner } of simpleCommands(text)) follow(inner, depth + 1);
      }
    }
  };
  follow(words, 0);
  return reached;
}

/** By path, or, for what a document says relative to some folder, the nearest file that ends so. */
const taskLookup = memo((facts: Facts) => {
  const files = facts.documents(tasks);
  const known = new Map<string, TaskFile | undefined>();
  return (path: string): TaskFile | undefined => {
    if (!known.has(path)) {
      const exact = facts.document(tasks, path);
      const ending = files.find((one) => one.path.endsWith(`/${path}`));
      known.set(path, exact ?? ending?.value);
    }
    return known.get(path);
  };
});
