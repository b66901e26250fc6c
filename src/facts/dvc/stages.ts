import type { Tracked } from '../dvc.ts';
import type { Yaml, YamlEntry } from '../yaml.ts';
import { at, entriesOf, itemsOf, scalarsOf, textOf } from '../yaml-access.ts';

/** A stage of `dvc.yaml`. */
export interface Stage {
  readonly name: string;
  readonly line: number;
  readonly commands: readonly { readonly text: string; readonly line: number }[];
  readonly workingDirectory: string | null;
  readonly deps: readonly string[];
  readonly outs: readonly string[];
  /** Keys of parameters as written, those of another file as `file:key`. */
  readonly params: readonly string[];
  readonly metrics: readonly string[];
  readonly plots: readonly string[];
  /** Stands for several stages, by `foreach` or `matrix`. */
  readonly repeated: boolean;
}

/** One entry below `stages`. */
export function readStage({ key, line, value }: YamlEntry): Stage {
  const repeated = at(value, 'foreach') !== undefined || at(value, 'matrix') !== undefined;
  const body = at(value, 'do') ?? value;
  return {
    name: key,
    line,
    commands: scalarsOf(at(body, 'cmd')).map(({ text, line }) => ({ text, line })),
    workingDirectory: textOf(at(body, 'wdir')),
    deps: pathsOf(at(body, 'deps')),
    outs: pathsOf(at(body, 'outs')),
    params: itemsOf(at(body, 'params')).flatMap(paramsOf),
    metrics: pathsOf(at(body, 'metrics')),
    plots: pathsOf(at(body, 'plots')),
    repeated,
  };
}

/** The `outs` or `deps` of a pointer or a lock. */
export function tracked(node: Yaml | undefined): readonly Tracked[] {
  return itemsOf(node).flatMap((item) => {
    const path = textOf(at(item, 'path'));
    if (path === null) return [];
    const hash = ['md5', 'etag', 'checksum', 'rev_lock'].map((key) => textOf(at(item, key))).find((text) => text);
    const locked = textOf(at(item, 'repo', 'rev_lock'));
    const size = at(item, 'size');
    const bytes = size?.kind === 'scalar' && typeof size.value === 'number' ? size.value : null;
    return [{ path, hash: hash ?? locked, size: bytes, remote: textOf(at(item, 'remote')) !== null, line: item.line }];
  });
}

/** A path may be the key of a mapping that holds its options. */
function pathsOf(node: Yaml | undefined): readonly string[] {
  return itemsOf(node).flatMap((item) =>
    item.kind === 'mapping' ? entriesOf(item).map(({ key }) => key) : scalarsOf(item).map(({ text }) => text),
  );
}

function paramsOf(item: Yaml): readonly string[] {
  if (item.kind !== 'mapping') return scalarsOf(item).map(({ text }) => text);
  return entriesOf(item).flatMap(({ key, value }) => {
    const keys = scalarsOf(value).map(({ text }) => `${key}:${text}`);
    return keys.length > 0 ? keys : [key];
  });
}
