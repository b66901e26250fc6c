import type { Facts } from '../../model.ts';
import { manifest } from '../dependencies/manifest.ts';
import { dvc } from '../dvc.ts';
import { memo } from '../memo.ts';
import { nameOf } from '../patterns.ts';
import { pythonImports } from '../python/imports.ts';
import { simpleCommands } from '../shell.ts';
import { trainingOf } from '../training.ts';
import { reachesTraining } from '../training-reach.ts';
import { installs, plainCommand } from './command-kinds.ts';
import { deepCommands, documentedCommands, reachedFromCommand } from './commands.ts';
import { pagesOf } from './pages.ts';

/** A place of a document that tells how to train. */
export interface TrainingInstruction {
  readonly path: string;
  readonly line: number;
  readonly what: string;
}

const most = 20;
/** A script, target, subcommand or route of such a name trains. */
const training =
  /(?:^|[^a-z])(?:re-?|pre-?)?train(?:er|ers|ing|s)?(?:[^a-z]|$)|fine-?_?tun|(?:^|[^a-z])fit(?:[^a-z]|$)|(?:^|[^a-z])learn(?:[^a-z]|$)|treina|entrena|entraine/i;
const dataFile = /\.(?:csv|tsv|json|jsonl|txt|parquet|npy|npz|h5|pkl|zip|tar|gz|yaml|yml|png|jpg|md)$/i;
/** Tools that run the pipeline that the repository declares; that of a repository that trains. */
const pipelines: readonly RegExp[] = [
  /^dvc (?:repro|exp run|pipeline)/,
  /^kedro run/,
  /^snakemake/,
  /^nextflow run/,
  /^mlflow run/,
  /^prefect (?:deploy|deployment|run|worker|agent|server|orion)/,
  /^airflow (?:dags|standalone|scheduler|webserver|trigger_dag)/,
  /^dagster/,
  /^zenml/,
  /^ploomber/,
  /^luigi/,
  /^mage/,
  /^cml/,
  /^wandb (?:sweep|agent)/,
  /^modal run/,
];
/** Looking at runs starts none. */
const inspects =
  /^airflow (?:tasks|dags|jobs|config|db|users|connections|variables) (?:logs?|list|show|state|details|report|next-execution|init|create|check|get|set|add)/;
const servers = /^(?:streamlit|uvicorn|gunicorn|flask|gradio|chainlit|bentoml|fastapi|pytest)$/;
const toldToTrain =
  /\b(?:run|execute|open|launch|trigger|click|press|start|rode|execut\w+|ejecut\w+|abra|lanc\w+|call|hit)\b[^.]{0,120}\b(?:re)?(?:train\w*|treina\w*|entrena\w*|fine-?tun\w*)\b[^.]{0,60}\b(?:notebooks?|dags?|pipelines?|flows?|workflows?|scripts?|endpoint|button|cells?)\b|\b(?:run|execute|open|launch|trigger|start)\b[^.]{0,80}\b(?:notebooks?|dags?|pipelines?|flows?|workflows?|cells?|scripts?)\b[^.]{0,80}\b(?:re)?train\w*|(?:运行|执行)[^。]{0,60}训练|训练[^。]{0,60}(?:运行|执行)/iu;
