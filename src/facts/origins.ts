import type { Facts, Position } from '../model.ts';
import {
  calledName,
  callersByName,
  canMean,
  functionAround,
  functionsByName,
  givenTo,
  lastOf,
  type OwnFunction,
  pathOf,
  receiverOf,
} from './functions.ts';
import { isHandler } from './origins/handler.ts';
import { downloads, languageModels, passing, requested, uploaded } from './origins/sources.ts';
import type { Call, Expression, Module } from './python/module.ts';

/**
 * Where a value comes from. `request`, `upload`, `download`, `socket`, `input` and `model` (the answer of a language
 * model) come from outside; `flag` and `environment` from whoever runs the code; `parameter` from callers nobody knows.
 */
export type Origin =
  | 'constant'
  | 'request'
  | 'upload'
  | 'download'
  | 'socket'
  | 'input'
  | 'model'
  | 'flag'
  | 'environment'
  | 'parameter'
  | 'unknown';

/** An origin and the place that shows it. */
export type Origins = ReadonlyMap<Origin, { readonly path: string; readonly at: Position }>;

const deepest = 10;
const farthest = 2;
const most = 12;

/** Everything an expression may come from: through names, helpers, and the arguments of callers. */
export function originsOf(facts: Facts, module: Module, scope: number, expression: Expression): Origins {
  const found = new Map<Origin, { path: string; at: Position }>();
  new Walk(facts, found).visit(module, scope, expression, 0, 0);
  return found;
}

class Walk {
  readonly #facts: Facts;
  readonly #found: Map<Origin, { path: string; at: Position }>;
  readonly #seen = new Set<string>();
  #steps = 0;

  constructor(facts: Facts, found: Map<Origin, { path: string; at: Position }>) {
    this.#facts = facts;
    this.#found = found;
  }

  #add(origin: Origin, module: Module, at: Position): void {
    if (!this.#found.has(origin)) this.#found.set(origin, { path: module.path, at });
  }

  visit(module: Module, scope: number, expression: Expression, depth: number, calls: number): void {
    this.#steps += 1;
    if (depth > deepest || this.#steps > 400) {
      this.#add('unknown', module, expression.at);
      return;
    }
    const into = (parts: readonly Expression[]): void => {
      for (const part of parts) this.visit(module, scope, part, depth + 1, calls);
    };
    switch (expression.kind) {
      case 'string':
        if (expression.formatted && (expression.parts ?? []).length > 0) into(expression.parts ?? []);
        else this.#add('constant', module, expression.at);
        break;
      case 'number':
      case 'constant':
        this.#add('constant', module, expression.at);
        break;
      case 'operation':
        into(expression.operands);
        break;
      case 'sequence':
        into(expression.items);
        break;
      case 'mapping':
        into(expression.entries.map(({ value }) => value));
        break;
      case 'subscript':
        into([expression.base]);
        break;
      case 'other':
        if (expression.type === 'conditional')
          into([expression.parts[0], expression.parts[2]].filter((one) => one !== undefined));
        else into(expression.parts);
        break;
      case 'attribute':
        this.#attribute(module, scope, expression, depth, calls);
        break;
      case 'name':
        this.#name(module, scope, expression, depth, calls);
        break;
      case 'call':
        this.#call(module, scope, module.calls[expression.call], depth, calls);
        break;
      default:
        break;
    }
  }

