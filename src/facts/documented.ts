import type { Facts } from '../model.ts';
import { memo } from './memo.ts';
import { type Definition, type Outline, pythonOutline } from './python/outline.ts';

/** How much of what a file offers to others has a docstring. */
export interface Documented {
  readonly path: string;
  readonly total: number;
  readonly documented: number;
  /** Line of the first definition without one. */
  readonly line: number | null;
}

/** Files that nobody reads as code: made by a tool, run by one, or the package's own metadata. */
const notOffered =
  /(?:^|\/)(?:setup|conftest|noxfile|versioneer|_version|jupyter_\w+_config|gunicorn[\w.]*)\.py$|_pb2(?:_grpc)?\.pyw?$|(?:^|\/)(?:migrations|alembic)\//i;
/** The caller's side of a framework, which documents what these do. */
const framework =
  /^(?:forward|call|build|get_config|compute_output_shape|(?:training|validation|test|predict)_step|configure_\w+|(?:train|val|test|predict)_dataloader|on_\w+|prepare_data|setup|teardown|visit_\w+)$/;
const silent = new Set(['overload', 'setter', 'deleter', 'getter', 'override', 'register']);

/**
 * Public functions, classes and methods by file, as PEP 257 means them: not nested in a function, no name with a
 * leading underscore on the way, no stub and nothing that another definition documents.
 * Reference: https://peps.python.org/pep-0257/
 */
export const documentedOf: (facts: Facts) => readonly Documented[] = memo((facts) =>
  facts.documents(pythonOutline).flatMap(({ path, value }) => {
    const offered = offeredBy(path, value);
    if (offered.length === 0) return [];
    const bare = offered.filter(({ documented }) => !documented);
    return [{ path, total: offered.length, documented: offered.length - bare.length, line: bare[0]?.line ?? null }];
  }),
);

function offeredBy(path: string, { definitions }: Outline): readonly Definition[] {
  if (notOffered.test(path) || path.split('/').some((segment) => /^_(?!_init__|_main__)/.test(segment))) return [];
  const open: boolean[] = [];
  return definitions.filter((definition) => {
    const { kind, name, parent, empty, documented, derived, decorators } = definition;
    const outer = definitions[parent];
    const within = outer === undefined || (outer.kind === 'class' && open[parent] === true);
    const visible = within && !name.startsWith('_');
    open.push(visible);
    if (!visible || (empty && !documented) || decorators.some((one) => silent.has(one))) return false;
    return !(kind === 'function' && derived && framework.test(name));
  });
}
