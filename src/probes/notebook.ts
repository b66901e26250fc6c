import { attributes, attributesOf } from '../facts/attributes.ts';
import { type NotebookState, notebookState } from '../facts/notebook/state.ts';
import { finding } from '../finding.ts';
import type { Facts, Finding, Observation, Probe } from '../model.ts';

type State = 'with-outputs' | 'in-order' | 'without-errors' | 'small' | 'filtered';

interface Options {
  readonly state: State;
  readonly threshold?: number;
}

const mostErrors = 20;
/** Nobody writes so many bytes of code. */
const surelyOutputs = 20_000_000;

export const notebook: Probe<Options> = {
  about:
    'notebooks and what running them left in them: outputs, counts of execution, errors, size of outputs; `filtered` are those that Git passes through a filter other than LFS',
  options: {
    type: 'object',
    additionalProperties: false,
    required: ['state'],
    properties: {
      state: { enum: ['with-outputs', 'in-order', 'without-errors', 'small', 'filtered'] },
      threshold: { type: 'integer', minimum: 0, description: 'Bytes of outputs above which a notebook is not small.' },
    },
  },
  in: ['code', 'docs', 'examples'],
  needs: ({ state }) => [{ reader: state === 'filtered' ? attributes : notebookState }],
  run: (facts, { state, threshold = 1_000_000 }) => {
    if (state === 'filtered') return { seen: filtered(facts) };
    const all = facts
      .documents(notebookState)
      .map(({ path, value }): Observation => observers[state](path, value, threshold));
    if (state === 'small') all.push({ seen: [], missing: tooLargeToRead(facts) });
    return { seen: all.flatMap(({ seen }) => seen), missing: all.flatMap(({ missing = [] }) => missing) };
  },
};

const observers: Readonly<
  Record<Exclude<State, 'filtered'>, (path: string, notebook: NotebookState, threshold: number) => Observation>
> = {
  'with-outputs': (path, { outputs }) => ({ seen: outputs > 0 ? [finding(path, null, 'holds outputs')] : [] }),
  'in-order': orderOf,
  'without-errors': errorsOf,
  small: (path, { bytes }, threshold) =>
    bytes <= threshold
      ? { seen: [finding(path, null, 'has small outputs or none')] }
      : { seen: [], missing: [finding(path, null, `holds ${(bytes / 1e6).toFixed(1)} MB of outputs`)] },
};

/** Counts have to rise from cell to cell. What is missing between them, or stripped of them, cannot be told from the file. */
function orderOf(path: string, { outputs, cells }: NotebookState): Observation {
  if (outputs === 0) return { seen: [] };
  const counted = cells.filter((cell): cell is typeof cell & { count: number } => cell.count !== null);
  if (counted.length === 0)
    return { seen: [], missing: [finding(path, null, 'keeps outputs without counts of execution', 'hint')] };
  const falls = counted.filter(({ count }, at) => at > 0 && count <= (counted[at - 1]?.count ?? 0));
  const [first] = falls;
  if (first !== undefined) {
    const before = counted[counted.indexOf(first) - 1]?.count;
    const further = falls.length > 1 ? `, and ${falls.length - 1} more` : '';
    return { seen: [], missing: [at(path, first.index, `ran as ${first.count} after ${before}${further}`)] };
  }
  const gap = counted.find(({ count }, index) => count !== (counted[index - 1]?.count ?? 0) + 1);
  return {
    seen: [finding(path, null, 'ran from top to bottom')],
    missing: gap === undefined ? [] : [at(path, gap.index, `other runs came before [${gap.count}]`, 'hint')],
  };
}

function errorsOf(path: string, { cells }: NotebookState): Observation {
  const failed = cells.filter(({ error }) => error !== null);
  const real = failed.filter(({ expected }) => !expected);
  return {
    seen: real.length === 0 ? [finding(path, null, 'holds no error')] : [],
    missing: [...real, ...failed.filter(({ expected }) => expected)]
      .slice(0, mostErrors)
      .map(({ index, error, expected }) =>
        expected
          ? at(path, index, `shows ${error}, it seems on purpose`, 'hint')
          : at(path, index, `ended with ${error}`),
      ),
  };
}

function at(path: string, cell: number, message: string, confidence: Finding['confidence'] = 'certain'): Finding {
  return finding(path, { line: 1, column: 1, cell }, message, confidence);
}

function filtered(facts: Facts): readonly Finding[] {
  const said = attributesOf(facts);
  const lines = facts.files.flatMap(({ path }) => {
    const filter = notebookState.matches(path) ? said.of(path, 'filter') : null;
    return typeof filter?.value === 'string' && filter.value !== 'lfs' ? [filter] : [];
  });
  return lines.slice(0, 1).map(({ path, line }) => finding(path, { line, column: 1 }, 'filters notebooks'));
}

function tooLargeToRead(facts: Facts): readonly Finding[] {
  return facts.files
    .filter(
      ({ path, size }) =>
        size !== null &&
        size > surelyOutputs &&
        notebookState.matches(path) &&
        facts.document(notebookState, path) === undefined,
    )
    .map(({ path, size }) => finding(path, null, `is ${((size ?? 0) / 1e6).toFixed(1)} MB in size`));
}