  #attribute(
    module: Module,
    scope: number,
    expression: Extract<Expression, { kind: 'attribute' }>,
    depth: number,
    calls: number,
  ): void {
    const { qualified, base, at } = expression;
    if (qualified !== null) {
      if (uploaded.test(qualified)) {
        this.#add('upload', module, at);
        return;
      }
      if (requested.test(qualified)) {
        this.#add('request', module, at);
        return;
      }
      if (/^sys\.argv/.test(qualified)) {
        this.#add('flag', module, at);
        return;
      }
      if (/^(?:os\.environ)/.test(qualified)) {
        this.#add('environment', module, at);
        return;
      }
      if (/parse_args\(\)|parse_known_args\(\)|absl\.flags|tyro\.cli\(\)/.test(qualified)) {
        this.#add('flag', module, at);
        return;
      }
    }
    const path = pathOf(expression);
    if (/^(?:args|opts?|FLAGS|flags|cli_args|parsed|hparams|params)\./.test(path ?? '')) {
      this.#add('flag', module, at);
      return;
    }
    const key = `${module.path}:${path}`;
    if (path?.startsWith('self.') && !this.#seen.has(key)) {
      this.#seen.add(key);
      const given = givenTo(module, path, null).slice(0, most);
      for (const one of given) this.visit(module, one.scope, one.value, depth + 1, calls);
      if (given.length > 0) return;
      this.#add('unknown', module, at);
      return;
    }
    this.visit(module, scope, base, depth + 1, calls);
  }

  #name(
    module: Module,
    scope: number,
    expression: Extract<Expression, { kind: 'name' }>,
    depth: number,
    calls: number,
  ): void {
    const { name, qualified, at } = expression;
    if (qualified !== null && /^sys\.argv/.test(qualified)) {
      this.#add('flag', module, at);
      return;
    }
    if (qualified !== null && requested.test(qualified)) {
      this.#add('request', module, at);
      return;
    }
    for (let around = scope; around >= 0; around = module.scopes[around]?.parent ?? -1) {
      const key = `${module.path}:${around}:${name}`;
      const given = givenTo(module, name, around);
      const parameter = module.scopes[around]?.parameters.find((one) => one.name === name);
      if (given.length === 0 && parameter === undefined) continue;
      if (this.#seen.has(key)) return;
      this.#seen.add(key);
      for (const one of given.slice(-most)) this.visit(module, around, one.value, depth + 1, calls);
      if (parameter !== undefined) this.#parameter(module, around, name, at, depth, calls);
      return;
    }
    this.#add('unknown', module, at);
  }

  #parameter(module: Module, scope: number, name: string, at: Position, depth: number, calls: number): void {
    const one = module.scopes[scope];
    if (one === undefined) return;
    const parameter = one.parameters.find((given) => given.name === name);
    if (/UploadFile/.test(parameter?.annotation ?? '')) {
      this.#add('upload', module, at);
      return;
    }
    if (isHandler(module, scope) && name !== 'self' && !/Depends/.test(textOf(parameter?.default ?? null, module))) {
      this.#add('request', module, at);
      return;
    }
    const index = one.parameters.findIndex((given) => given.name === name);
    const method = one.parameters[0]?.name === 'self' || one.parameters[0]?.name === 'cls';
    const self: OwnFunction = { module, scope };
    const callers =
      calls >= farthest ? [] : (callersByName(this.#facts).get(callName(module, scope)) ?? []).slice(0, most);
    let known = false;
    for (const { module: other, call } of callers) {
      if (!canMean(call, other, self)) continue;
      const offset = method ? 1 : 0;
      const value =
        call.keywords.find((keyword) => keyword.name === name)?.value ?? call.arguments[index - offset]?.value;
      if (value === undefined) continue;
      known = true;
      this.visit(other, call.scope, value, depth + 1, calls + 1);
    }
    if (!known) this.#add('parameter', module, at);
  }

  #call(module: Module, scope: number, call: Call | undefined, depth: number, calls: number): void {
    if (call === undefined) return;
    const { qualified, at } = call;
    const name = calledName(call) ?? '';
    const into = (parts: readonly Expression[]): void => {
      for (const part of parts) this.visit(module, scope, part, depth + 1, calls);
    };
    const given = [...call.arguments, ...call.keywords].map(({ value }) => value);
    if (qualified !== null) {
      if (uploaded.test(qualified)) {
        this.#add('upload', module, at);
        return;
      }
      if (requested.test(qualified)) {
        this.#add('request', module, at);
        return;
      }
      if (downloads.matches(qualified)) {
        this.#add('download', module, at);
        return;
      }
      if (languageModels.test(qualified)) {
        this.#add('model', module, at);
        return;
      }
      if (/^(?:input|raw_input)$/.test(qualified)) {
        this.#add('input', module, at);
        return;
      }
      if (/^os\.(?:getenv|environ\.get)$/.test(qualified)) {
        this.#add('environment', module, at);
        return;
      }
      if (/parse_args$|parse_known_args$/.test(qualified)) {
        this.#add('flag', module, at);
        return;
      }
      if (/^socket\.socket\(\).*\.recv$/.test(qualified)) {
        this.#add('socket', module, at);
        return;
      }
      if (passing.matches(qualified)) {
        into(given.slice(0, 4));
        return;
      }
      // Numbers, sizes and quoted words carry nothing on.
      if (/^(?:int|float|len|bool|range|round|shlex\.quote|ast\.literal_eval|hash|id)$/.test(qualified)) {
        this.#add('constant', module, at);
        return;
      }
    }
    const own = (functionsByName(this.#facts).get(name) ?? []).filter((one) => canMean(call, module, one));
    const receiver = receiverOf(call);
    if (
      (qualified === null || qualified.startsWith('.') || own.length === 1) &&
      own.length > 0 &&
      own.length <= 3 &&
      calls < farthest
    ) {
      const key = `${name}()`;
      if (this.#seen.has(key)) return;
      this.#seen.add(key);
      for (const one of own) {
        for (const { value, scope: inner } of one.module.returns.filter(
          ({ scope: inner }) => functionAround(one.module, inner) === functionAround(one.module, one.scope),
        )) {
          if (value !== null) this.visit(one.module, inner, value, depth + 1, calls + 1);
        }
      }
      return;
    }
    if (receiver !== null && !/^(?:numpy|pandas|torch|os|sys|re|math|json)$/.test(pathOf(receiver) ?? '')) {
      into([receiver]);
      if (/^(?:format|join|replace|joinpath)$/.test(name)) into(given);
      return;
    }
    this.#add('unknown', module, at);
  }
}

function callName(module: Module, scope: number): string {
  const one = module.scopes[scope];
  if (one?.name !== '__init__') return one?.name ?? '';
  return module.scopes[one.parent]?.name ?? '';
}

function textOf(expression: Expression | null, module: Module): string {
  if (expression?.kind !== 'call') return '';
  return lastOf(pathOf(module.calls[expression.call]?.callee ?? null)) ?? '';
}
