import type { Facts } from '../../model.ts';
import { classAround, lastOf, pathOf } from '../functions.ts';
import { isHandler } from '../origins/handler.ts';
import type { Expression, Module } from '../python/module.ts';
import { python } from '../python/reader.ts';
import { routesOf } from '../routes.ts';

/** A function that runs once for every request, or a page that runs again for every click. */
export interface Handler {
  readonly module: Module;
  readonly scope: number;
  readonly kind: 'request' | 'page';
}

/** Routes that load by intent: to train, to refresh, to look after the service. */
const loading =
  /train|reload|refresh|retrain|load|evaluat|admin|update|warm|upload|deploy|switch|swap|select_model|set_model|register|export|debug|test|health|ping|status|info$|activat|promot|rollback|restore/i;
const views = /^(?:django|rest_framework)(?:\.|$)/;
const viewBase = /(?:APIView|View|ViewSet|Resource|MethodView|HTTPEndpoint|RequestHandler|Handler|Servicer)$/;
const verbs = /^(?:get|post|put|patch|delete|on_get|on_post|predict|Predict|create|list|retrieve)$/;
const cached = /cache|memo|singleton|once|^fixture$/i;

/** Handlers of the view, in order. */
export function handlersOf(facts: Facts): readonly Handler[] {
  const found = new Map<string, Handler>();
  const add = (module: Module, scope: number, kind: Handler['kind']): void => {
    found.set(`${module.path}:${scope}`, { module, scope, kind });
  };
  const byIntent = new Set(
    routesOf(facts).flatMap(({ module, handler, route }) =>
      handler !== null && loading.test(route) ? [`${module.path}:${handler}`] : [],
    ),
  );
  for (const { module, handler, by } of routesOf(facts)) {
    if (
      handler === null ||
      /^(?:include_router|mount|Mount|APIRouter|Blueprint|register_blueprint|add_namespace|Namespace)$/.test(by)
    )
      continue;
    if (module.scopes[handler]?.kind === 'function') add(module, handler, 'request');
  }
  for (const { value: module } of facts.documents(python)) {
    if (module.notebook) continue;
    const isView = module.imports.some(({ module: from }) => views.test(from));
    const handed = handedOver(module);
    for (const [scope, one] of module.scopes.entries()) {
      if (one.kind !== 'function' || one.decorators.some((decorator) => cached.test(nameOf(decorator, module))))
        continue;
      const around = classAround(module, one.parent);
      const inView =
        around > 0 &&
        verbs.test(one.name) &&
        (module.scopes[around]?.bases ?? []).some((base) => viewBase.test(lastOf(pathOf(base)) ?? ''));
      const viewed = isView && one.parent === 0 && one.parameters[0]?.name === 'request';
      const lambda = one.name === 'lambda_handler' && one.parent === 0;
      if (isHandler(module, scope) || inView || viewed || lambda || handed.has(one.name)) add(module, scope, 'request');
    }
    if (isPage(module)) add(module, 0, 'page');
  }
  return [...found.entries()]
    .filter(
      ([key, { module, scope }]) =>
        !byIntent.has(key) && (scope === 0 || !loading.test(module.scopes[scope]?.name ?? '')),
    )
    .map(([, one]) => one);
}

/** Functions that Gradio calls with what people enter. */
function handedOver(module: Module): ReadonlySet<string> {
  const found = new Set<string>();
  for (const call of module.calls) {
    if (!/^gradio\./.test(call.qualified ?? '')) continue;
    const name = lastOf(pathOf(call.callee)) ?? '';
    if (!/^(?:Interface|ChatInterface|click|submit|change|upload|load|then|input)$/.test(name)) continue;
    const given = call.keywords.find((keyword) => keyword.name === 'fn')?.value ?? call.arguments[0]?.value;
    if (given?.kind === 'name') found.add(given.name);
  }
  return found;
}

/** Streamlit runs the whole file again whenever somebody touches a widget. */
function isPage(module: Module): boolean {
  return (
    module.imports.some(({ module: from }) => from === 'streamlit') &&
    module.calls.some(({ qualified }) =>
      /^streamlit\.(?:sidebar\.)?(?:text_input|number_input|slider|selectbox|button|file_uploader|form|text_area|radio|checkbox|chat_input|multiselect|date_input|form_submit_button|camera_input)$/.test(
        qualified ?? '',
      ),
    )
  );
}

export function nameOf(decorator: Expression, module: Module): string {
  const expression = decorator.kind === 'call' ? module.calls[decorator.call]?.callee : decorator;
  return pathOf(expression ?? null) ?? '';
}

/** Whether a decorator keeps what a function gives. */
export function isCached(module: Module, scope: number): boolean {
  return (module.scopes[scope]?.decorators ?? []).some((decorator) => cached.test(nameOf(decorator, module)));
}
