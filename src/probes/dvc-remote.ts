import { ci } from '../facts/ci.ts';
import { reachOf } from '../facts/dvc/reach.ts';
import { type DvcFile, dvc } from '../facts/dvc.ts';
import { markdown } from '../facts/markdown.ts';
import { folderOf } from '../facts/patterns.ts';
import { tasks } from '../facts/tasks.ts';
import { finding } from '../finding.ts';
import type { Facts, Finding, Probe } from '../model.ts';

type Options = Readonly<Record<string, never>>;
type Config = Extract<DvcFile, { kind: 'config' }>;

const needles = ['dvc pull', 'dvc fetch', 'dvc push', 'dvc remote'];
const named = /\bdvc\s+(?:pull|fetch|push)\b[^\n]{0,200}?\s(?:-r|--remote)[\s=]/;
const added = /\bdvc\s+remote\s+add\s+([^\n]{1,300})/;

export const dvcRemote: Probe<Options> = {
  about:
    'remotes of DVC that others can reach: one that `dvc pull` takes by default, or that docs, tasks or CI name; folders of one machine do not count',
  options: { type: 'object', additionalProperties: false },
  needs: () => [{ reader: dvc }, { reader: markdown, needles }, { reader: tasks }, { reader: ci }],
  run: (facts) => {
    const seen: Finding[] = [];
    const missing: Finding[] = [];
    const told = instructions(facts);
    const setUp = told.find(({ text }) => setsUp(text, facts));
    const configs = facts.documents(dvc).filter(({ value }) => value.kind === 'config');
    for (const { path, value } of configs) {
      const one = judge(path, value as Config, facts, told);
      if ('missing' in one && setUp !== undefined)
        seen.push(finding(setUp.path, { line: setUp.line, column: 1 }, 'sets a remote up'));
      else if ('missing' in one) missing.push(one.missing);
      else seen.push(one.seen);
    }
    const pointers = facts
      .documents(dvc)
      .flatMap(({ path, value }) => (value.kind === 'pointer' ? [{ path, value }] : []));
    const own = pointers.find(({ value }) => !value.imported);
    if (pointers.length > 0 && own === undefined) {
      return { seen: pointers.map(({ path }) => finding(path, null, 'is imported, and can be had from its source')) };
    }
    if (configs.length === 0 && own !== undefined) {
      missing.push(finding(own.path, null, 'no .dvc/config says where the data lies'));
    }
    return { seen, missing };
  },
};

function judge(
  path: string,
  { remotes, default: standard }: Config,
  facts: Facts,
  told: readonly Instruction[],
): { readonly seen: Finding } | { readonly missing: Finding } {
  const reachable = remotes.filter(({ url }) => url !== null && reachOf(url, path, facts) === 'shared');
  const [first] = reachable;
  if (remotes.length === 0) return { missing: finding(path, null, 'names no remote') };
  if (first === undefined) {
    const line = (remotes.find(({ name }) => name === standard) ?? remotes[0])?.line ?? 1;
    return { missing: finding(path, { line, column: 1 }, 'the remote is a folder of one machine') };
  }
  const byDefault = reachable.find(({ name }) => name === standard);
  const at = { line: (byDefault ?? first).line, column: 1 };
  if (byDefault !== undefined) return { seen: finding(path, at, 'is the default remote') };
  const naming = told.find(({ text }) => named.test(text)) ?? stageNaming(path, facts);
  if (naming !== undefined) return { seen: finding(path, at, 'is a remote that the docs or tasks name') };
  return { missing: finding(path, at, 'is not the default remote, and nothing tells to name it') };
}

/** `dvc remote add -d storage s3://bucket/path`, with a place that is neither left to the reader nor on one machine. */
function setsUp(text: string, facts: Facts): boolean {
  const [name, url] = (added.exec(text)?.[1] ?? '').split(/\s+/).filter((word) => word !== '' && !word.startsWith('-'));
  if (name === undefined || url === undefined || /[<>]|\b(?:your|my|path|example)/i.test(url)) return false;
  return reachOf(url.replace(/^["']|["']$/g, ''), '.dvc/config', facts) === 'shared';
}

interface Instruction {
  readonly path: string;
  readonly text: string;
  readonly line: number;
}

/** What docs, tasks and CI tell to run. */
function instructions(facts: Facts): readonly Instruction[] {
  return [
    ...facts
      .documents(markdown)
      .flatMap(({ path, value }) =>
        [...value.code, ...value.paragraphs].map(({ text, line }) => ({ path, text, line })),
      ),
    ...facts
      .documents(tasks)
      .flatMap(({ path, value }) => value.tasks.flatMap((task) => task.commands.map((one) => ({ path, ...one })))),
    ...facts
      .documents(ci)
      .flatMap(({ path, value }) =>
        value.jobs.flatMap(({ steps }) =>
          steps.flatMap(({ run, line }) => (run === null ? [] : [{ path, text: run, line }])),
        ),
      ),
  ].filter(({ text }) => text.includes('dvc'));
}

/** A file can name its own remote. */
function stageNaming(config: string, facts: Facts): object | undefined {
  const root = folderOf(folderOf(config).slice(0, -1));
  return facts
    .documents(dvc)
    .find(
      ({ path, value }) => path.startsWith(root) && value.kind === 'pointer' && value.outs.some(({ remote }) => remote),
    );
}
