import type { Facts, Position } from '../model.ts';
import { memo } from './memo.ts';
import { packageOf, startedBelow } from './python/dotted.ts';
import type { Module, Scope } from './python/module.ts';
import { python } from './python/reader.ts';
import { readsRaw, scopesWithin } from './requests/raw.ts';
import { typedInput } from './requests/typed.ts';
import { type Functions, isValidated } from './requests/validated.ts';

/** A function that takes what callers of the service send. */
export interface RequestInput {
  readonly path: string;
  readonly at: Position;
  readonly name: string;
  /** A schema or an explicit check stands between the request and the code. */
  readonly checked: boolean;
  /** It takes a body, rather than only parameters of the address. */
  readonly body: boolean;
  /** By its name or route it is what asks the model. */
  readonly predicts: boolean;
}

const predicting =
  /predict|infer|classif|scor(e|ing)|recommend|forecast|generat|detect|translat|transcri|embed|summar|segment|analy[sz]e|chat|invocation/i;

/** Functions of web services, serverless handlers and model servers that take input, in order. */
export const requestInputsOf: (facts: Facts) => readonly RequestInput[] = memo((facts) => {
  const functions = functionsOf(facts);
  return Object.freeze(
    facts
      .documents(python)
      .flatMap(({ value: module }) =>
        module.notebook ? [] : module.scopes.flatMap((scope, index) => inputOf(scope, index, module, functions)),
      ),
  );
});

function functionsOf(facts: Facts): Functions {
  const modules = new Map<string, Module>();
  for (const { value } of facts.documents(python)) for (const name of value.names) modules.set(name, value);
  const find = (plain: string): ReturnType<Functions> => {
    for (let dot = plain.lastIndexOf('.'); dot > 0; dot = plain.lastIndexOf('.', dot - 1)) {
      const module = modules.get(plain.slice(0, dot));
      if (module === undefined) continue;
      const rest = plain.slice(dot + 1);
      const scope = module.scopes.findIndex(({ kind, qualified: own }) => kind === 'function' && own === rest);
      return scope > 0 ? { module, scope } : undefined;
    }
    return undefined;
  };
  return (qualified, from) => {
    for (const name of startedBelow(qualified.replaceAll('()', ''), packageOf(from))) {
      const found = find(name);
      if (found !== undefined) return found;
    }
    return undefined;
  };
}

function inputOf(scope: Scope, index: number, module: Module, functions: Functions): RequestInput[] {
  if (scope.kind !== 'function') return [];
  const inner = module.scopes[scope.parent]?.kind === 'function';
  return inner && scope.decorators.length === 0 ? [] : judged(scope, index, module, functions);
}

/** A function that creates an application does not take what the handlers in it take. */
function withoutHandlers(module: Module, index: number): ReadonlySet<number> {
  const within = new Set(scopesWithin(module, index));
  for (const at of [...within]) {
    const scope = module.scopes[at];
    if (at !== index && scope?.kind === 'function' && scope.decorators.length > 0) {
      for (const inner of scopesWithin(module, at)) within.delete(inner);
    }
  }
  return within;
}

function judged(scope: Scope, index: number, module: Module, functions: Functions): RequestInput[] {
  const typed = typedInput(scope, module);
  const within = withoutHandlers(module, index);
  const raw = readsRaw(scope, within, module);
  if (typed === null && raw === null) return [];
  const checked = (typed?.kind === 'typed' && raw === null) || isValidated(scope, within, module, functions);
  const body = raw === 'body' || typed?.body === true;
  const predicts = predicting.test(scope.name) || routesTo(scope, module).some((route) => predicting.test(route));
  return [{ path: module.path, at: scope.at, name: scope.qualified, checked, body, predicts }];
}

function routesTo({ decorators }: Scope, module: Module): readonly string[] {
  return decorators.flatMap((decorator) => {
    const first = decorator.kind === 'call' ? module.calls[decorator.call]?.arguments[0]?.value : undefined;
    return first?.kind === 'string' ? [first.value] : [];
  });
}
