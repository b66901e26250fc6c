import type { Confidence, Facts, Need, Position, Step } from '../model.ts';
import { container } from './containers.ts';
import { calledName, lastOf, pathOf, receiverOf } from './functions.ts';
import { memo } from './memo.ts';
import { nameOf } from './patterns.ts';
import type { Call, Expression, Module } from './python/module.ts';
import { python } from './python/reader.ts';
import { type StartCommand, startCommandsOf, startNeeds } from './serving/start-commands.ts';

/** A server that is started in debug or reload mode. */
export interface DebugServer {
  readonly path: string;
  readonly at: Position;
  readonly message: string;
  readonly confidence: Confidence;
  readonly trace: readonly Step[];
}

export const debugNeeds: readonly Need[] = [
  {
    reader: python,
    needles: [
      'debug=True',
      'debug = True',
      'reload=True',
      'use_reloader=True',
      'reloader=True',
      'DEBUG = True',
      'DEBUG=True',
      '"DEBUG"] = True',
      "'DEBUG'] = True",
      '.debug = True',
    ],
  },
  ...startNeeds,
];

const message = 'starts a debug server, which shows its insides to visitors and can let them run code';
const servers =
  /^(?:gunicorn|uvicorn|hypercorn|waitress-serve|daphne|granian|uwsgi|flask|fastapi|streamlit|bentoml|litserve|serve|mlflow|tritonserver|torchserve|python\d?|chainlit|gradio)$/;

/** Debug servers of the view, in order. */
export const debugServersOf: (facts: Facts) => readonly DebugServer[] = memo((facts) => {
  const commands = startCommandsOf(facts);
  return Object.freeze([
    ...byCommand(commands),
    ...byImage(facts),
    ...facts.documents(python).flatMap(({ value }) => byCode(value, commands)),
  ]);
});

function byCommand(commands: readonly StartCommand[]): DebugServer[] {
  return commands.flatMap(({ path, line, words, text }): DebugServer[] => {
    const program = nameOf(words[0] ?? '');
    const server = words.slice(0, 5).some((word) => servers.test(nameOf(word)));
    const debug =
      words.some((word) => /^--(?:reload|debug|debugger|with-threads-debug)$/.test(word)) && !/train|pytest/.test(text);
    const variable = /(?:^|\s)(?:FLASK_DEBUG=(?:1|true)|FLASK_ENV=development)\b/i.test(text);
    if (!(server && debug) && !variable) return [];
    const reload = words.includes('--reload') && !words.includes('--debug');
    const what = reload ? `${program} watches the files and starts anew, as for development` : message;
    return [{ path, at: { line, column: 1 }, message: what, confidence: 'certain', trace: [] }];
  });
}

/** `ENV FLASK_DEBUG=1` */
function byImage(facts: Facts): DebugServer[] {
  return facts.documents(container).flatMap(({ path, value }) =>
    /dev|local|test/i.test(nameOf(path))
      ? []
      : (value.dockerfile?.instructions ?? []).flatMap((one): DebugServer[] =>
          one.name === 'ENV' &&
          /\b(?:FLASK_DEBUG[= ]["']?(?:1|true)\b|FLASK_ENV[= ]["']?development\b|UVICORN_RELOAD[= ]["']?(?:1|true)\b)/i.test(
            one.arguments,
          )
            ? [
                {
                  path,
                  at: { line: one.line, column: 1 },
                  message: 'the image switches the debug server on',
                  confidence: 'certain',
                  trace: [],
                },
              ]
            : [],
        ),
  );
}

function byCode(module: Module, commands: readonly StartCommand[]): DebugServer[] {
  if (module.notebook) return [];
  const places = [...module.calls.flatMap((call) => inCall(call, module)), ...inAssignments(module)];
  return places.map(({ at, advice }): DebugServer => {
    const started = commands.find((command) => starts(command, module));
    const trace =
      started === undefined
        ? []
        : [
            { path: started.path, line: started.line, column: 1, message: 'is started here' },
            { path: module.path, ...at, message: 'in debug mode' },
          ];
    // Where another server is started, this one is the developer's.
    const elsewhere =
      started === undefined &&
      commands.some(({ words }) =>
        words.slice(0, 5).some((word) => servers.test(nameOf(word)) && !/^python/.test(nameOf(word))),
      );
    const confidence: Confidence = advice || elsewhere ? 'hint' : started === undefined ? 'likely' : 'certain';
    return { path: module.path, at, message, confidence, trace };
  });
}

