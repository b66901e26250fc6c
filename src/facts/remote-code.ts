import type { Confidence, Facts, Need, Position } from '../model.ts';
import { pathOf } from './functions.ts';
import { memo } from './memo.ts';
import type { Call, Expression, Module } from './python/module.ts';
import { python } from './python/reader.ts';

/** A call that runs whatever code lies beside a model or data set on a hub. */
export interface RemoteCode {
  readonly path: string;
  readonly at: Position;
  /** Fixed to a commit or tag; `null` where that hangs on arguments that are passed on. */
  readonly pinned: boolean | null;
  readonly confidence: Confidence;
}

export const remoteNeed: Need = { reader: python, needles: ['trust_remote_code'] };

/** Such calls of the view, in order. */
export const remoteCodeOf: (facts: Facts) => readonly RemoteCode[] = memo((facts) =>
  Object.freeze(
    facts.documents(python).flatMap(({ value: module }) =>
      module.calls.flatMap((call): RemoteCode[] => {
        if (!trusts(call)) return [];
        const pinned = pinnedOf(call);
        return [{ path: module.path, at: call.at, pinned, confidence: confidenceOf(call, module) }];
      }),
    ),
  ),
);

/** `trust_remote_code=True` of the call itself, or among the arguments that it hands on to the model. */
function trusts({ keywords }: Call): boolean {
  return keywords.some(({ name, value }) => {
    if (name === 'trust_remote_code') return isTrue(value);
    return (
      /^(?:model_kwargs|tokenizer_kwargs|config_kwargs|model_args)$/.test(name) &&
      value.kind === 'mapping' &&
      value.entries.some(
        (entry) => entry.key?.kind === 'string' && entry.key.value === 'trust_remote_code' && isTrue(entry.value),
      )
    );
  });
}

function isTrue(value: Expression): boolean {
  return value.kind === 'constant' && value.value === true;
}

function pinnedOf(call: Call): boolean | null {
  const named = call.keywords.find(({ name }) => /^(?:revision|code_revision)$/.test(name))?.value;
  const nested = call.keywords
    .flatMap(({ value }) => (value.kind === 'mapping' ? value.entries : []))
    .find(({ key }) => key?.kind === 'string' && /^(?:code_)?revision$/.test(key.value))?.value;
  const revision = named ?? nested;
  if (revision === undefined) return call.arguments.some(({ star }) => star === '**') ? null : false;
  if (revision.kind === 'constant') return false;
  return revision.kind !== 'string' || !/^(?:main|master|HEAD|)$/.test(revision.value);
}

/** Sure for an id that stands there; a folder of one's own or a name from elsewhere is up to whoever runs it. */
function confidenceOf(call: Call, module: Module): Confidence {
  const id =
    call.arguments.find(({ star }) => star === '')?.value ?? call.keywords.find(({ name }) => ids.test(name))?.value;
  const text = id === undefined ? null : literal(id, module);
  if (text === null) return 'hint';
  if (/^[./~]|^(?:\w+\/){2,}|^[A-Za-z]:/.test(text) || own.test(text)) return 'hint';
  return 'certain';
}

const ids = /^(?:pretrained_model_name_or_path|path|model|model_id|model_name|model_name_or_path|repo_id|name)$/;
const own = /^(?:outputs?|models?|checkpoints?|results?|data|saved?|tmp|runs?|weights|local|artifacts?)[/_-]/;

/** The id as written in the call, in a constant, or as the default of a parameter. */
function literal(expression: Expression, module: Module): string | null {
  if (expression.kind === 'string') return expression.formatted ? null : expression.value;
  const path = pathOf(expression);
  if (path === null) return null;
  const given = module.assignments.filter(({ target }) => pathOf(target) === path);
  const [only] = given;
  return given.length === 1 && only?.value.kind === 'string' && !only.value.formatted ? only.value.value : null;
}
