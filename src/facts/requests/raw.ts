import type { Expression, Module, Scope } from '../python/module.ts';
import { expressionsIn } from './expressions.ts';

/** `request` as a name that the framework puts into the module. */
const ambient =
  /^(flask|quart|bottle|apiflask)\.request\.(json|get_json|form|data|get_data|values|files|args|query|forms|params|body|POST|GET)\b/;
/** What a request object that is handed over has for its content. */
const content =
  /^(json|form|body|stream|POST|GET|FILES|data|query_params|query|rel_url|post|text|read|multipart|get_json|files|args|values|match_info|media|receive_json|receive_text|receive_bytes|iter_json|iter_text|get_param)$/;
const handed =
  /^(django|rest_framework|aiohttp|starlette|fastapi|sanic|ray\.serve|ray|litestar|falcon|robyn|functions_framework|azure\.functions|quart|flask|tornado)(\.|$)/;
const requestName = /^(request|req|http_request|raw_request|websocket|ws|self\.request)$/;
const tornado = /^(get_argument|get_arguments|get_body_argument|get_query_argument)$/;

/** What of it stands in the address. */
const address =
  /^(args|query|params|GET|query_params|rel_url|match_info|get_argument|get_arguments|get_query_argument|get_param)$/;

/** What a function takes as it comes from a caller: a body (or form, file, event), or only parameters of the address. */
export function readsRaw(scope: Scope, within: ReadonlySet<number>, module: Module): 'body' | 'address' | null {
  const parameters = scope.parameters.map(({ name }) => name);
  if (/^(lambda_)?handler$/.test(scope.name) && parameters[0] === 'event' && parameters.length === 2)
    return readsBody(within, module) ? 'body' : null;
  const imports = module.imports.some((one) => handed.test(one.module));
  if (!imports) return null;
  const given = new Set(parameters.filter((name) => requestName.test(name)));
  let found: 'address' | null = null;
  for (const expression of expressionsIn(module, within)) {
    if (expression.kind !== 'attribute') continue;
    const part = partOf(expression, given, parameters[0] === 'self');
    if (part === null) continue;
    if (!address.test(part)) return 'body';
    found = 'address';
  }
  return found;
}

/** `json` of `request.json`; `null` for what is no part of a request. */
function partOf(
  { name, base, qualified }: Extract<Expression, { kind: 'attribute' }>,
  given: ReadonlySet<string>,
  inMethod: boolean,
): string | null {
  const known = qualified === null ? null : (ambient.exec(qualified)?.[2] ?? null);
  if (known !== null) return known;
  const receiver = nameOf(base);
  if (receiver === 'self') return tornado.test(name) ? name : null;
  if (receiver === null || !content.test(name)) return null;
  return given.has(receiver) || (receiver === 'self.request' && inMethod) ? name : null;
}

/** An event of a gateway, rather than a record of a stream or a timer. */
function readsBody(within: ReadonlySet<number>, module: Module): boolean {
  return module.strings.some(
    ({ scope, value }) => within.has(scope) && /^(body|queryStringParameters|pathParameters)$/.test(value),
  );
}

function nameOf(expression: Expression): string | null {
  if (expression.kind === 'name') return expression.name;
  return expression.kind === 'attribute' && expression.base.kind === 'name'
    ? `${expression.base.name}.${expression.name}`
    : null;
}

/** A scope and all that stand in it. */
export function scopesWithin(module: Module, index: number): ReadonlySet<number> {
  const within = new Set([index]);
  for (let at = index + 1; at < module.scopes.length; at += 1) {
    if (within.has(module.scopes[at]?.parent ?? -1)) within.add(at);
    else if ((module.scopes[at]?.parent ?? 0) < index) break;
  }
  return within;
}
