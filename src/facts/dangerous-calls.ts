import type { Confidence, Facts, Need, Position, Step } from '../model.ts';
import { calledName, lastOf, pathOf, receiverOf } from './functions.ts';
import { memo } from './memo.ts';
import { type Origin, type Origins, originsOf } from './origins.ts';
import type { Call, Expression, Module } from './python/module.ts';
import { python } from './python/reader.ts';

/** A call that hands outside input to an interpreter or shell, or that trusts any server. */
export interface DangerousCall {
  readonly path: string;
  readonly at: Position;
  readonly message: string;
  readonly confidence: Confidence;
  readonly trace: readonly Step[];
}

const before = [' ', '(', '=', '[', ',', '\t', '\n', '{'];
export const dangerousNeed: Need = {
  reader: python,
  needles: [
    ...['eval(', 'exec('].flatMap((name) => before.map((sign) => sign + name)),
    'shell=True',
    'shell = True',
    'os.system(',
    'import system',
    'os.popen(',
    'getoutput(',
    'verify=False',
    'verify = False',
    'ssl=False',
    '_create_unverified_context',
    'CERT_NONE',
    'verify_ssl=False',
    'verify_certs=False',
    'check_hostname = False',
  ],
};

/** Every such call of the view, in order. */
export const dangerousCallsOf: (facts: Facts) => readonly DangerousCall[] = memo((facts) =>
  Object.freeze(
    facts.documents(python).flatMap(({ value: module }) => [
      ...module.calls
        .filter(isSuspect)
        .slice(0, most)
        .flatMap((call) => judged(facts, module, call)),
      ...unverified(module),
    ]),
  ),
);

/** Of one module; more tell nothing new. */
const most = 300;

function isSuspect(call: Call): boolean {
  const { qualified, keywords } = call;
  return (
    /^(?:eval|exec|ssl\.\w+)$/.test(qualified ?? '') ||
    runsShell(call) ||
    keywords.some(({ name }) => /^(?:verify|verify_ssl|verify_certs|ssl_verify|ssl|cert_reqs)$/.test(name))
  );
}

const outside: readonly (readonly [Origin, string])[] = [
  ['request', 'what a client sends'],
  ['upload', 'what a client uploads'],
  ['download', 'what is downloaded'],
  ['socket', 'what comes over a socket'],
  ['model', 'the answer of a language model'],
  ['input', 'what somebody types'],
];
const inside: readonly (readonly [Origin, string])[] = [
  ['flag', 'a flag'],
  ['environment', 'a variable of the environment'],
  ['parameter', 'an argument'],
];

function judged(facts: Facts, module: Module, call: Call): DangerousCall[] {
  const { qualified } = call;
  if (qualified === null) return withoutTls(call, module);
  if (qualified === 'eval' || qualified === 'exec') {
    const source = call.arguments[0]?.value;
    if (source === undefined || (source.kind === 'string' && !source.formatted)) return [];
    return told(
      originsOf(facts, module, call.scope, source),
      call,
      module,
      (from) => `${qualified} runs ${from} as code`,
    );
  }
  if (runsShell(call)) {
    const source =
      call.arguments[0]?.value ?? call.keywords.find(({ name }) => /^(?:args|command|cmd)$/.test(name))?.value;
    if (source === undefined || isPlain(source)) return [];
    return told(
      originsOf(facts, module, call.scope, source),
      call,
      module,
      (from) => `a shell runs a command with ${from} in it`,
    );
  }
  return withoutTls(call, module);
}

function runsShell({ qualified, keywords }: Call): boolean {
  if (
    /^(?:os\.system|os\.popen|subprocess\.getoutput|subprocess\.getstatusoutput|commands\.getoutput)$/.test(
      qualified ?? '',
    )
  )
    return true;
  if (
    !/^(?:subprocess\.(?:run|call|check_call|check_output|Popen)|asyncio\.create_subprocess_shell)$/.test(
      qualified ?? '',
    )
  )
    return false;
  return (
    qualified === 'asyncio.create_subprocess_shell' ||
    keywords.some(({ name, value }) => name === 'shell' && value.kind === 'constant' && value.value === true)
  );
}

function isPlain(source: Expression): boolean {
  return source.kind === 'string' && !source.formatted;
}

