import type { FileText, Parsed, Reader } from '../model.ts';
import { readDvcConfig } from './dvc/remotes.ts';
import { readStage, type Stage, tracked } from './dvc/stages.ts';
import { nameOf } from './patterns.ts';
import { readYaml, type Yaml } from './yaml.ts';
import { at, entriesOf, itemsOf, textOf, textsOf } from './yaml-access.ts';

/** A file or folder that DVC keeps track of. */
export interface Tracked {
  /** As written, relative to the DVC file, or to the stage's working directory. */
  readonly path: string;
  /** MD5, ETag or checksum; `null` where none is recorded. */
  readonly hash: string | null;
  readonly size: number | null;
  /** Has a remote of its own. */
  readonly remote: boolean;
  readonly line: number;
}

export type { Stage } from './dvc/stages.ts';

export type DvcFile =
  /**
   * `*.dvc`: what `dvc add` and `dvc import` write; `stage` is the command of an old single-stage file. What was
   * imported from another repository or a URL can be had from there.
   */
  | {
      readonly kind: 'pointer';
      readonly imported: boolean;
      readonly outs: readonly Tracked[];
      readonly deps: readonly Tracked[];
      readonly stage: string | null;
    }
  /** `dvc.yaml` */
  | {
      readonly kind: 'pipeline';
      readonly stages: readonly Stage[];
      readonly params: readonly string[];
      readonly metrics: readonly string[];
      readonly plots: readonly string[];
    }
  /** `dvc.lock`; a stage of a loop is named `stage@item`. */
  | {
      readonly kind: 'lock';
      readonly stages: readonly {
        readonly name: string;
        readonly line: number;
        readonly deps: readonly Tracked[];
        readonly outs: readonly Tracked[];
      }[];
    }
  /** `.dvc/config`: remotes by name, their URLs without credentials. */
  | {
      readonly kind: 'config';
      readonly remotes: readonly { readonly name: string; readonly url: string | null; readonly line: number }[];
      readonly default: string | null;
    }
  /** `params.yaml`: its keys at the top. */
  | { readonly kind: 'params'; readonly keys: readonly { readonly name: string; readonly line: number }[] };

/** DVC's files. Formats: https://dvc.org/doc/user-guide/project-structure */
export const dvc: Reader<DvcFile> = {
  kind: 'dvc',
  cap: (path) => (path.endsWith('dvc.lock') ? 'lock' : 'text'),
  matches: (path) => kindOf(path) !== null,
  parse: readDvc,
};

function kindOf(path: string): DvcFile['kind'] | null {
  if (/(?:^|\/)\.dvc\/config$/.test(path)) return 'config';
  const name = nameOf(path);
  if (name === 'dvc.yaml' || name === 'dvc.yml') return 'pipeline';
  if (name === 'dvc.lock') return 'lock';
  if (name === 'params.yaml' || name === 'params.yml') return 'params';
  return name.endsWith('.dvc') && name !== '.dvc' ? 'pointer' : null;
}

function readDvc(file: FileText): Parsed<DvcFile> | null {
  const kind = kindOf(file.path);
  if (kind === 'config') return { value: readDvcConfig(file.text) };
  const { documents, gaps } = readYaml(file.text);
  const [root] = documents;
  const value = root?.kind === 'mapping' ? understand(kind, root) : null;
  if (value !== null) return { value, gaps };
  if (kind === 'params' || root === undefined) return null;
  throw new Error('not what DVC writes');
}

function understand(kind: DvcFile['kind'] | null, root: Yaml): DvcFile | null {
  if (kind === 'pointer') {
    const deps = itemsOf(at(root, 'deps'));
    const stage = textOf(at(root, 'cmd'));
    const imported = deps.some(
      (one) => at(one, 'repo') !== undefined || /^\w+:\/\//.test(textOf(at(one, 'path')) ?? ''),
    );
    return {
      kind,
      imported: imported && stage === null,
      outs: tracked(at(root, 'outs')),
      deps: tracked(at(root, 'deps')),
      stage,
    };
  }
  if (kind === 'params') return { kind, keys: entriesOf(root).map(({ key, line }) => ({ name: key, line })) };
  if (kind === 'pipeline') {
    return {
      kind,
      stages: entriesOf(at(root, 'stages')).map(readStage),
      params: textsOf(at(root, 'params')),
      metrics: textsOf(at(root, 'metrics')),
      plots: itemsOf(at(root, 'plots')).flatMap((plot) =>
        plot.kind === 'mapping' ? entriesOf(plot).map(({ key }) => key) : textsOf(plot),
      ),
    };
  }
  // Version 1 of the lock had its stages at the top.
  const stages = entriesOf(at(root, 'schema') === undefined ? root : at(root, 'stages'));
  return {
    kind: 'lock',
    stages: stages.map(({ key, line, value }) => ({
      name: key,
      line,
      deps: tracked(at(value, 'deps')),
      outs: tracked(at(value, 'outs')),
    })),
  };
}