/** `bin` holds the scripts to install, train and deploy. */
const scriptsThatTrain = /\bscripts\b[^.]{0,20}\b(?:to|for|that|which)\b[^.]{0,60}\b(?:re)?train(?:s|ing)?\b/i;
/** As lists of endpoints write it: `POST /models/train`. */
const endpoint = /\b(?:POST|PUT)[\s`*|:]{1,10}(?:https?:\/)?\/[\w./:{}<>-]{0,100}?\b(?:re)?train(?:ing)?(?![\w.])/;
const orchestrators = new Set([
  'airflow',
  'prefect',
  'dagster',
  'mage_ai',
  'kfp',
  'zenml',
  'kedro',
  'metaflow',
  'luigi',
  'flytekit',
  'clearml',
  'azureml',
  'ploomber',
]);
const orchestrator =
  /(?:^|[/_-])(?:airflow|prefect|dagster|dg|mage|kfp|zenml|kedro|metaflow|luigi|pyflyte|flytectl)(?:$|[_-])/;
const toldToTrigger =
  /\b(?:trigger|run|execute|start|launch|materiali[sz]e|unpause|turn on|enable|activate)\b[^.]{0,60}\b(?:dags?|pipelines?|flows?|jobs?|workflows?|deployments?)\b/i;
const fitting = /\.(?:fit|train|fit_transform|learn|finetune|fine_tune)\(|\btrain\(/;

/** The first places of the pages that tell how to train, nearest to the front first. */
export function trainingInstructionsOf(facts: Facts): readonly TrainingInstruction[] {
  const found: TrainingInstruction[] = [];
  for (const { path, line, words } of documentedCommands(facts)) {
    if (found.length >= most) return found;
    if (!installs(words) && reachedFromCommand(facts, words).some((command) => trains(facts, command)))
      found.push({ path, line, what: 'gives the command that trains' });
  }
  if (found.length === 0) {
    for (const { path, line, words, where } of deepCommands(facts)) {
      // Blocks of no language show diagrams and output as well.
      if (where !== 'shell' || installs(words)) continue;
      if (reachedFromCommand(facts, words).some((command) => trains(facts, command)))
        return [{ path, line, what: 'gives the command that trains' }];
    }
  }
  const notebooks = trainingNotebooks(facts);
  for (const { path, value } of pagesOf(facts)) {
    for (const { url, line } of value.links) {
      const script = decodedName(url);
      if (/\.(?:py|sh)$/.test(script) && training.test(script))
        found.push({ path, line, what: 'leads to the script that trains' });
      if (notebooks.has(decodedName(url))) found.push({ path, line, what: 'leads to the notebook that trains' });
    }
    for (const { text, line } of value.paragraphs) {
      const named = [...text.slice(0, 5000).matchAll(/[\w.-]{1,200}\.ipynb\b/g)].some(([name]) => notebooks.has(name));
      if (named) found.push({ path, line, what: 'names the notebook that trains' });
      else if (namesScript(facts, text.slice(0, 5000)))
        found.push({ path, line, what: 'names the script that trains' });
      else if (
        scriptsThatTrain.test(text.slice(0, 5000)) &&
        [...scripts(facts).keys()].some((name) => training.test(name))
      )
        found.push({ path, line, what: 'says where the scripts that train are' });
      else if (orchestrated(facts) && toldToTrigger.test(text.slice(0, 5000)))
        found.push({ path, line, what: 'says to run the pipeline, which trains' });
      else if (endpoint.test(text.slice(0, 5000)))
        found.push({ path, line, what: 'documents the endpoint that trains' });
      else if (toldToTrain.test(text.slice(0, 5000)))
        found.push({ path, line, what: 'says how to train in a sentence' });
      else if (notebooks.size > 0 && opensNotebooks.test(text.slice(0, 5000)))
        found.push({ path, line, what: 'says to run the notebooks, which train' });
    }
    for (const { line, rows } of value.tables) {
      const row = rows.find((cells) => endpoint.test(cells.slice(0, 8).join(' ').slice(0, 2000)));
      if (row !== undefined) found.push({ path, line, what: 'documents the endpoint that trains' });
    }
    for (const { text, line, language } of value.code) {
      if (endpoint.test(text.slice(0, 5000))) found.push({ path, line, what: 'documents the endpoint that trains' });
      if (
        /^(?:python|py|ipython|pycon|r|julia)/i.test(language ?? 'python') &&
        fitting.test(text) &&
        looksLikeCode(text)
      )
        found.push({ path, line, what: 'shows the code that trains' });
    }
    if (found.length >= most) break;
  }
  return found.slice(0, most);
}

const opensNotebooks =
  /\b(?:open|run|execute|launch|start|follow|abra|execut\w+|rode|ejecut\w+|abr\w+)\b[^.]{0,80}\b(?:notebooks?|\.ipynb|jupyter|colab)\b/i;

/** A script of the repository that is called so: `train.py fits the model`. */
function namesScript(facts: Facts, text: string): boolean {
  return [...text.matchAll(/[\w./-]{1,200}\.(?:py|sh)\b/g)].some(
    ([name]) =>
      training.test(nameOf(name)) &&
      [...(scripts(facts).get(nameOf(name)) ?? [])].some((path) => facts.place(path) !== 'tests'),
  );
}

/** Whether code of the repository is run by an orchestrator, from which its runs are started. */
const orchestrated: (facts: Facts) => boolean = memo((facts) =>
  facts
    .documents(pythonImports)
    .some(({ value }) => value.some(({ module }) => orchestrators.has(module.split('.')[0] ?? ''))),
);

function looksLikeCode(text: string): boolean {
  return /\w\(|^\s*(?:import|from)\s/m.test(text) && !/[├└│]/.test(text);
}

function decodedName(url: string): string {
  const name = nameOf(url.replace(/[?#].*$/s, ''));
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

const trainingNotebooks: (facts: Facts) => ReadonlySet<string> = memo(
  (facts) => new Set(trainingOf(facts).flatMap(({ path }) => (path.endsWith('.ipynb') ? [nameOf(path)] : []))),
);

/** Whether a command of these words trains, by what it runs of the repository or by its name. */
export function trains(facts: Facts, words: readonly string[]): boolean {
  const plain = withoutRunner(plainCommand(words));
  const text = plain.join(' ').slice(0, 1000);
  if (inspects.test(text)) return false;
  if (orchestrated(facts) && plain.slice(0, 6).some((word) => orchestrator.test(word))) return true;
  if (pipelines.some((pattern) => pattern.test(text))) return /^dvc/.test(text) ? stagesTrain(facts) : true;
  const script = plain.find((word) => /\.(?:py|ipynb)$/.test(word));
  if (script !== undefined) return scriptTrains(facts, script, servers.test(plain[0] ?? ''), plain);
  if (/^jupyter/.test(plain[0] ?? '') || plain[0] === 'voila') return trainingNotebooks(facts).size > 0;
  const module = plain.lastIndexOf('-m');
  if (/^(?:python|uv|poetry|pipenv|pdm|accelerate|torchrun|deepspeed|conda)$/.test(plain[0] ?? '') && module >= 0) {
    const name = plain[module + 1] ?? '';
    const paths = [`${name.replaceAll('.', '/')}.py`, `${name.replaceAll('.', '/')}/__main__.py`];
    return (
      paths.some((path) => scriptTrains(facts, path, false, plain)) ||
      subcommands(plain).some((word) => training.test(word))
    );
  }
  if (
    /^(?:git|cd|pip|mkdir|wget|curl|unzip|cp|mv|ls|rm|tar|gdown|kaggle|echo|export|source|cat|dvc)$/.test(
      plain[0] ?? '',
    )
  )
    return plain[0] === 'curl' && plain.some((word) => /\/(?:re)?train\b/.test(word));
  const own = ownScripts(facts).get(plain[0] ?? '');
  if (own !== undefined && scriptTrains(facts, own, false, plain)) return true;
  return subcommands(plain).some((word) => training.test(word) && !dataFile.test(word));
}

/** Without what runs a program in the project's environment: `uv run`, `conda run -n churn`. */
function withoutRunner(words: readonly string[]): readonly string[] {
  if (!/^(?:uv|poetry|pipenv|pdm|rye|hatch|pixi|conda)$/.test(words[0] ?? '') || words[1] !== 'run') return words;
  const at = words.findIndex(
    (word, index) =>
      index > 1 &&
      !word.startsWith('-') &&
      !/^(?:-n|-p|--with|--extra|--group|--env-file|--python|--project)$/.test(words[index - 1] ?? ''),
  );
  return at < 0 ? words : plainCommand(words.slice(at));
}

/** The program and the words that are neither options nor their values: `yolo train data=x`, `make train`. */
function subcommands(words: readonly string[]): readonly string[] {
  return words.slice(0, 12).filter((word, index) => {
    const before = words[index - 1] ?? '';
    return !word.startsWith('-') && !(before.startsWith('-') && !before.includes('=') && index > 1 && before !== '-m');
  });
}

/** A script that is in the repository, and that fits a model, imports what does, or is called so. */
function scriptTrains(facts: Facts, script: string, serves: boolean, words: readonly string[]): boolean {
  const wanted = script.replace(/^(?:\.{0,2}[\\/])+/, '').replaceAll('\\', '/');
  const unknown = /[$<{*]|path\/to|\.\.\./.test(wanted);
  const paths = unknown
    ? []
    : (scripts(facts).get(nameOf(wanted)) ?? []).filter(
        (path) =>
          path === wanted || path.endsWith(`/${wanted}`) || wanted.endsWith(`/${path}`) || nameOf(wanted) === wanted,
      );
  if (paths.length === 0) return unknown && training.test(wanted);
  if (paths.some((path) => training.test(nameOf(path)))) return true;
  if (serves) return false;
  if (paths.some((path) => reachesTraining(facts).has(path))) return true;
  const at = words.indexOf(script);
  return (
    subcommands(words.slice(at))
      .slice(1)
      .some((word) => training.test(word) && !dataFile.test(word)) ||
    words
      .slice(at)
      .some(
        (word) =>
          /^--?(?:do_?|is_?|mode[=_]?|phase=|task=)*(?:re)?train(?:ing)?$/i.test(word) ||
          /^(?:mode|phase|task)=train/i.test(word),
      ) ||
    words
      .slice(at)
      .some(
        (word, index, all) =>
          /^--?(?:mode|phase|task|stage|run|action|command)$/.test(word) && training.test(all[index + 1] ?? ''),
      )
  );
}

/** All scripts and notebooks of the repository by name, wherever they stand. */
const scripts: (facts: Facts) => ReadonlyMap<string, readonly string[]> = memo((facts) => {
  const byName = new Map<string, string[]>();
  for (const path of facts.tree.keys()) {
    if (!/\.(?:py|ipynb|sh)$/.test(path)) continue;
    const same = byName.get(nameOf(path));
    if (same === undefined) byName.set(nameOf(path), [path]);
    else same.push(path);
  }
  return byName;
});

/** Programs that installing the repository's packages brings, with the file of each. */
const ownScripts: (facts: Facts) => ReadonlyMap<string, string> = memo(
  (facts) =>
    new Map(
      facts
        .documents(manifest)
        .flatMap(({ value }) => value.package?.scripts ?? [])
        .map(({ name, target }) => [name, `${(target.split(':')[0] ?? '').trim().replaceAll('.', '/')}.py`]),
    ),
);

/** Whether a stage of DVC runs something that trains; true where its commands cannot be told. */
function stagesTrain(facts: Facts): boolean {
  const stages = facts.documents(dvc).flatMap(({ value }) => (value.kind === 'pipeline' ? value.stages : []));
  if (stages.length === 0)
    return facts.documents(dvc).some(({ value }) => value.kind === 'pointer' && value.stage !== null);
  return stages.some(
    ({ name, commands }) =>
      training.test(name) ||
      commands.some(({ text }) =>
        simpleCommands(text).some(
          ({ words }) => words[0] !== 'dvc' && reachedFromCommand(facts, words).some((one) => trains(facts, one)),
        ),
      ),
  );
}
