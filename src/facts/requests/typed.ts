import type { Call, Expression, Module, Scope } from '../python/module.ts';

/** What the parameters of a handler say: `raw` where a body comes without a type. */
export interface TypedInput {
  readonly kind: 'typed' | 'raw';
  readonly body: boolean;
}

type Parameter = Scope['parameters'][number];

const routing = /^(get|post|put|patch|delete|api_route|route|websocket)$/;
const frameworks = /^(fastapi|litestar|ninja|flask_openapi3|robyn|fastapi_utils|spectree)(\.|$)/;
/** Given by the framework, or by the application itself. */
const provided =
  /\b(Request|WebSocket|Response|BackgroundTasks|HTTPConnection|SecurityScopes|HttpRequest|HTTPBearer|State)\b/;
const injected = /\b(Depends|Security|Provide)\b/;
const input = /^(Body|Form|File|Query|Path|Header|Cookie)$/;

/**
 * Reads the input of a function that a framework calls with what its annotations ask for: FastAPI and its likes,
 * BentoML's services, Cog's predictors. `null` for a function that is none, or takes nothing.
 */
export function typedInput(scope: Scope, module: Module): TypedInput | null {
  const route = routeCall(scope, module);
  if (route !== null) {
    const path = route.arguments[0]?.value;
    const address = path?.kind === 'string' ? path.value : '';
    const method = route.callee.kind === 'attribute' ? route.callee.name : '';
    return ofParameters(scope.parameters, module, address, !/^(get|delete)$/.test(method));
  }
  return bentoInput(scope, module) ?? cogInput(scope, module);
}

function routeCall(scope: Scope, module: Module): Call | null {
  if (!module.imports.some((one) => frameworks.test(one.module))) return null;
  for (const decorator of scope.decorators) {
    const call = decorator.kind === 'call' ? module.calls[decorator.call] : undefined;
    if (call?.callee.kind === 'attribute' && routing.test(call.callee.name)) return call;
  }
  return null;
}

function ofParameters(all: readonly Parameter[], module: Module, address: string, body: boolean): TypedInput | null {
  const kinds = all.filter(({ kind }) => kind === 'normal').map((one) => kindOf(one, module, address));
  if (kinds.includes('raw')) return { kind: 'raw', body };
  return kinds.includes('typed') ? { kind: 'typed', body } : null;
}

function kindOf(one: Parameter, module: Module, address: string): 'typed' | 'raw' | null {
  const { name, annotation, default: value } = one;
  if (name === 'self' || name === 'cls') return null;
  const call = value?.kind === 'call' ? module.calls[value.call] : undefined;
  const by = call === undefined ? '' : lastName(call.callee);
  if (injected.test(annotation ?? '') || injected.test(by)) {
    const model = call !== undefined && call.arguments.length === 0 && annotation !== null;
    return model && by === 'Depends' ? 'typed' : null;
  }
  if (annotation === null) {
    if (address.includes(`{${name}`) || (value !== null && !input.test(by))) return null;
    return /^(request|req)$/.test(name) ? null : 'raw';
  }
  if (provided.test(annotation)) return null;
  return isShapeless(annotation) ? 'raw' : 'typed';
}

/** `dict`, `Any`, `list[dict]`, `dict[str, Any]`: a type that takes everything. */
export function isShapeless(annotation: string): boolean {
  let type = annotation.replaceAll(/\s+|typing\.|["']/g, '').slice(0, 300);
  for (let turn = 0; turn < 6; turn += 1) {
    const inner = /^(?:Annotated|Optional|List|list|Sequence|Iterable)\[(.*)\]$/.exec(type)?.[1];
    if (inner === undefined) break;
    type = inner;
  }
  type = type.replace(/\|None$/, '').split(/,(?:Body|Form|Query)\(/, 1)[0] ?? '';
  return (
    /^(dict|Dict|Mapping|MutableMapping|Any|object|list|List|JSON\w*)$/.test(type) ||
    /^(dict|Dict|Mapping)\[\w+,(Any|object)\]$/.test(type)
  );
}

/** `@bentoml.api` with annotations, and `@service.api(input=NumpyNdarray(), …)` of older versions. */
function bentoInput(scope: Scope, module: Module): TypedInput | null {
  if (!module.imports.some((one) => /^bentoml(\.|$)/.test(one.module))) return null;
  for (const decorator of scope.decorators) {
    const call = decorator.kind === 'call' ? module.calls[decorator.call] : undefined;
    const name = lastName(call?.callee ?? decorator);
    if (name !== 'api' && name !== 'task') continue;
    const given = call?.keywords.find((keyword) => keyword.name === 'input')?.value;
    const descriptor = given?.kind === 'call' ? module.calls[given.call] : undefined;
    if (descriptor !== undefined) {
      const shapeless =
        lastName(descriptor.callee) === 'JSON' && descriptor.keywords.length + descriptor.arguments.length === 0;
      return { kind: shapeless ? 'raw' : 'typed', body: true };
    }
    // A descriptor that was made before.
    if (given !== undefined) return { kind: 'typed', body: true };
    return ofParameters(
      scope.parameters.filter(({ name: own }) => own !== 'ctx'),
      module,
      '',
      true,
    );
  }
  return null;
}

function cogInput(scope: Scope, module: Module): TypedInput | null {
  if (scope.name !== 'predict' || !module.imports.some((one) => one.module === 'cog')) return null;
  return scope.parameters.some(({ annotation }) => annotation !== null) ? { kind: 'typed', body: true } : null;
}

function lastName(expression: Expression): string {
  return expression.kind === 'name' || expression.kind === 'attribute' ? expression.name : '';
}