function inCall(call: Call, module: Module): { readonly at: Position; readonly advice: boolean }[] {
  const on = (names: RegExp): boolean =>
    call.keywords.some(({ name, value }) => names.test(name) && value.kind === 'constant' && value.value === true);
  const name = calledName(call) ?? '';
  const qualified = call.qualified ?? '';
  const found = (advice: boolean) => [{ at: call.at, advice }];
  if (/^gradio\b/.test(qualified) && name === 'launch') return on(/^debug$/) ? found(true) : [];
  if (qualified === 'uvicorn.run') return on(/^(?:reload|debug)$/) ? found(false) : [];
  if (/^(?:fastapi|starlette(?:\.\w+)*)\.(?:FastAPI|Starlette)$/.test(qualified))
    return on(/^debug$/) ? found(false) : [];
  if (name !== 'run' && name !== 'run_server') return [];
  if (!on(/^(?:debug|use_debugger|reloader)$/)) return [];
  const web = /^(?:flask|dash|quart|sanic|bottle|apiflask|flask_socketio|connexion|eventlet)\b/;
  if (web.test(qualified)) return found(false);
  const receiver = lastOf(pathOf(receiverOf(call))) ?? '';
  const imports = module.imports.some(
    ({ module: from, name: one }) => web.test(from) || /^(?:create_app|app|server)$/.test(one ?? ''),
  );
  return imports && /app|server|^api$|socketio/i.test(receiver) ? found(false) : [];
}

/** `app.debug = True`, `app.config["DEBUG"] = True`, and the settings of Django. */
function inAssignments(module: Module): { readonly at: Position; readonly advice: boolean }[] {
  const flask = module.imports.some(({ module: from }) => /^(?:flask|quart|dash)(?:\.|$)/.test(from));
  const django =
    /(?:^|\/)settings(?:\/(?:base|prod|production|__init__))?\.py$/.test(module.path) &&
    module.assignments.some(({ target }) => pathOf(target) === 'INSTALLED_APPS');
  return module.assignments.flatMap(({ target, value, at, scope }) => {
    if (value.kind !== 'constant' || value.value !== true) return [];
    if (django && scope === 0 && pathOf(target) === 'DEBUG') return [{ at, advice: false }];
    return flask && (isDebug(target) || isConfig(target)) ? [{ at, advice: false }] : [];
  });
}

function isDebug(target: Expression): boolean {
  return target.kind === 'attribute' && target.name === 'debug' && /app|server/i.test(pathOf(target.base) ?? '');
}

function isConfig(target: Expression): boolean {
  if (target.kind !== 'subscript' || lastOf(pathOf(target.base)) !== 'config') return false;
  const [key] = target.index;
  return key?.kind === 'string' && key.value === 'DEBUG';
}

/** `python app.py`, `python -m src.app`, `python src/app.py`; Django's settings go with whatever starts it. */
function starts({ words }: StartCommand, module: Module): boolean {
  const python = words.findIndex((word) => /^python\d?(?:\.\d+)?$/.test(nameOf(word)));
  if (/settings/.test(module.path))
    return words.some((word) => word.includes('manage.py') || word.includes('wsgi') || word.includes('asgi'));
  if (python < 0) return false;
  const rest = words.slice(python + 1);
  const script = rest.find((word) => !word.startsWith('-'));
  if (script === undefined) return false;
  if (script.endsWith('.py'))
    return (
      nameOf(script) === nameOf(module.path) &&
      (module.path.endsWith(script.replace(/^(?:\.\/|\/\w+\/)/, '')) || !script.includes('/') || script.startsWith('/'))
    );
  return (
    rest.includes('-m') &&
    module.names.some((name) => name === script || script.endsWith(`.${name}`) || name.endsWith(`.${script}`))
  );
}