function told(origins: Origins, call: Call, module: Module, say: (from: string) => string): DangerousCall[] {
  for (const [list, sure] of [
    [outside, true],
    [inside, false],
  ] as const) {
    for (const [origin, from] of list) {
      const place = origins.get(origin);
      if (place === undefined) continue;
      const confidence: Confidence = !sure ? 'hint' : origin === 'input' || origin === 'model' ? 'likely' : 'certain';
      const far = place.path !== module.path || place.at.line !== call.at.line;
      const trace = far
        ? [
            { path: place.path, ...place.at, message: `${from} comes from here` },
            { path: module.path, ...call.at, message: 'is run here' },
          ]
        : [];
      return [{ path: module.path, at: call.at, message: say(from), confidence, trace }];
    }
  }
  return [];
}

const http =
  /^(?:requests|httpx|aiohttp|boto3|botocore|urllib3|hvac|elasticsearch|opensearchpy|minio|kubernetes|websockets|websocket)\b/;
const verbs =
  /^(?:get|post|put|patch|delete|head|options|request|stream|send|Client|AsyncClient|Session|client|resource|PoolManager|Elasticsearch|OpenSearch)$/;

/** `verify=False` of something that speaks HTTP, other than to the machine itself. */
function withoutTls(call: Call, module: Module): DangerousCall[] {
  const { qualified } = call;
  const name = calledName(call) ?? '';
  const off = call.keywords.find(
    (keyword) =>
      (/^(?:verify|verify_ssl|verify_certs|ssl_verify)$/.test(keyword.name) && isFalse(keyword.value)) ||
      (keyword.name === 'ssl' && isFalse(keyword.value) && /^aiohttp\b/.test(qualified ?? '')) ||
      (keyword.name === 'cert_reqs' &&
        /CERT_NONE/.test(keyword.value.kind === 'string' ? keyword.value.value : (pathOf(keyword.value) ?? ''))),
  );
  const context = /^ssl\._create_unverified_context$/.test(qualified ?? '');
  if (off === undefined && !context) return [];
  if (off !== undefined) {
    const known = qualified !== null && http.test(qualified);
    const speaks =
      verbs.test(name) &&
      /session|client|http|requests/i.test(lastOf(pathOf(receiverOf(call))) ?? '') &&
      module.imports.some(({ module: from }) => http.test(from));
    if (!known && !speaks) return [];
    if (isLocal(call, module)) return [];
  }
  return [{ path: module.path, at: call.at, message: message, confidence: 'certain', trace: [] }];
}

const message = 'takes any certificate: whoever is on the way can read and change what is sent';

/** `ssl._create_default_https_context = ssl._create_unverified_context`, `session.verify = False`. */
function unverified(module: Module): DangerousCall[] {
  return module.assignments.flatMap(({ target, value, at }): DangerousCall[] => {
    if (target.kind !== 'attribute') return [];
    const given = value.kind === 'attribute' || value.kind === 'name' ? value.qualified : null;
    const context = given === 'ssl._create_unverified_context';
    const session =
      target.name === 'verify' &&
      isFalse(value) &&
      /^(?:requests|httpx)\b/.test(
        target.base.kind === 'name' || target.base.kind === 'attribute' ? (target.base.qualified ?? '') : '',
      );
    const mode = target.name === 'verify_mode' && given === 'ssl.CERT_NONE';
    return context || session || mode ? [{ path: module.path, at, message, confidence: 'certain', trace: [] }] : [];
  });
}

function isFalse(value: Expression): boolean {
  return value.kind === 'constant' && value.value === false;
}

/** A server of one's own machine or cluster, told by the address as it stands. */
function isLocal(call: Call, module: Module): boolean {
  const first = call.arguments[0]?.value ?? call.keywords.find(({ name }) => name === 'url')?.value;
  const text = first === undefined ? null : beginning(first, module);
  return (
    text !== null &&
    /^(?:https?:\/\/)?(?:localhost|127\.|0\.0\.0\.0|\[::1\]|host\.docker\.internal|10\.|192\.168\.)/.test(text)
  );
}

function beginning(expression: Expression, module: Module): string | null {
  if (expression.kind === 'string') return expression.value;
  if (expression.kind === 'operation')
    return expression.operands[0] === undefined ? null : beginning(expression.operands[0], module);
  const path = pathOf(expression);
  if (path === null) return null;
  const [only, ...more] = module.assignments.filter(({ target }) => pathOf(target) === path);
  return only?.value.kind === 'string' && more.length === 0 ? only.value.value : null;
}
