import type { Call, Expression, Module, Scope } from '../python/module.ts';
import { expressionsIn } from './expressions.ts';
import { scopesWithin } from './raw.ts';

const libraries =
  /^(jsonschema|fastjsonschema|cerberus|voluptuous|schema|pandera|marshmallow|webargs|trafaret|great_expectations|pydantic|msgspec|cattrs)\b/;
const methods =
  /^(model_validate(_json|_strings)?|parse_obj(_as)?|parse_raw|validate_python|validate_json|is_valid|validate_on_submit|raise_for_errors|parse_args)$/;
/** Functions of one's own that say what they do. */
const telling = /valid|schema|sanitiz|^_?(check|allowed|verify|ensure)_/i;
/** Asks of what kind something is, or which fields it has. */
const looking = /^(isinstance|issubset|issuperset|difference|isnumeric|isdigit|isdecimal|endswith|allowed_file)$/;
/** What goes out rather than comes in. */
const answering = /(Response|Result|Output|Out|Answer|Reply|Prediction|Error|Exception)s?$/;
const decorating =
  /valid|expects_json|use_args|use_kwargs|use_annotations|arguments|^expect$|^input$|schema|parse_with|event_parser|openapi|^doc$|accepts/i;

/** Finds the function that a qualified name means in the file `from`, in the modules that were read. */
export type Functions = (
  qualified: string,
  from: string,
) => { readonly module: Module; readonly scope: number } | undefined;

const furthest = 3;

/** Whether a schema or an explicit check stands in a handler, on it, or in what it calls of the repository. */
export function isValidated(scope: Scope, within: ReadonlySet<number>, module: Module, functions: Functions): boolean {
  const parent = module.scopes[scope.parent];
  const around = parent?.kind === 'class' ? [scope, parent] : [scope];
  if (around.some(({ decorators }) => decorators.some((one) => decorating.test(lastName(one, module))))) return true;
  return checksBelow(within, module, functions, 0, new Set());
}

function checksBelow(
  within: ReadonlySet<number>,
  module: Module,
  functions: Functions,
  depth: number,
  seen: Set<string>,
): boolean {
  if (checks(within, module)) return true;
  // Further down a refusal may be about anything.
  if (depth <= 1 && rejects(within, module)) return true;
  if (depth >= furthest) return false;
  return module.calls.some((call) => {
    if (!within.has(call.scope) || call.qualified === null) return false;
    const own = call.qualified.startsWith('.');
    const called = own
      ? calledScope(call, module).map((at) => ({ module, scope: at }))[0]
      : functions(call.qualified, module.path);
    if (called === undefined || (called.module === module && within.has(called.scope))) return false;
    const key = `${called.module.path}\n${called.scope}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return checksBelow(scopesWithin(called.module, called.scope), called.module, functions, depth + 1, seen);
  });
}

function checks(within: ReadonlySet<number>, module: Module): boolean {
  return module.calls.some((call) => within.has(call.scope) && validates(call, module));
}

function validates(call: Call, module: Module): boolean {
  const { qualified } = call;
  const name = lastName(call.callee, module);
  if (methods.test(name) || telling.test(name)) return true;
  if (qualified !== null && libraries.test(qualified)) return true;
  if (/^loads?$/.test(name) && call.callee.kind === 'attribute' && /schema/i.test(lastName(call.callee.base, module)))
    return true;
  return builds(call, module);
}

/** `PredictRequest(**data)` of a class with types: one of pydantic, of data classes, or one that stands elsewhere. */
function builds(call: Call, module: Module): boolean {
  const { qualified, callee } = call;
  if (callee.kind !== 'name' && callee.kind !== 'attribute') return false;
  if (!/^[A-Z]\w*[a-z]/.test(callee.name) || qualified === null || answering.test(callee.name)) return false;
  const unpacks = call.arguments.some(({ star }) => star === '**');
  if (!unpacks && module.returns.some(({ value }) => value?.kind === 'call' && value.call === call.index)) return false;
  const own = module.scopes.find((scope) => scope.kind === 'class' && `.${scope.qualified}` === qualified);
  if (own !== undefined) {
    return (
      own.decorators.length > 0 ||
      own.bases.some((base) => /Model|Schema|Form|Struct|TypedDict|NamedTuple/.test(lastName(base, module)))
    );
  }
  if (
    /(schema|model|entit|payload|dto|request|types?)s?\b/i.test(qualified.slice(0, qualified.lastIndexOf('.'))) &&
    /(Request|Input|Schema|Payload|Form|Data)$/.test(callee.name)
  )
    return true;
  return unpacks && isImported(qualified, module);
}

function isImported(qualified: string, module: Module): boolean {
  const root = qualified.split('.')[0] ?? '';
  return !/^(pandas|numpy|torch|json|flask|fastapi|django|starlette)$/.test(root) && module.imports.length > 0;
}

/** Turns a request away after it has looked for fields, types or kinds of files. */
function rejects(within: ReadonlySet<number>, module: Module): boolean {
  if (leavesOnCheck(within, module)) return true;
  const looks =
    module.comparisons.some(({ scope, operator }) => within.has(scope) && /in$/.test(operator)) ||
    module.calls.some(({ scope, callee }) => within.has(scope) && looking.test(lastName(callee, module)));
  if (!looks) return false;
  for (const expression of expressionsIn(module, within)) {
    if (expression.kind === 'number' && (expression.value === 400 || expression.value === 422)) return true;
    if (expression.kind === 'attribute' && /HTTP_4(00|22)|BAD_REQUEST|BadRequest|UNPROCESSABLE/.test(expression.name))
      return true;
  }
  return false;
}

/** `if "file" not in request.files: return …` */
function leavesOnCheck(within: ReadonlySet<number>, module: Module): boolean {
  const checking = new Set(
    module.blocks.flatMap(({ kind, scope, test }, index) =>
      (kind === 'if' || kind === 'else') && within.has(scope) && test !== null && isCheck(test, module, 0)
        ? [index]
        : [],
    ),
  );
  if (checking.size === 0) return false;
  return (
    module.returns.some(({ scope, block }) => within.has(scope) && checking.has(block)) ||
    module.calls.some(
      ({ scope, block, callee }) =>
        within.has(scope) && checking.has(block) && /(Error|Exception|^abort)$/.test(lastName(callee, module)),
    )
  );
}

function isCheck(test: Expression, module: Module, depth: number): boolean {
  if (depth > 8) return false;
  if (test.kind === 'operation') {
    return test.operator === 'not in' || test.operands.some((one) => isCheck(one, module, depth + 1));
  }
  return test.kind === 'call' && looking.test(lastName(test, module));
}

/** The function of the same module that is called. */
function calledScope(call: Call, module: Module): readonly number[] {
  if (call.qualified?.startsWith('.') !== true) return [];
  const name = call.qualified.slice(1).replace('()', '');
  const index = module.scopes.findIndex((scope) => scope.kind === 'function' && scope.qualified === name);
  return index > 0 ? [index] : [];
}

function lastName(expression: Expression, module: Module): string {
  if (expression.kind === 'name' || expression.kind === 'attribute') return expression.name;
  if (expression.kind !== 'call') return '';
  const call = module.calls[expression.call];
  return call === undefined ? '' : lastName(call.callee, module);
}
