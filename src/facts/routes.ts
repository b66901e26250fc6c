import type { Facts, Need, Position } from '../model.ts';
import { memo } from './memo.ts';
import type { Call, Expression, Module } from './python/module.ts';
import { python } from './python/reader.ts';

/** A path under which a web framework calls code of the repository. */
export interface Route {
  readonly module: Module;
  readonly at: Position;
  /** As written, with fields of f-strings as `{}`; prefixes of routers stand as routes of their own. */
  readonly route: string;
  /** Name of the decorator or method that declares it: `get`, `route`, `path` … */
  readonly by: string;
  /** The scope of the handler, where it stands in the same module. */
  readonly handler: number | null;
}

/** Frameworks that give code a network address, and what a module that declares routes of them writes. */
export const webNeed: Need = {
  reader: python,
  needles: [
    '<fastapi',
    'flask',
    'Flask',
    'starlette',
    'aiohttp&&web',
    'tornado',
    '<sanic',
    'import bottle',
    'from bottle',
    'litestar',
    'import falcon',
    'from falcon',
    '<quart',
    '<robyn',
    'django',
    'rest_framework',
    '<ninja',
    'connexion',
    'apiflask',
    'chalice',
    'bentoml',
    'litserve',
    'ray.serve',
    'ray import serve',
    'cog&&BasePredictor',
    'lambda_handler',
    'functions_framework',
    'azure.functions',
    'http.server',
    'import modal',
    'from modal',
    'grpc&&server',
  ],
};

const decorating =
  /^(get|post|put|patch|delete|head|options|route|api_route|websocket|websocket_route|view|endpoint|get_api|post_api)$/;
const declaring =
  /^(add_api_route|add_route|add_url_rule|add_api_websocket_route|add_websocket_route|add_get|add_post|add_put|path|re_path|url|Route|WebSocketRoute|Mount|add_resource|add_namespace|include_router|register_blueprint|mount|APIRouter|Blueprint|Namespace|add_endpoint|register|route)$/;
const keywords = new Set(['path', 'rule', 'route', 'prefix', 'url_prefix', 'uri']);
const frameworks =
  /^(fastapi|flask\w*|starlette|aiohttp|tornado|sanic\w*|bottle|litestar|falcon|quart|robyn|django|rest_framework|ninja|connexion|apiflask|chalice|bentoml|litserve|ray|modal|functions_framework|azure|nicegui|responder|cherrypy|pyramid|webapp2)(\.|$)/;
/** Paths of clients, which call and declare nothing. */
const clients = /^(requests|httpx|urllib|pathlib|os|shutil|aiohttp\.ClientSession)\b|TestClient|test_client/;

export const routesOf: (facts: Facts) => readonly Route[] = memo((facts) =>
  Object.freeze(
    facts
      .documents(python)
      .flatMap(({ value: module }) => (isWeb(module) ? [...decorated(module), ...declared(module)] : [])),
  ),
);

/** Whether it imports something that has routes, or takes its application from another module of the repository. */
function isWeb(module: Module): boolean {
  return (
    !module.notebook &&
    module.imports.some(
      (one) =>
        frameworks.test(one.module) ||
        /^(\w*app|router|api|server|service|svc|bp|blueprint|main|ns)$/.test(one.name ?? ''),
    )
  );
}

function decorated(module: Module): Route[] {
  return module.scopes.flatMap((scope, handler) =>
    scope.decorators.flatMap((decorator): Route[] => {
      const call = decorator.kind === 'call' ? module.calls[decorator.call] : undefined;
      if (call?.callee.kind !== 'attribute' || !decorating.test(call.callee.name)) return [];
      const route = pathIn(call, 0);
      return route === null ? [] : [{ module, at: call.at, route, by: call.callee.name, handler }];
    }),
  );
}

function declared(module: Module): Route[] {
  const decorators = new Set(
    module.scopes.flatMap((scope) => scope.decorators.map((one) => (one.kind === 'call' ? one.call : -1))),
  );
  return module.calls.flatMap((call): Route[] => {
    if (decorators.has(call.index)) return [];
    const by = nameOf(call.callee);
    if (!declaring.test(by) && !isAiohttp(call, by)) {
      return by === 'Application' ? tornado(call, module) : [];
    }
    if (call.qualified !== null && clients.test(call.qualified)) return [];
    const route = pathIn(call, by === 'add_resource' ? 1 : 0);
    if (route === null) return [];
    const target = call.arguments.find(({ value }) => value.kind === 'name' || value.kind === 'attribute')?.value;
    return [{ module, at: call.at, route, by, handler: target === undefined ? null : scopeOf(target, module) }];
  });
}

function isAiohttp(call: Call, by: string): boolean {
  return /^(get|post|put|view)$/.test(by) && /^aiohttp\.web\.\w+$/.test(call.qualified ?? '');
}

/** `Application([(r"/predict", Handler)])`. */
function tornado(call: Call, module: Module): Route[] {
  const [list] = call.arguments;
  if (list?.value.kind !== 'sequence') return [];
  return list.value.items.flatMap((item): Route[] => {
    if (item.kind !== 'sequence') return [];
    const [path, handler] = item.items;
    if (path?.kind !== 'string') return [];
    const scope = handler === undefined ? null : scopeOf(handler, module);
    return [{ module, at: path.at, route: path.value, by: 'Application', handler: scope }];
  });
}

function pathIn(call: Call, place: number): string | null {
  const value = call.arguments[place]?.value ?? call.arguments[0]?.value;
  if (value?.kind === 'string') return value.value;
  const keyword = call.keywords.find(({ name, value: given }) => keywords.has(name) && given.kind === 'string')?.value;
  return keyword?.kind === 'string' ? keyword.value : null;
}

function scopeOf(handler: Expression, module: Module): number | null {
  const qualified = handler.kind === 'name' || handler.kind === 'attribute' ? handler.qualified : null;
  if (qualified?.startsWith('.') !== true) return null;
  const index = module.scopes.findIndex((scope) => `.${scope.qualified}` === qualified);
  return index < 0 ? null : index;
}

function nameOf(expression: Expression): string {
  return expression.kind === 'name' || expression.kind === 'attribute' ? expression.name : '';
}
